/** Makes the same failure print the same text: no places, clocks, durations, process ids, ports or addresses. */
import type { Untrusted } from "../../domain/untrusted.ts";

const maxExcerpt = 20_000;
/** Longer lines are data, not messages, and cost time in every pattern below. */
const maxLine = 2_000;

const clock = String.raw`\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?`;

const rules: [RegExp, string][] = [
  [new RegExp(String.raw`\b\d{4}-\d{2}-\d{2}[T ]${clock}(?:Z|[+-]\d{2}:?\d{2})?`, "g"), "<time>"],
  [new RegExp(String.raw`\b${clock}\b`, "g"), "<time>"],
  [/\b\d{1,12}(?:\.\d{1,12})? ?(?:ms|µs|us|ns|s|sec|secs|seconds?|milliseconds?|minutes?|m)\b(?!\/)/g, "<duration>"],
  [/\b(duration(?:_ms)?|time|elapsed)(["']?[ :=]+["']?)\d{1,12}(?:\.\d{1,12})?/gi, "$1$2<duration>"],
  [/\b(pid|process)([ :=#]{1,3})\d{1,10}\b/gi, "$1$2<pid>"],
  [/(thread '[^'\n]{1,200}' )\(\d{1,10}\)(?= panicked)/g, "$1(<pid>)"],
  [/\bgoroutine \d{1,10} \[/g, "goroutine <pid> ["],
  [/(?<![\w.:])(localhost|127\.0\.0\.1|0\.0\.0\.0|\[?::1?\]?):\d{2,5}\b/g, "$1:<port>"],
  [/\bport([ :=]{1,3})\d{2,5}\b/gi, "port$1<port>"],
  [/\b0x[0-9a-f]{6,16}\b/gi, "<address>"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "<uuid>"],
];

/** Gives comparable text. `root` becomes `.`; `scratch`, and every directory below `/tmp`, `<tmp>`. ANSI must be gone already. */
export const normaliseOutput = (text: Untrusted, places: { root: string; scratch: string }): Untrusted => {
  const placed = text
    .replaceAll(`file://${places.root}`, ".")
    .replaceAll(places.root, ".")
    .replaceAll(places.scratch, "<tmp>")
    .replace(/\/tmp\/[\w.-]{1,100}/g, "<tmp>");
  const lines = placed.split("\n").map((line) => line.slice(0, maxLine).trimEnd());
  return rules.reduce((current, [pattern, replacement]) => current.replace(pattern, replacement), lines.join("\n"));
};

const passingLine =
  /^\s*(?:✔|✓|√|ok \d|PASS(?:ED)?\b|--- PASS|=== (?:RUN|PAUSE|CONT)|test .{1,300} \.\.\. ok$)|\bPASSED\b/;
const failingPart =
  /failing tests:|(?<!=)=+ (?:FAILURES|ERRORS) =|Failed (?:Tests|Suites) \d|^[ \t]{0,200}(?:FAIL|✖|✕|×|not ok|--- FAIL|failures:|FAILED|ERROR)/m;

/** Gives at most 20,000 characters: all, or what is left without passing tests, or the failing part and the end. */
export const excerptOf = (text: Untrusted): Untrusted => {
  if (text.length <= maxExcerpt) return text;
  const failing = text
    .split("\n")
    .filter((line) => !passingLine.test(line))
    .join("\n");
  if (failing.length <= maxExcerpt) return failing;
  const start = failing.search(failingPart);
  const tail = failing.slice(-maxExcerpt / 2).toWellFormed();
  if (start === -1 || start >= failing.length - maxExcerpt) return failing.slice(-maxExcerpt).toWellFormed();
  return `${failing.slice(start, start + maxExcerpt / 2 - 10).toWellFormed()}\n[...]\n${tail}`;
};
