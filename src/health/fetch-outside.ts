/** Opens one URL outside GitHub: every address checked, the checked one connected to, redirects checked again, and bounds on time and bytes. */
import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { Untrusted } from "../domain/untrusted.ts";
import {
  checkAddresses,
  checkAnswerHead,
  decideRedirect,
  maxAnswerBytes,
  redirectStatuses,
} from "../outgoing/outside-road.ts";
import { checkOutsideUrl, type OutsideRules, type OutsideUrl } from "../outgoing/outside-url.ts";

export type OutsideOptions = OutsideRules & {
  /** Every address of a name. */
  resolve?: (host: string) => Promise<LookupAddress[]>;
  /** Keep the body, for answers that are read; otherwise the answer's head is enough. */
  wantsBody?: boolean;
  accept?: string;
  /** For everything together: names, redirects, body. Default 10 s. */
  timeoutMs?: number;
  /** Largest body. Default 1 MB. */
  maxBytes?: number;
};

export type OutsideAnswer =
  | {
      kind: "answered";
      status: number;
      body: Untrusted;
      /** Of all of it, redirects included. */
      milliseconds: number;
      redirects: number;
    }
  /** The rules forbid the URL, one of its addresses, or where it redirects to. */
  | { kind: "refused"; reason: string }
  /** It was tried: no such name, no connection, not in time, too long. */
  | { kind: "failed"; reason: string };

class Refused extends Error {}
class Failed extends Error {}

/** What a person can act on, of the codes that sockets and resolvers fail with. */
const words: Record<string, string> = {
  ENOTFOUND: "the name does not resolve",
  EAI_AGAIN: "the name cannot be resolved now",
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was cut",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  EPROTO: "no TLS on that port",
};

const describe = (error: unknown): string => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return words[code] ?? (/^[A-Z0-9_]{3,60}$/.test(code) ? `the request failed (${code})` : "the answer was not HTTP");
};

const resolveAll = (host: string): Promise<LookupAddress[]> => lookup(host, { all: true });

/** Every address behind the host, all of them checked: one inside address refuses the name. */
const findAddresses = async (target: OutsideUrl, options: OutsideOptions): Promise<LookupAddress[]> => {
  const family = isIP(target.host);
  if (family !== 0) return [{ address: target.host, family }];
  const found = await (options.resolve ?? resolveAll)(target.host);
  if (found.length === 0) throw new Failed("the name has no address");
  const fault = checkAddresses(
    target,
    found.map(({ address }) => address),
  );
  if (fault !== null) throw new Refused(fault);
  return found;
};

/** Hands the connection what was checked, so that a second answer of the resolver has no say. */
const pin = (addresses: LookupAddress[]): LookupFunction => {
  return (_host, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, addresses);
    else callback(null, first?.address ?? "", first?.family);
  };
};

type Head = { status: number; location: string | undefined; body: string };

const requestOnce = (
  { url }: OutsideUrl,
  addresses: LookupAddress[],
  options: OutsideOptions,
  signal: AbortSignal,
): Promise<Head> =>
  new Promise((resolve, reject) => {
    const maxBytes = options.maxBytes ?? maxAnswerBytes;
    const send = url.protocol === "https:" ? requestHttps : requestHttp;
    const headers = { accept: options.accept ?? "*/*", "accept-encoding": "identity", "user-agent": "draftsmith" };
    const sent = send(url.href, { agent: false, lookup: pin(addresses), headers, signal, maxHeaderSize: 16_384 });
    sent.once("error", reject);
    sent.once("response", (answer) => {
      const status = answer.statusCode ?? 0;
      const finish = (body: string) => {
        resolve({ status, location: answer.headers.location, body });
        sent.destroy();
      };
      answer.once("error", reject);
      if (!options.wantsBody || redirectStatuses.includes(status)) return finish("");
      const { "content-length": contentLength, "content-encoding": contentEncoding } = answer.headers;
      const fault = checkAnswerHead({ contentLength, contentEncoding }, maxBytes);
      if (fault !== null) {
        reject(new Failed(fault));
        sent.destroy();
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      answer.on("data", (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size <= maxBytes) return;
        reject(new Failed(`the answer is longer than ${maxBytes} bytes`));
        sent.destroy();
      });
      answer.once("end", () => finish(Buffer.concat(chunks).toString("utf8")));
      answer.once("close", () => reject(new Failed("the connection was cut")));
    });
    sent.end();
  });

const check = (text: string, options: OutsideOptions): OutsideUrl => {
  const checked = checkOutsideUrl(text, options);
  if (checked.ok) return checked.value;
  throw new Refused(checked.error);
};

const follow = async (first: Untrusted, options: OutsideOptions, signal: AbortSignal) => {
  let target = check(first, options);
  for (let redirects = 0; ; redirects += 1) {
    const addresses = await findAddresses(target, options);
    signal.throwIfAborted();
    const head = await requestOnce(target, addresses, options, signal);
    if (!redirectStatuses.includes(head.status) || head.location === undefined) return { ...head, redirects };
    const next = decideRedirect(target, head.location, redirects, options);
    if (!next.ok) throw new Refused(next.error);
    target = next.value;
  }
};

/** Resolves when `work` does or the signal aborts: a resolver cannot be told to stop. */
const untilAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });

/** One GET without credentials or cookies. Never throws: what the other side does is data. */
export const fetchOutside = async (url: Untrusted, options: OutsideOptions): Promise<OutsideAnswer> => {
  const timeoutMs = options.timeoutMs ?? 10_000;
  const signal = AbortSignal.timeout(timeoutMs);
  const start = performance.now();
  try {
    const { status, body, redirects } = await untilAborted(follow(url, options, signal), signal);
    return { kind: "answered", status, body, redirects, milliseconds: Math.round(performance.now() - start) };
  } catch (error) {
    if (error instanceof Refused) return { kind: "refused", reason: error.message };
    if (error instanceof Failed) return { kind: "failed", reason: error.message };
    if (signal.aborted) return { kind: "failed", reason: `no answer within ${timeoutMs / 1_000} s` };
    return { kind: "failed", reason: describe(error) };
  }
};
