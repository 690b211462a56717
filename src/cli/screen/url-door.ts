/** The door `url`: may this address outside GitHub be opened, with these addresses behind its name and these redirects behind them? */
import { isIP } from "node:net";
import { z } from "zod";
import { judgeLogPlace } from "../../github/ci/log-place.ts";
import { checkAddresses, checkAnswerHead, decideRedirect } from "../../outgoing/outside-road.ts";
import { checkOutsideUrl, type OutsideRules, type OutsideUrl } from "../../outgoing/outside-url.ts";
import { createDoor, refused, type Screened } from "./door.ts";

const list = z.array(z.string().max(300)).max(100);
const redirect = z.strictObject({ url: z.string(), addresses: list.nullable().default(null) });

type Hop = { target: OutsideUrl; addresses: readonly string[] | null };
type Answers = readonly (readonly string[])[];

/** What the resolver says when it is asked for this hop: its own list, or the next answer. */
const askResolver = (given: readonly string[] | null, answers: Answers, asked: number): readonly string[] | null =>
  given ?? answers[Math.min(asked, answers.length - 1)] ?? null;

const checkHop = ({ target, addresses }: Hop): string | null =>
  addresses?.length === 0 ? "the name has no address" : checkAddresses(target, addresses ?? []);

/** The last place of the road, or why it ends before. The resolver is asked once for each hop, and that answer is connected to. */
const walk = (
  text: string,
  rules: OutsideRules,
  options: { addresses: string[] | null; answers: Answers; redirects: z.infer<typeof redirect>[] },
): Hop | string => {
  const { addresses, answers, redirects } = options;
  const first = checkOutsideUrl(text, rules);
  if (!first.ok) return first.error;
  let asked = 0;
  let hop: Hop = { target: first.value, addresses: askResolver(addresses, answers, asked) };
  for (const [followed, next] of redirects.entries()) {
    const fault = checkHop(hop);
    if (fault !== null) return fault;
    const decided = decideRedirect(hop.target, next.url, followed, rules);
    if (!decided.ok) return decided.error;
    asked += 1;
    hop = { target: decided.value, addresses: askResolver(next.addresses, answers, asked) };
  }
  return checkHop(hop) ?? hop;
};

/** Where a job's log would be fetched: every place of the road must be allowed, and the token goes to none of them. */
const screenLogPlace = (text: string, apiText: string, redirects: z.infer<typeof redirect>[]): Screened => {
  const api = new URL(apiText);
  let place = api;
  for (const location of [text, ...redirects.map(({ url }) => url)]) {
    const next = judgeLogPlace(location, place, api);
    if (next === null) return refused("the log lies where nobody may go");
    place = next;
  }
  return { verdict: "accepted", reason: "the log is fetched there, without the token", text: place.href };
};

export const urlDoor = createDoor({
  name: "url",
  summary: "a URL of a preview, probe or log; nothing is opened or resolved",
  help: {
    hosts: "hosts that count, names or *.name; without it every public one",
    privateHosts: "host:port that the operator named",
    addresses: "what the name resolves to",
    answers: "what the resolver says when it is asked again: a list of addresses for each time",
    redirects: 'what each answer redirects to, as {"url", "addresses"}',
    contentLength: "what the answer says of its length",
    contentEncoding: "how the answer says that it is packed",
    api: "the URL is where this GitHub API says that a job's log lies",
  },
  options: z.strictObject({
    hosts: list.nullable().default(null),
    privateHosts: list.default([]),
    addresses: list.nullable().default(null),
    answers: z.array(list).max(100).default([]),
    redirects: z.array(redirect).max(20).default([]),
    contentLength: z.union([z.number(), z.string()]).optional(),
    contentEncoding: z.string().optional(),
    api: z.url().optional(),
  }),
  screen: (text, { hosts, privateHosts, contentLength, contentEncoding, api, ...road }) => {
    if (api !== undefined) return screenLogPlace(text, api, road.redirects);
    const end = walk(text, { hosts, privateHosts }, road);
    if (typeof end === "string") return refused(end);
    const head = { contentLength: contentLength === undefined ? undefined : String(contentLength), contentEncoding };
    const packed = checkAnswerHead(head);
    if (packed !== null) return refused(packed);
    const { url, host, isPrivate } = end.target;
    const connects = isIP(host) === 0 ? (end.addresses?.[0] ?? null) : host;
    const reason = isPrivate ? "the operator named this host" : "https to a public host";
    return { verdict: "accepted", reason, text: url.href, details: { host, isPrivate, connects } };
  },
});
