/** A block that gives a whole file, unless it says itself that it leaves lines out. */
import type { DraftFile } from "../draft.ts";
import { createDraft, type Found, type Line } from "./piece.ts";

const leader = /^(?:\/\/+|#+|--|;+|%+|\/\*+|<!--|\{\/\*|\*|""")[ \t]*/;
const closer = /(?:\*\/\}?|-->|""")$/;
const dots = /^\W*(?:\.{3}|…)|(?:\.{3}|…)\W*$/;
const omission =
  /\b(?:existing|rest|remaining|remainder|other|previous|unchanged|same|omitted|keep|original|code|implementation|imports?|methods?|functions?|lines?|more|etc)\b/i;
const restOf =
  /^\W*(?:the )?(?:rest|remainder) of (?:the |your |this )?(?:\w+ )?(?:file|code|class|function|method|component|implementation|module|imports?|content)\b.{0,40}$/i;
const existing =
  /^\W*(?:existing|previous|unchanged|remaining) (?:\w+ )?(?:code|imports?|methods?|functions?|content|implementation|logic)\b.{0,30}$/i;
const unchanged =
  /^\W*(?:unchanged|same as (?:before|above|original)|no changes?(?: here)?|remains? (?:unchanged|the same))\W*$/i;

/** A lone `...` is text of the file in these. */
const isDotted = (path: string): boolean => /\.(?:pyi?|md|mdx|markdown|rst|txt|ya?ml|adoc)$/i.test(path);

const isElision = (line: string, path: string): boolean => {
  if (line.length > 300) return false;
  const text = line.trim();
  if (/^(?:\.{3}|…)$/.test(text)) return !isDotted(path);
  const bare = text.replace(leader, "");
  if (bare === text) return /^[[(<{]\s*(?:\.{3}|…)/.test(text) && omission.test(text);
  const words = bare.replace(closer, "");
  if (words.length > 80) return false;
  if (/^\W*(?:\.{3}|…)\W*$/.test(words)) return true;
  return (
    (dots.test(words) && omission.test(words)) || restOf.test(words) || existing.test(words) || unchanged.test(words)
  );
};

/** The content of `lines`, with a final newline; no lines are an empty file. */
export const joinContent = (lines: Line[]): string => lines.map(({ text }) => `${text}\n`).join("");

/** The fault of a text that is meant to be whole but says that lines are left out. */
export const findElision = (lines: Line[], path: string): DraftFile["fault"] => {
  const elision = lines.find(({ text }) => isElision(text, path));
  if (!elision) return null;
  return {
    reason: "malformed",
    detail: `line ${elision.at} of the reply (\`${elision.text.trim().slice(0, 80)}\`) leaves out a part of the file: give the whole file, or a unified diff of what changes`,
  };
};

export const cutOff: NonNullable<DraftFile["fault"]> = {
  reason: "malformed",
  detail: "the block with this file is not closed: the reply seems cut off; give it again in full",
};

/** `at` is the line where the block starts. */
export const foundWholeFile = (
  path: string,
  lines: Line[],
  { at, isClosed }: { at: number; isClosed: boolean },
): Found => {
  const fault = isClosed ? findElision(lines, path) : cutOff;
  const file: DraftFile = { ...createDraft(at, path), content: joinContent(lines), fault };
  return { weight: "file", piece: { kind: "file", file }, label: null };
};
