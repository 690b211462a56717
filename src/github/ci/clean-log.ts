/** A job's log as lines of plain text: no timestamps, no terminal sequences, no line that a runner would take for a command. */
import { removeInvisible, removeTerminalSequences, splitLines } from "../../outgoing/visible-text.ts";

export type LogLine = {
  text: string;
  /** `step`: the runner begins a step with it; `error`: the runner or a tool reported an error with it. */
  mark: "step" | "error" | null;
};

/** Longer lines are cut in the middle: both ends of a long line may say something. */
const longest = 500;

const timestamp = /^\uFEFF?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z ?/;
const noise = /^##\[(?:endgroup|debug|section|add-matcher|remove-matcher)\]/i;

const shorten = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest / 2)} … ${text.slice(-longest / 2)}`;

/** `##[` and `::` commands stay readable as words, and are none any more. */
const withoutCommands = (text: string): string =>
  text
    .replace(/^\s*::([a-z-]+)(?: [^\n]*?)?::/i, "$1: ")
    .replaceAll("##[", "# [")
    .replace(/^(\s*):(?=:)/, "$1: ");

const cleanLine = (raw: string): LogLine | null => {
  const bounded = raw.length <= 4 * longest ? raw : `${raw.slice(0, 2 * longest)} … ${raw.slice(-longest)}`;
  const bare = removeTerminalSequences(bounded.replace(timestamp, ""));
  if (noise.test(bare)) return null;
  const [, command = "", rest = ""] = /^##\[(group|error|warning|notice|command)\](.*)$/i.exec(bare) ?? [];
  const kind = command.toLowerCase();
  const text = kind === "" ? bare : kind === "error" ? `Error: ${rest}` : rest;
  const mark = kind === "error" ? "error" : kind === "group" && rest.startsWith("Run ") ? "step" : null;
  return { text: shorten(withoutCommands(removeInvisible(text)).trimEnd()), mark };
};

/** Every line bounded, in linear time. */
export const cleanLog = (text: string): LogLine[] => splitLines(text).flatMap((line) => cleanLine(line) ?? []);
