/** Prints changes as a diff, with every part open to be spelled otherwise. */
import type { Change, Hunk, Line } from "./change.ts";
import type { Random } from "./random.ts";

export type Printing = {
  header?: (change: Change) => string[];
  hunkHeader?: (hunk: Hunk, index: number, change: Change) => string;
  line?: (line: Line, index: number, hunk: Hunk) => string;
};

export const noNewlineMark = "\\ No newline at end of file";

const range = (start: number, count: number): string => (count === 1 ? `${start}` : `${start},${count}`);

export const numbersOf = (hunk: Hunk): string =>
  `-${range(hunk.oldStart, hunk.oldCount)} +${range(hunk.newStart, hunk.newCount)}`;

const behind = (section: string): string => (section === "" ? "" : ` ${section}`);

export const printHunkHeader = (hunk: Hunk): string => `@@ ${numbersOf(hunk)} @@${behind(hunk.section)}`;

export const pairHeader = (change: Change): string[] => [
  change.kind === "add" ? "--- /dev/null" : `--- a/${change.from}`,
  change.kind === "delete" ? "+++ /dev/null" : `+++ b/${change.path}`,
];

const short = (blob: string): string => blob.slice(0, 7);

export const gitHeader = (change: Change): string[] => {
  const lines = [`diff --git a/${change.from} b/${change.path}`];
  if (change.kind === "add") lines.push(`new file mode ${change.mode}`);
  if (change.kind === "delete") lines.push(`deleted file mode ${change.mode}`);
  if (change.kind === "rename")
    lines.push("similarity index 90%", `rename from ${change.from}`, `rename to ${change.path}`);
  const keepsMode = change.kind === "modify" || change.kind === "rename";
  if (change.hunks.length > 0)
    lines.push(`index ${short(change.oldBlob)}..${short(change.newBlob)}${keepsMode ? ` ${change.mode}` : ""}`);
  return change.hunks.length > 0 ? [...lines, ...pairHeader(change)] : lines;
};

/** Git's header with the whole blob ids, by which an older base can be found. */
export const fullIndexHeader = (change: Change): string[] =>
  gitHeader(change).map((line) =>
    line.startsWith("index ") ? `index ${change.oldBlob}..${change.newBlob} ${change.mode}` : line,
  );

export const printHunk = (hunk: Hunk, index: number, change: Change, printing: Printing = {}): string[] => [
  (printing.hunkHeader ?? printHunkHeader)(hunk, index, change),
  ...hunk.lines.flatMap((line, at) => [
    printing.line ? printing.line(line, at, hunk) : line.mark + line.text,
    ...(line.noNewline ? [noNewlineMark] : []),
  ]),
];

export const printHunks = (change: Change, printing: Printing = {}): string[] =>
  change.hunks.flatMap((hunk, index) => printHunk(hunk, index, change, printing));

export const printChange = (change: Change, printing: Printing = {}): string =>
  [...(printing.header ?? gitHeader)(change), ...printHunks(change, printing)].map((line) => `${line}\n`).join("");

export const printDiff = (changes: Change[], printing: Printing = {}): string =>
  changes.map((change) => printChange(change, printing)).join("");

/** The shortest fence that the text cannot close. */
export const fenceFor = (text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([run]) => run.length));
  return "`".repeat(longest + 1);
};

export const fenced = (text: string, info = "diff"): string => {
  const fence = fenceFor(text);
  return `${fence}${info}\n${text}${text.endsWith("\n") ? "" : "\n"}${fence}\n`;
};

const openings = [
  "",
  "Here is the change:\n\n",
  "I looked at the code and the fix is small. It keeps the public interface as it is.\n\n",
  "## Change\n\nThe following diff implements the plan.\n\n",
];
const endings = ["", "\nAll existing tests keep passing.\n", "\nLet me know if anything else is needed.\n"];

/** The diff in a fence, with prose around it in most cases, as models answer. */
export const inReply = (random: Random, diff: string): string =>
  `${random.pick(openings)}${fenced(diff, random.pick(["diff", "diff", "diff", "patch", ""]))}${random.pick(endings)}`;

/** Headers as models write them: rarely git's own, mostly the pair alone; renames need git's. */
export const pickHeader = (random: Random, changes: Change[]): ((change: Change) => string[]) =>
  changes.some(({ kind }) => kind === "rename") || random.chance(0.3) ? gitHeader : pairHeader;
