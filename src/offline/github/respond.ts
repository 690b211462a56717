/** From a handler's answer to status, headers and text: pages, links, entity tags, rate limit. */
import { createHash } from "node:crypto";
import type { Answer, Rate } from "./call.ts";
import { rateHeaders } from "./rate-limit.ts";

export type Reply = { status: number; headers: Record<string, string>; body: unknown };

const boundedInteger = (text: string | undefined, fallback: number, largest: number): number => {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? Math.min(value, largest) : fallback;
};

/** GitHub's order of relations: prev, next, last, first. */
const renderLinks = (url: URL, page: number, last: number): Record<string, string> => {
  const targets: [string, number][] = [];
  if (page > 1) targets.push(["prev", page - 1]);
  if (page < last) targets.push(["next", page + 1], ["last", last]);
  if (page > 1) targets.push(["first", 1]);
  const links = targets.map(([relation, target]) => {
    const address = new URL(url);
    address.searchParams.set("page", String(target));
    return `<${address.href}>; rel="${relation}"`;
  });
  return links.length === 0 ? {} : { link: links.join(", ") };
};

/** Cuts lists into pages of `per_page` (30, at most 100); other answers stay as they are. */
export const paginate = (answer: Answer, url: URL, query: Record<string, string>): Reply => {
  if (!("list" in answer)) return { status: answer.status, headers: answer.headers ?? {}, body: answer.body };
  const size = boundedInteger(query.per_page, 30, 100);
  const page = boundedInteger(query.page, 1, Number.MAX_SAFE_INTEGER);
  const items = answer.list.slice((page - 1) * size, page * size);
  const body = answer.key === undefined ? items : { total_count: answer.list.length, [answer.key]: items };
  return { status: 200, headers: renderLinks(url, page, Math.ceil(answer.list.length / size)), body };
};

/** Bound to the token: two jobs with different tokens never share an entity tag. */
const entityTag = (token: string, text: string): string =>
  `W/"${createHash("sha256").update(token).update("\0").update(text).digest("hex")}"`;

type Origin = { requestId: string; now: string; rate: Rate; token: string; ifNoneMatch: string | null; isGet: boolean };

/** The whole HTTP answer; 304 when the caller already has it. */
export const respond = (reply: Reply, origin: Origin): Response => {
  const text = reply.body === undefined ? null : JSON.stringify(reply.body);
  const headers: Record<string, string> = {
    date: new Date(origin.now).toUTCString(),
    "x-github-request-id": origin.requestId,
    "x-github-api-version-selected": "2022-11-28",
    "x-github-media-type": "github.v3; format=json",
    ...rateHeaders(origin.rate),
    ...(text === null ? {} : { "content-type": "application/json; charset=utf-8" }),
    ...reply.headers,
  };
  if (origin.isGet && reply.status === 200 && text !== null) {
    headers.etag = entityTag(origin.token, text);
    headers["cache-control"] = "private, max-age=60, s-maxage=60";
    const known = (origin.ifNoneMatch ?? "").split(",").map((tag) => tag.trim());
    if (known.includes(headers.etag)) return new Response(null, { status: 304, headers });
  }
  return new Response(text, { status: reply.status, headers });
};
