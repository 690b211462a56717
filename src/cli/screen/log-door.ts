/** The door `log`: foreign text in the log of a job, exactly as the one log writer prints it for the runner. */
import { z } from "zod";
import { findInText } from "../../outgoing/redact-text.ts";
import { createSecretScanner } from "../../outgoing/secrets.ts";
import { createLog } from "../../telemetry/create-log.ts";
import { createDoor, type Screened } from "./door.ts";

/** A group of lines with the prefix `│ `, between the runner's own commands. */
export const screenLog = (text: string, secrets: string[], isActions: boolean): Screened => {
  const scanner = createSecretScanner(secrets);
  const lines: string[] = [];
  const write = (line: string): void => {
    lines.push(line);
  };
  createLog({ write, format: "text", isActions, clock: () => 0, scanner }).foreign("screen", text);
  const body = lines.filter((line) => line.startsWith("│ ") || line.startsWith("… "));
  const printed = lines.join("\n");
  const details = { lines: body.length };
  const hits = findInText(text, scanner);
  const kinds = [...new Set(hits.map(({ kind }) => kind))];
  if (hits.length > 0) return { verdict: "redacted", reason: `held ${kinds.join(", ")}`, text: printed, details };
  if (body.some((line) => line.includes("lines left out") || line.endsWith("…")))
    return { verdict: "truncated", reason: "more lines or columns than a log shows", text: printed, details };
  const plain = text
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => `│ ${line.replaceAll("\t", "  ")}`);
  return plain.join("\n") === body.join("\n")
    ? { verdict: "accepted", reason: "every line is fenced off", text: printed, details }
    : {
        verdict: "sanitised",
        reason: "commands, terminal or invisible characters were broken",
        text: printed,
        details,
      };
};

export const logDoor = createDoor({
  name: "log",
  summary: "foreign text in a job's log",
  help: { secrets: "live secrets, as a list", actions: "as the Actions runner reads it (default true)" },
  options: z.strictObject({
    secrets: z.array(z.string()).max(20).default([]),
    actions: z.boolean().default(true),
  }),
  screen: (text, { secrets, actions }) => screenLog(text, secrets, actions),
});
