/** A block of code that may leave: nothing that GitHub draws, applies or runs, and no line that a bot takes for a command. */
import type { Code } from "mdast";
import { findBotCommand } from "./bot-commands.ts";
import { withoutMarkers } from "./safe-inline.ts";

// GitHub draws, applies or runs the code of these.
const activeLanguages = ["suggestion", "mermaid", "math", "geojson", "topojson", "stl"];

const breakLine = (line: string): string => {
  if (/^\/[a-z]/i.test(line)) return ` ${line}`;
  const found = /^\s/.test(line) ? null : findBotCommand(line);
  return found === null ? line : ` ${found.command}${found.rest}`;
};

/** A space takes a line of code out of the grammar of bots that read commands at the start of raw lines. */
export const safeCode = (value: string, language: string | null | undefined): Code => {
  const lang =
    /^[\w+#.-]{1,30}$/.test(language ?? "") && !activeLanguages.includes(language?.toLowerCase() ?? "")
      ? language
      : null;
  return {
    type: "code",
    lang: lang ?? null,
    meta: null,
    value: withoutMarkers(value).split("\n").map(breakLine).join("\n"),
  };
};
