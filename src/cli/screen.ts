/** `screen`: one text through a named door of the product, to see what would be let through; nothing is written or opened. */
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { FailureError } from "../domain/failure.ts";
import { type Command, textOption } from "./command.ts";
import { errorCodeOf } from "./error-code.ts";
import type { Host } from "./host.ts";
import type { Screened } from "./screen/door.ts";
import { doors } from "./screen/doors.ts";
import { screenLines } from "./screen/screen-lines.ts";
import { maxText, screenText } from "./screen/screen-text.ts";

const usage = (message: string, hint: string): FailureError => new FailureError({ kind: "usage", message, hint });

const maxBytes = 4 * maxText;

const tooLong = (): FailureError => usage(`the text has more than ${maxBytes} bytes`, "Give less of it.");

const readStream = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => {
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxBytes) throw tooLong();
    read.push(chunk);
  }
  return Buffer.concat(read).toString("utf8");
};

const readText = (host: Host, file: string | undefined): Promise<string> | string => {
  if (file === undefined || file === "-") return readStream(host.stdin());
  const path = resolve(host.cwd, file);
  try {
    const stats = statSync(path);
    if (!stats.isFile()) throw usage(`${file} is no plain file`, "Use - for standard input.");
    if (stats.size > maxBytes) throw tooLong();
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof FailureError) throw error;
    throw usage(`${file} cannot be read (${errorCodeOf(error)})`, "Check the path, or use - for standard input.");
  }
};

const parseOptions = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? "{}");
  } catch {
    throw usage("--options is not JSON", `Give an object, such as --options '{"sink": "title"}'.`);
  }
};

const stopping: readonly Screened["verdict"][] = [
  "refused",
  "flagged",
  "frozen",
  "rate_limited",
  "stopped",
  "detected",
];

const describeDoors = (): string =>
  doors
    .flatMap(({ name, summary, help }) => [
      `  ${name.padEnd(14)}${summary}`,
      ...Object.entries(help).map(([option, meaning]) => `${" ".repeat(16)}${option}: ${meaning}`),
    ])
    .join("\n");

const details = `Doors, and their options in --options or beside "text" in a line:
${describeDoors()}

With --lines, each line of standard input is {"id", "door", "text", ...options} and each line of
standard output {"id", "door", "verdict", "reason", "text", "details"} or {"id", "error"}.

Verdicts: accepted, sanitised, redacted, truncated, clamped, ignored, revalidated, flagged, frozen,
rate_limited, stopped, detected, refused; of variables absent, present, rewritten.

Examples:
  draftsmith screen --door issue issue.md
  draftsmith screen --door outgoing --options '{"sink": "title"}' --json < title.txt
  draftsmith screen --lines < cases.jsonl > answers.jsonl

Exit status: 0 let through, changed or not; 2 wrong usage; 3 stopped for a person or for good; --lines ends with 0.`;

export const screen: Command = {
  name: "screen",
  summary: "see what a door makes of a text: issue, comment, model output, patch, outgoing text, log, config, URL",
  arguments: [{ name: "[file]", summary: "file with the text; standard input when it is - or missing" }],
  options: [
    { flags: "--door <name>", summary: "which door; with --lines, that of lines which name none" },
    { flags: "--options <json>", summary: "options of the door, as a JSON object" },
    { flags: "--lines", summary: "JSON lines in, JSON lines out" },
  ],
  details,
  run: async (host, [file], options) => {
    const door = textOption(options.door);
    if (options.lines === true) {
      if (file !== undefined) throw usage("screen --lines takes no file", "Give its lines on standard input.");
      await screenLines(host, door);
      return { exit: 0, text: "", json: undefined };
    }
    if (door === undefined) throw usage("--door is missing", `Use one of ${doors.map(({ name }) => name).join(", ")}.`);
    const given = parseOptions(textOption(options.options));
    const screened = await screenText(door, await readText(host, file), given);
    if (!screened.ok) throw usage(screened.error, "--help lists the doors and their options.");
    const { verdict, reason, text } = screened.value;
    return {
      exit: stopping.includes(verdict) ? 3 : 0,
      text: `${verdict}: ${reason}\n${text === "" ? "" : `\n${text.trimEnd()}\n`}`,
      json: { door, ...screened.value },
    };
  },
};
