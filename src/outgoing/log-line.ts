/** Foreign text for a log that the Actions runner reads too: every line fenced off, no command in it. */
import type { Untrusted } from "../domain/untrusted.ts";
import { removeInvisible, removeTerminalSequences, splitLines } from "./visible-text.ts";

export type LineLimits = { maxLines: number; maxColumns: number };

const defaultLimits: LineLimits = { maxLines: 200, maxColumns: 500 };
const maxOwnLine = 4_000;

/** The runner trims a line before it looks for `::`, and finds `##[` anywhere. */
const breakCommands = (line: string): string => line.replace(/^\s*::/, ": :").replaceAll("##[", "## [");

const clean = (text: string): string => removeInvisible(text).replaceAll("\t", "  ");

/** Our own text of many lines, which may quote foreign values: no line of it is a command. */
export const renderLogText = (text: string): string =>
  text
    .split(/(?<=[\r\n])/)
    .map(breakCommands)
    .join("");

const cut = (line: string, max: number): string =>
  line.length <= max ? line : `${line.slice(0, max - 1).toWellFormed()}…`;

/**
 * Lines with the prefix `│ `, without terminal sequences and control characters. Of too many lines the first third
 * and the end are kept, since a test run says at the end what failed.
 */
export const renderForeignLines = (text: Untrusted, limits: Partial<LineLimits> = {}): string[] => {
  const { maxLines, maxColumns } = { ...defaultLimits, ...limits };
  const lines = splitLines(removeTerminalSequences(text));
  if (lines.at(-1) === "") lines.pop();
  const head = Math.floor(maxLines / 3);
  const left = lines.length - maxLines;
  const kept = left > 0 ? [...lines.slice(0, head), `… ${left} lines left out …`, ...lines.slice(head + left)] : lines;
  return kept.map((line) => `│ ${breakCommands(cut(clean(line), maxColumns))}`);
};

/** One line of our own, which may quote foreign values: no line end, no command. */
export const renderLogLine = (text: string): string =>
  breakCommands(cut(clean(splitLines(removeTerminalSequences(text)).join(" ")), maxOwnLine));
