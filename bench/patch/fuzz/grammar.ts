/** Replies made from nothing: random files, a random change of one or more, printed in any of the formats, more or less well. */
import { structuredPatch } from "diff";
import type { Random } from "../random.ts";
import type { FuzzInput } from "./fuzz-input.ts";
import { packagings } from "./mutate-text.ts";

type Change = { path: string; before: string | null; after: string | null };

const names = [
  ...["src/a.ts", "src/b c.ts", "README.md", "a/x.py", "b/x.py", "x.py", "docs/ü.md", "deep/er/y.js", "Makefile"],
  ...[
    "a/b/x.py",
    "src/a.test.ts",
    ".env",
    "nul",
    "../up.ts",
    ".git/config",
    "/etc/passwd",
    "dev/null",
    'quo"te.md',
    "tab\tx",
  ],
];

const bodies = [
  ...[
    "",
    "",
    "}",
    "{",
    "return x;",
    "if (a) {",
    "x = 1",
    "x = 2",
    "foo(bar)",
    "def f(self):",
    "- item",
    "+ item",
    "-- sql",
  ],
  ...[
    "++i;",
    "# Title",
    "```",
    "@@ -1 +1 @@",
    "--- a/x",
    "+++ b/x",
    "…",
    "“quoted”",
    "a && b < c",
    "\\ No newline",
    "*** x",
  ],
];

const randomLine = (random: Random): string => {
  const indent = random.pick(["", "", "  ", "    ", "\t", "\t\t"]);
  return indent + random.pick(bodies) + random.pick(["", "", "", "", " ", `  // ${random.below(20)}`]);
};

const randomLines = (random: Random, most: number): string[] =>
  Array.from({ length: random.below(most) }, () => randomLine(random));

const joined = (lines: string[], random: Random): string =>
  lines.join("\n") + (lines.length > 0 && random.chance(0.8) ? "\n" : "");

const edited = (text: string, random: Random): string => {
  const lines = text.split("\n");
  for (let count = 1 + random.below(4); count > 0; count--)
    lines.splice(random.below(lines.length), random.below(3), ...randomLines(random, 4));
  return lines.join("\n");
};

const randomChange = (path: string, random: Random): Change => {
  const before = joined(randomLines(random, random.pick([3, 12, 60])), random);
  if (random.chance(0.15)) return { path, before: null, after: before };
  return { path, before, after: random.chance(0.1) ? null : edited(before, random) };
};

const hunkHeader = (numbers: string, random: Random): string =>
  random.pick([
    ...Array.from({ length: 4 }, () => `@@ ${numbers} @@`),
    ...[
      "@@",
      "@@ ... @@",
      `@@ ${numbers} @@ def f(self):`,
      `@@ ${numbers}`,
      "@@ -1,9 +1,9 @@",
      "@@ if (a) {",
      "@@ -x,y +z @@",
    ],
  ]);

const spoil = (line: string, random: Random): string => {
  if (!random.chance(0.06)) return line === " " && random.chance(0.3) ? "" : line;
  return random.pick([
    line.trimEnd(),
    line.slice(1),
    `${line} `,
    line.replaceAll("\t", "  "),
    line.replace(/\w/, "z"),
    "",
  ]);
};

const printHunks = ({ before, after }: Change, random: Random): string[] => {
  const context = random.pick([0, 1, 2, 3, 3, 3, 3, 5, 9]);
  const isSloppy = random.chance(0.5);
  const { hunks } = structuredPatch("", "", before ?? "", after ?? "", undefined, undefined, { context });
  return hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => {
    const header = `-${oldStart},${oldLines} +${newStart},${newLines}`;
    if (!isSloppy) return [`@@ ${header} @@`, ...lines];
    return [hunkHeader(header, random), ...lines.map((line) => spoil(line, random))];
  });
};

const diffHeaders: ((change: Change) => string[])[] = [
  ({ path, before, after }) => [
    `diff --git a/${path} b/${path}`,
    ...(before === null
      ? ["new file mode 100644"]
      : after === null
        ? ["deleted file mode 100644"]
        : ["index 1234567..89abcde 100644"]),
    before === null ? "--- /dev/null" : `--- a/${path}`,
    after === null ? "+++ /dev/null" : `+++ b/${path}`,
  ],
  ({ path, before, after }) => [
    before === null ? "--- /dev/null" : `--- a/${path}`,
    after === null ? "+++ /dev/null" : `+++ b/${path}`,
  ],
  ({ path }) => [`--- ${path}`, `+++ ${path}`],
  ({ path }) => [`+++ b/${path}\t2024-01-01 00:00:00`],
  ({ path }) => [
    `diff --git a/${path} b/new-${path}`,
    `rename from ${path}`,
    `rename to new-${path}`,
    `--- a/${path}`,
    `+++ b/new-${path}`,
  ],
  ({ path }) => [`### ${path}`, ""],
  ({ path }) => [`Index: ${path}`, "=".repeat(67), `--- ${path}\t(revision 1)`, `+++ ${path}\t(working copy)`],
];

const asDiff = (change: Change, random: Random): string =>
  [...random.pick(diffHeaders)(change), ...printHunks(change, random)].join("\n");

const asBeginPatch = (change: Change, random: Random): string => {
  const { path, before, after } = change;
  if (before === null) return `*** Add File: ${path}\n${(after ?? "").replace(/^/gm, "+")}`;
  if (after === null) return `*** Delete File: ${path}`;
  const moved = random.chance(0.1) ? [`*** Move to: new/${path}`] : [];
  return [
    `*** Update File: ${path}`,
    ...moved,
    ...printHunks(change, random),
    ...(random.chance(0.1) ? ["*** End of File"] : []),
  ].join("\n");
};

/** Old and new side of each hunk. */
const sidesOf = (change: Change, random: Random): [string, string][] => {
  const { hunks } = structuredPatch("", "", change.before ?? "", change.after ?? "", undefined, undefined, {
    context: random.below(4),
  });
  const side = (lines: string[], other: string): string =>
    lines
      .filter((line) => !line.startsWith(other) && !line.startsWith("\\"))
      .map((line) => line.slice(1))
      .join("\n");
  return hunks.map(({ lines }) => [side(lines, "+"), side(lines, "-")]);
};

const asSearchReplace = (change: Change, random: Random): string =>
  sidesOf(change, random)
    .map(([old, fresh]) => `${change.path}\n<<<<<<< SEARCH\n${old}\n=======\n${fresh}\n>>>>>>> REPLACE`)
    .join("\n\n");

const asWholeFile = ({ path, after }: Change, random: Random): string => {
  const text = after ?? "";
  return random.pick([
    `### \`${path}\`\n\n\`\`\`\`\n${text}\n\`\`\`\`\n`,
    `\`\`\`\`ts ${path}\n${text}\n\`\`\`\`\n`,
    `\`\`\`\`ts\n// ${path}\n${text}\n\`\`\`\`\n`,
    `<file path="${path}">\n${text}\n</file>\n`,
    JSON.stringify({ files: [{ path, content: text }] }),
  ]);
};

const asJsonEdits = (change: Change, random: Random): string =>
  JSON.stringify(
    { path: change.path, edits: sidesOf(change, random).map(([search, replace]) => ({ search, replace })) },
    null,
    random.below(3),
  );

const asTags = (change: Change, random: Random): string =>
  sidesOf(change, random)
    .map(
      ([old, fresh]) =>
        `<edit>\n<path>${change.path}</path>\n<search>\n${old}\n</search>\n<replace>\n${fresh}\n</replace>\n</edit>`,
    )
    .join("\n");

const formats = [asDiff, asDiff, asDiff, asBeginPatch, asSearchReplace, asWholeFile, asJsonEdits, asTags];

/** A reply of one format, sometimes wrapped, with the files that it changes and some others. */
export const makeInput = (random: Random): FuzzInput => {
  const paths = random.shuffle(names).slice(0, 1 + random.below(3));
  const changes = paths.map((path) => randomChange(path, random));
  const print = random.pick(formats);
  const parts = changes.map((change) => print(change, random)).join("\n");
  const body = print === asBeginPatch ? `*** Begin Patch\n${parts}\n*** End Patch` : parts;
  const files = changes.flatMap(({ path, before }) => (before === null ? [] : [[path, before] as const]));
  const more = random.chance(0.3) ? [[random.pick(names), joined(randomLines(random, 20), random)] as const] : [];
  return {
    reply: random.chance(0.6) ? random.pick(packagings)(`${body}\n`, random) : `${body}\n`,
    files: Object.fromEntries([...more, ...files]),
    blobs: {},
  };
};
