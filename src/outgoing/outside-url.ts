/** Which URLs outside GitHub may be opened: https on port 443 to a public name or address, or what the operator named. */
import { isIP } from "node:net";
import { failure, type Result, success } from "../domain/result.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import { checkPublicAddress } from "./public-address.ts";

export type OutsideRules = {
  /** Hosts that count: names as they are, or `*.name` for every host below; null allows every public one. */
  hosts: readonly string[] | null;
  /** `host:port` that may be private and may speak http. */
  privateHosts: readonly string[];
};

export type OutsideUrl = {
  url: URL;
  /** Lower case, ASCII, without brackets and without a dot at its end. */
  host: string;
  /** The operator named it: its addresses are not checked. */
  isPrivate: boolean;
};

const maxLength = 2_000;

/** Names below these are never on the public internet (RFC 6761, 6762, 7686, 8375, 9476, and what clouds and networks use). */
const innerSuffixes = [
  ...["localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp", "private", "alt", "arpa"],
  ...["test", "invalid", "example", "onion", "svc"],
];

const labels = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

const plainHost = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.+$/, "");

const portOf = (url: URL): string => url.port || (url.protocol === "https:" ? "443" : "80");

const checkName = (host: string): string | null => {
  const parts = host.split(".");
  const last = parts.at(-1) ?? "";
  if (parts.length < 2) return `${host} is not a public name`;
  if (host.length > 253 || !parts.every((part) => labels.test(part))) return `${host.slice(0, 80)} is not a host name`;
  return innerSuffixes.includes(last) ? `${host} is not a public name (.${last})` : null;
};

/** The form in which hosts are compared; null for what is no host. */
const normaliseHost = (text: string): string | null => {
  if (/[/@?#\\\s]/.test(text) || !URL.canParse(`http://${text}/`)) return null;
  const url = new URL(`http://${text}/`);
  return url.port === "" ? plainHost(url.hostname) : null;
};

const isListed = (host: string, hosts: readonly string[]): boolean =>
  hosts.some((entry) => {
    const isSuffix = entry.startsWith("*.");
    const name = normaliseHost(isSuffix ? entry.slice(2) : entry);
    return name !== null && (isSuffix ? host.endsWith(`.${name}`) : host === name);
  });

/** `host:port` in the form in which it is compared; null when it is something else. */
const normalisePrivateHost = (text: string): string | null => {
  if (/[/@?#\\\s]/.test(text) || !/:\d{1,5}$/.test(text) || !URL.canParse(`http://${text}/`)) return null;
  const url = new URL(`http://${text}/`);
  return url.port === "0" ? null : `${plainHost(url.hostname)}:${portOf(url)}`;
};

/**
 * The URL when it may be opened, as far as its text says; the error is why not. The addresses behind a name are still to be
 * checked. Other spellings of a host (numbers, Unicode, case, dots) are reduced to one before the rules look at it.
 */
export const checkOutsideUrl = (text: Untrusted, { hosts, privateHosts }: OutsideRules): Result<OutsideUrl, string> => {
  if (text.length > maxLength) return failure(`the URL is longer than ${maxLength} characters`);
  if (!/^https?:\/\/[^\s\\/][^\s\\]*$/i.test(text) || !URL.canParse(text))
    return failure("it is not an http or https URL");
  const url = new URL(text);
  const host = plainHost(url.hostname);
  if (url.username !== "" || url.password !== "") return failure("the URL holds a user name or password");
  if (hosts !== null && !isListed(host, hosts)) return failure(`${host.slice(0, 253)} is not one of the allowed hosts`);
  if (privateHosts.some((entry) => normalisePrivateHost(entry) === `${host}:${portOf(url)}`))
    return success({ url, host, isPrivate: true });
  if (url.protocol !== "https:") return failure("only https is allowed");
  if (url.port !== "") return failure(`only port 443 is allowed, not ${url.port}`);
  const isName = isIP(host) === 0;
  const fault = isName ? checkName(host) : checkPublicAddress(host);
  if (isName) url.hostname = host;
  return fault === null ? success({ url, host, isPrivate: false }) : failure(fault);
};
