/** Tells the change of a package's version or description from one of its scripts or dependencies. */
import { isDeepStrictEqual } from "node:util";
import type { FileChange } from "../domain/patch.ts";
import { foldPath } from "../patch/validate.ts";

const described = ["version", "description", "homepage", "author"] as const;

/** One of those keys with a plain text, alone on its line. */
const describingLine = /^\s{1,8}"(?:version|description|homepage|author)"\s?:\s?"[^"\\]{0,1000}",?\s*$/;

const otherLines = (text: string): string[] => text.split("\n").filter((line) => !describingLine.test(line));

const parseRest = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    return { ...value, ...Object.fromEntries(described.map((key) => [key, null])) };
  } catch {
    return null;
  }
};

/** Lines and parsed values must both agree: a parser that takes another of two equal keys sees no other manifest. */
export const changesOnlyDescription = ({ path, before, after }: FileChange): boolean => {
  if (!/(?:^|\/)package\.json$/.test(foldPath(path)) || before === null || after === null) return false;
  const [old, now] = [parseRest(before), parseRest(after)];
  return old !== null && isDeepStrictEqual(old, now) && isDeepStrictEqual(otherLines(before), otherLines(after));
};
