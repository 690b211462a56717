/** The one log writer: readable lines or JSON, redacted, with foreign text fenced off from the Actions runner. */
import { randomUUID } from "node:crypto";
import type { Log, LogFields } from "../domain/log.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import { renderForeignLines, renderLogLine } from "../outgoing/log-line.ts";
import { redactText } from "../outgoing/redact-text.ts";
import { redactValue } from "../outgoing/redact-value.ts";
import type { SecretScanner } from "../outgoing/secrets.ts";

export type LogOptions = {
  /** Takes one line without its line end; standard error in every command. */
  write: (line: string) => void;
  format: "text" | "json";
  /** The runner reads the log: warnings become annotations, foreign text is put in a group without commands. */
  isActions: boolean;
  /** Milliseconds since 1970. */
  clock: () => number;
  scanner: SecretScanner;
  /** Ends the time without commands; nobody may guess it. */
  createToken?: () => string;
};

type Level = "info" | "warn" | "error";

const renderField = ([name, value]: [string, LogFields[string]]): string =>
  `${name}=${typeof value === "string" && !/^[\w./:@+-]+$/.test(value) ? JSON.stringify(value) : value}`;

/** In JSON, where a broken command would change the text, an escape says the same. */
const renderJson = (data: unknown): string => JSON.stringify(data).replaceAll("##[", "##\\u005b");

const annotations: Partial<Record<Level, string>> = { warn: "::warning::", error: "::error::" };

const escapeCommandData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

/** A log that starts its clock now. */
export const createLog = (options: LogOptions): Log => {
  const { write, format, isActions, clock, scanner, createToken = randomUUID } = options;
  const started = clock();
  const elapsed = () => (clock() - started) / 1_000;

  const writeJson = (data: Record<string, unknown>) => write(renderJson(redactValue(data, scanner)));

  const say =
    (level: Level) =>
    (event: string, fields: LogFields = {}) => {
      if (format === "json") {
        writeJson({ time: new Date(clock()).toISOString(), seconds: elapsed(), level, event, fields });
        return;
      }
      const text = redactText([event, ...Object.entries(fields).map(renderField)].join(" "), scanner);
      const mark = level === "info" ? "" : `${level}: `;
      const annotation = isActions ? annotations[level] : undefined;
      if (annotation !== undefined) write(`${annotation}${escapeCommandData(renderLogLine(text))}`);
      else write(renderLogLine(`${elapsed().toFixed(1).padStart(7)}s  ${mark}${text}`));
    };

  const foreign = (title: string, text: Untrusted) => {
    const lines = renderForeignLines(redactText(text, scanner));
    const safeTitle = renderLogLine(redactText(title, scanner));
    if (format === "json") {
      writeJson({
        time: new Date(clock()).toISOString(),
        seconds: elapsed(),
        level: "info",
        event: safeTitle,
        foreign: lines,
      });
      return;
    }
    const token = createToken();
    const before = isActions
      ? [`::group::${escapeCommandData(safeTitle)}`, `::stop-commands::${token}`]
      : [`${safeTitle}:`];
    const after = isActions ? [`::${token}::`, "::endgroup::"] : [];
    for (const line of [...before, ...lines, ...after]) write(line);
  };

  return { info: say("info"), warn: say("warn"), error: say("error"), foreign };
};
