/** Diffs with a few lines spoilt, as hands and models spoil them; what is meant may be lost. */
import fc from "fast-check";

type Mutation = {
  kind: "drop" | "repeat" | "swap" | "put" | "trim" | "digit" | "mark" | "edit";
  at: number;
  by: number;
};

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom("drop", "repeat", "swap", "put", "trim", "digit", "mark", "edit"),
  at: fc.nat(200),
  by: fc.nat(200),
});

export const mutations: fc.Arbitrary<Mutation[]> = fc.array(mutation, { maxLength: 3 });

const foreign = [
  ...["--- a/x", "+++ b/x", "--- /dev/null", "+++ /dev/null", "--- x", "+++ x", "diff --git a/x b/x", "diff --git x x"],
  ...["new file mode 100644", "deleted file mode 100644", "old mode 100644", "new mode 100755", "similarity index 90%"],
  ...[
    "rename from x",
    "rename to y",
    "copy from x",
    "copy to y",
    "index 1234567..89abcde",
    "Binary files a/x and b/x differ",
  ],
  ...[
    "@@ -1 +1 @@",
    "@@ -1,2 +1,2 @@",
    "@@ -0,0 +1 @@",
    "@@",
    "\\ No newline at end of file",
    "",
    " ",
    "+",
    "-",
    "-- ",
    "2.39.5",
  ],
  ...["GIT binary patch", "words", "+added", "-removed", " context"],
];

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];

const mutateLine = (line: string, { kind, by }: Mutation): string => {
  if (kind === "trim") return line.trimEnd();
  if (kind === "digit") return line.replace(/\d+/g, (number, index) => (index % 2 === by % 2 ? `${by % 12}` : number));
  if (kind === "mark") return (pick([" ", "-", "+", ""], by) ?? "") + line.slice(1);
  return line.slice(0, by % (line.length + 1)) + line.slice((by % (line.length + 1)) + 1);
};

const mutateLines = (lines: string[], one: Mutation): string[] => {
  const { kind, by } = one;
  const at = one.at % Math.max(1, lines.length);
  const line = lines[at] ?? "";
  if (kind === "drop") return lines.toSpliced(at, 1);
  if (kind === "repeat") return lines.toSpliced(at, 0, ...lines.slice(at, at + 1 + (by % 6)));
  if (kind === "put") return lines.toSpliced(at, 0, pick(foreign, by) ?? "");
  if (kind === "swap") return lines.with(at, pick(lines, by) ?? "").with(by % lines.length, line);
  return lines.with(at, mutateLine(line, one));
};

/** The diff after all mutations, its last line still ended. */
export const mutateDiff = (diff: string, chosen: Mutation[]): string =>
  chosen
    .reduce(mutateLines, diff.split("\n").slice(0, -1))
    .map((line) => `${line}\n`)
    .join("");
