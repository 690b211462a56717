/** Foreign text of one line as a Markdown code span. */
import { toOneLine } from "../../outgoing/visible-text.ts";

const maxLength = 120;

/** The end of a path says more than its beginning. */
const shorten = (text: string): string => (text.length <= maxLength ? text : `…${text.slice(1 - maxLength)}`);

/** Fenced by one backtick more than the longest run inside; runs of more than three are cut to three. */
export const renderCode = (text: string): string => {
  const shown = shorten(toOneLine(text)).toWellFormed().replace(/`{4,}/g, "```");
  if (shown === "") return "(empty)";
  const longest = (shown.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = "`".repeat(longest + 1);
  const space = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return `${fence}${space}${shown}${space}${fence}`;
};

/** The same for a cell of a table, where a pipe is escaped even in code; behind a backslash it cannot be and is shown broken. */
export const renderCodeCell = (text: string): string =>
  renderCode(text).replace(/\\?\|/g, (pipe) => (pipe === "|" ? "\\|" : "\\¦"));
