/** The seal on the bot's hidden records: an HMAC-SHA256 where the operator gave a key, nothing where there is none. */
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { failure, type Result, success } from "../domain/result.ts";
import { canonicalJson } from "./canonical-json.ts";

export const minKeyLength = 32;

/** `kind` is the marker of the record: a record of one kind proves nothing as another. */
export type StateSeal = {
  /** `record` with its code. */
  close: (kind: string, record: object) => object;
  /** The record without its code; the error says why it is not believed. */
  open: (kind: string, json: unknown) => Result<unknown, string>;
};

/** Anybody who could hold the key would make a different one for each kind of record. */
const deriveKey = (key: string, kind: string): Buffer =>
  Buffer.from(hkdfSync("sha256", key, "draftsmith", `draftsmith state v1 ${kind}`, 32));

const codeOf = (key: string, kind: string, text: string): Buffer =>
  createHmac("sha256", deriveKey(key, kind)).update(text).digest();

const split = (json: unknown): { record: unknown; mac: unknown } => {
  if (json === null || typeof json !== "object" || Array.isArray(json)) return { record: json, mac: undefined };
  const { mac, ...record } = json as Record<string, unknown>;
  return { record, mac };
};

/** Without a key a code says nothing, and is dropped. */
export const noSeal: StateSeal = {
  close: (_, record) => record,
  open: (_, json) => success(split(json).record),
};

const isCode = (mac: unknown): mac is string => typeof mac === "string" && /^[0-9a-f]{64}$/.test(mac);

/** `key` signs; `previous` is believed beside it while records that it signed are still about. */
export const createSeal = (key: string, previous: string | null = null): StateSeal => ({
  close: (kind, record) => {
    const plain = split(JSON.parse(JSON.stringify(record))).record as object;
    const text = canonicalJson(plain);
    if (text === null) throw new Error(`a record of the kind ${kind} nests too deep`);
    return { ...plain, mac: codeOf(key, kind, text).toString("hex") };
  },
  open: (kind, json) => {
    const { record, mac } = split(json);
    if (mac === undefined) return failure("holds a record that is not signed");
    const text = canonicalJson(record);
    const given = isCode(mac) ? Buffer.from(mac, "hex") : null;
    const keys = previous === null ? [key] : [key, previous];
    const isValid =
      text !== null &&
      given !== null &&
      keys.some((one) => {
        const expected = codeOf(one, kind, text);
        return expected.length === given.length && timingSafeEqual(expected, given);
      });
    return isValid ? success(record) : failure("holds a record that was altered, or signed with another key");
  },
});
