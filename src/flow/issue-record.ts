/** The hidden record of an issue that the bot itself opened: its kind is the marker that makes it findable. */
import type { Result } from "../domain/result.ts";
import { decodeHidden, encodeHidden } from "./hidden-json.ts";

const close = " -->";

const openOf = (marker: string): string => `<!-- draftsmith:${marker} `;

/** One HTML comment. `marker` is of `[a-z-]`. */
export const renderIssueRecord = (marker: string, record: unknown): string =>
  `${openOf(marker)}${encodeHidden(record)}${close}`;

/** The record in a body, not yet checked against its schema. */
export const parseIssueRecord = (body: string, marker: string): Result<unknown, string> =>
  decodeHidden(body, openOf(marker), close);

export const hasIssueRecord = (body: string, marker: string): boolean => body.includes(openOf(marker));

/** What people see of a body: all of it but the record. */
export const textWithoutRecord = (body: string, marker: string): string => {
  const start = body.indexOf(openOf(marker));
  const end = body.indexOf(close, start);
  return start < 0 || end < 0 ? body : body.slice(0, start) + body.slice(end + close.length);
};
