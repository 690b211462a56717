/** What decides where a request to the outside may go: its URL, the addresses behind it, each redirect, and what the answer announces. */
import { isIP } from "node:net";
import { failure, type Result, success } from "../domain/result.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import { checkOutsideUrl, type OutsideRules, type OutsideUrl } from "./outside-url.ts";
import { checkPublicAddress } from "./public-address.ts";

export const maxRedirects = 3;

/** Largest body that is kept, in bytes. */
export const maxAnswerBytes = 1_000_000;

export const redirectStatuses: readonly number[] = [301, 302, 303, 307, 308];

/**
 * Null when the request may connect to these addresses, else why not: one that leads inside refuses the name. A host that is
 * an address was judged with its URL, and one that the operator named may lie inside.
 */
export const checkAddresses = ({ host, isPrivate }: OutsideUrl, addresses: readonly string[]): string | null => {
  if (isPrivate || isIP(host) !== 0) return null;
  const fault = addresses.map(checkPublicAddress).find((one) => one !== null);
  return fault ? `${host} leads to an address that may not be opened: ${fault}` : null;
};

/** Where the redirect leads when it may be followed; `redirects` were followed before. */
export const decideRedirect = (
  from: OutsideUrl,
  location: Untrusted,
  redirects: number,
  rules: OutsideRules,
): Result<OutsideUrl, string> => {
  if (redirects >= maxRedirects) return failure(`more than ${maxRedirects} redirects`);
  if (!URL.canParse(location, from.url.href)) return failure("it redirects to something that is no URL");
  const next = checkOutsideUrl(new URL(location, from.url).href, rules);
  if (!next.ok) return failure(`it redirects to a URL that may not be opened: ${next.error}`);
  return next.value.isPrivate && !from.isPrivate
    ? failure("it redirects from the outside to a private host")
    : success(next.value);
};

/** What the head of an answer announces of its body: lengths as the server writes them, which need not be true. */
export type AnswerHead = { contentLength: string | undefined; contentEncoding: string | undefined };

/** Null when the body may be read, else why not: too long, or packed although nobody asked for that. */
export const checkAnswerHead = (
  { contentLength, contentEncoding = "" }: AnswerHead,
  maxBytes: number = maxAnswerBytes,
): string | null => {
  if (!["", "identity"].includes(contentEncoding.trim().toLowerCase())) return "the answer is compressed";
  return Number(contentLength ?? 0) > maxBytes ? `the answer is longer than ${maxBytes} bytes` : null;
};
