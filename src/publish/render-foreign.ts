/** Text that a model wrote, fitted into our own Markdown without being able to shape it. */
import type { Untrusted } from "../domain/untrusted.ts";

/** One line of at most `length` characters; table bars and leading block marks lose their meaning. */
export const inline = (text: Untrusted, length: number): string => {
  const line = text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\|]/g, "\\$&")
    .replace(/^([#>+*-]|\d+[.)])/, "\\$1");
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
};

/** One line as code, for names and paths; in a table, too, nothing in it ends the code or the cell. */
export const code = (text: Untrusted, length: number): string => {
  const line = text.replace(/\s+/g, " ").trim().slice(0, length).replaceAll("`", "'");
  return line === "" ? "" : `\`${line.replace(/\\*\|/g, "\\|")}\``;
};

/** Several lines as a quote, so that no heading or list of theirs looks like ours. */
export const quote = (text: Untrusted): string =>
  text
    .trim()
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");

/** A fenced block that nothing inside can close. */
export const fence = (text: Untrusted, info = "text"): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const marks = "`".repeat(longest + 1);
  return `${marks}${info}\n${text.trimEnd()}\n${marks}`;
};
