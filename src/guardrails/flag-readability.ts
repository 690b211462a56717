/** Flags added code that people read as another one: names of mixed scripts, odd spaces, code pushed off the screen. */
import type { FileChange } from "../domain/patch.ts";
import { languageOf, splitCode } from "../integrity/split-code.ts";
import { readChangedLines } from "./changed-lines.ts";
import type { Flag, FlagRule } from "./guardrail.ts";
import { findMixedName } from "./mixed-scripts.ts";

const rule = "readability";
const maxPerFile = 20;
const maxChars = 1_000_000;

/** Text for people, or data that holds it: its spaces and words are those of a language. */
const writing =
  /\.(?:md|mdx|markdown|rst|txt|adoc|tex|html?|xml|svg|po|pot|csv|tsv|json[c5]?|ya?ml|toml|ini|properties|ftl|vtt|srt|vue|svelte|astro|erb|hbs|ejs)$/i;
const markup = /\.[jt]sx$/i;

const oddSpace = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]/;
const quoted = /"(?:[^"\\]|\\.){0,500}"|'(?:[^'\\]|\\.){0,500}'/g;
const pushed = /[ \t]{201}/;

const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/** The lines of a file without comments and strings; null for what is no code. */
const readCode = ({ path, after }: FileChange): string[] | null => {
  if (after === null || after.length > maxChars || writing.test(path)) return null;
  const language = languageOf(path);
  const lines = splitCode(after, language).map(({ code }) => code);
  return language === "other" ? lines.map((line) => line.replace(quoted, '""')) : lines;
};

const faultOfCode = (code: string, path: string): string | null => {
  const mixed = findMixedName(code);
  if (mixed !== null) return `writes the name \`${mixed}\` with letters of several scripts`;
  const space = oddSpace.exec(code)?.[0];
  // Between tags stands text for people.
  const isText = markup.test(path) && !/[;={}()]/.test(code);
  return space === undefined || isText ? null : `holds the space ${codeOf(space)} in code`;
};

const flagLines = (change: FileChange, added: { line: number; text: string }[]): Flag[] => {
  const { path } = change;
  const isDoubtful = added.some(({ text }) => /[^\0-\x7f]/.test(text));
  const code = isDoubtful ? readCode(change) : null;
  return added
    .flatMap(({ line, text }) => {
      const fault = pushed.test(text.trimEnd())
        ? "pushes text off the screen behind more than 200 spaces"
        : faultOfCode(code?.[line - 1] ?? "", path);
      return fault === null ? [] : [{ rule, path, message: `Line ${line} of \`${path}\` ${fault}.` }];
    })
    .slice(0, maxPerFile);
};

const flagName = ({ path, before, after }: FileChange): Flag[] => {
  const mixed = before === null && after !== null ? findMixedName(path) : null;
  return mixed === null
    ? []
    : [{ rule, path, message: `The new name \`${path}\` mixes letters of several scripts in \`${mixed}\`.` }];
};

export const flagReadability: FlagRule = ({ changes, text }) => {
  const byPath = new Map(changes.map((change) => [change.path, change]));
  const lines = (readChangedLines(text) ?? []).flatMap(({ path, added }) => {
    const change = byPath.get(path);
    return change ? flagLines(change, added) : [];
  });
  return [...changes.flatMap(flagName), ...lines];
};
