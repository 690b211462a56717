/** The hidden record of an issue that the bot itself opened: its kind is the marker that makes it findable. */
import type { Result } from "../domain/result.ts";
import { decodeHidden, encodeHidden } from "./hidden-json.ts";
import type { StateSeal } from "./state-seal.ts";

const close = " -->";

const openOf = (marker: string): string => `<!-- draftsmith:${marker} `;

/** One HTML comment. `marker` is of `[a-z-]`. */
export const renderIssueRecord = (marker: string, record: object, seal: StateSeal): string =>
  `${openOf(marker)}${encodeHidden(seal.close(marker, record))}${close}`;

/** The record in a body, not yet checked against its schema. */
export const parseIssueRecord = (body: string, marker: string, seal: StateSeal): Result<unknown, string> => {
  const hidden = decodeHidden(body, openOf(marker), close);
  return hidden.ok ? seal.open(marker, hidden.value) : hidden;
};

export const hasIssueRecord = (body: string, marker: string): boolean => body.includes(openOf(marker));

/** What people see of a body: all of it but the record. */
export const textWithoutRecord = (body: string, marker: string): string => {
  const start = body.indexOf(openOf(marker));
  const end = body.indexOf(close, start);
  return start < 0 || end < 0 ? body : body.slice(0, start) + body.slice(end + close.length);
};
