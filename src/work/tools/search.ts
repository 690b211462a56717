/** The tool by which a role searches the tracked files for a literal text or a pattern. */
import { RE2JS } from "re2js";
import { z } from "zod";
import { isReadableByModel } from "../../atlas/is-readable-by-model.ts";
import type { Tool } from "../../domain/tool.ts";
import { createTool, type ReadableTree, showPath } from "./create-tool.ts";

const maxMatches = 100;
const maxPerFile = 20;
const maxLineLength = 300;
/** A pattern costs up to its size for every character, some 8 ns each: what is searched with one is bounded. */
const maxPatternCharacters = 10_000_000;
const maxPatternSteps = 250_000_000;

const argumentsSchema = z.strictObject({
  text: z
    .string()
    .min(2)
    .max(200)
    .refine((text) => !text.includes("\n"), "must be a single line"),
  isPattern: z.boolean().default(false),
  prefix: z.string().max(1_024).default(""),
});

type Finder = {
  /** The places of the text as offsets, at most `limit`. */
  find: (content: string, limit: number) => number[];
  /** Characters that may be searched in all. */
  room: number;
};

export const createSearch = (tree: ReadableTree): Tool =>
  createTool(
    "search",
    `Finds lines with "text" in tracked files below "prefix": literally, or as an RE2 pattern (no back-references, no look-around) when "isPattern" is true; case matters; answers "path:line: text", at most ${maxMatches}.`,
    argumentsSchema,
    ({ text, isPattern, prefix }) => {
      const finder = isPattern ? compile(text) : literal(text);
      if (typeof finder === "string") return finder;
      const start = prefix.replace(/^(\.?\/)+/, "");
      const matches: string[] = [];
      let left = finder.room;
      for (const path of tree.list()) {
        if (!path.startsWith(start) || !isReadableByModel(path)) continue;
        if (matches.length >= maxMatches) return [...matches, "[more matches; search for something longer]"].join("\n");
        const content = tree.read(path);
        if (content === null) continue;
        left -= content.length;
        if (left < 0) return [...matches, `[not searched from ${showPath(path)} on; give a "prefix"]`].join("\n");
        matches.push(...matchesIn(path, content, finder).slice(0, maxMatches - matches.length));
      }
      const what = isPattern ? "matches the pattern" : "contains";
      return matches.length > 0 ? matches.join("\n") : `No tracked file ${what} ${JSON.stringify(text)}.`;
    },
  );

const literal = (text: string): Finder => ({
  room: Number.POSITIVE_INFINITY,
  find: (content, limit) => {
    const found: number[] = [];
    let at = content.indexOf(text);
    for (; at !== -1 && found.length < limit; at = content.indexOf(text, at + text.length)) found.push(at);
    return found;
  },
});

/** The finder, or what is wrong with the pattern. */
const compile = (pattern: string): Finder | string => {
  try {
    const compiled = RE2JS.compile(pattern, RE2JS.MULTILINE);
    return {
      room: Math.min(maxPatternCharacters, Math.floor(maxPatternSteps / compiled.programSize())),
      find: (content, limit) => {
        const found: number[] = [];
        const matcher = compiled.matcher(content);
        while (found.length < limit && matcher.find()) found.push(matcher.start());
        return found;
      },
    };
  } catch (error) {
    return `search was not run. text: is no RE2 pattern (${(error as Error).message}). Mend it, or leave "isPattern" out to find it literally.`;
  }
};

/** One entry per line that has a match. */
const matchesIn = (path: string, content: string, { find }: Finder): string[] => {
  const lines: string[] = [];
  let counted = 0;
  let newline = content.indexOf("\n");
  let number = 1;
  let more = 0;
  let lastLine = 0;
  for (const at of find(content, 10_000)) {
    for (; newline !== -1 && newline < at; newline = content.indexOf("\n", counted)) {
      number++;
      counted = newline + 1;
    }
    if (number === lastLine) continue;
    lastLine = number;
    if (lines.length === maxPerFile) more++;
    else lines.push(`${showPath(path)}:${number}: ${shorten(content, counted, at)}`);
  }
  return more > 0 ? [...lines, `${showPath(path)}: [${more} more lines]`] : lines;
};

/** The line that starts at `start`; of a long one the part around the match. */
const shorten = (content: string, start: number, match: number): string => {
  const newline = content.indexOf("\n", match);
  const end = newline === -1 ? content.length : newline;
  const from = end - start <= maxLineLength ? start : Math.max(start, match - 50);
  return content
    .slice(from, Math.min(end, from + maxLineLength))
    .toWellFormed()
    .trimEnd();
};
