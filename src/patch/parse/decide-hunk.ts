/** A drafted hunk that is exact in everything becomes a hunk of the canonical form. */
import type { Hunk, HunkLine } from "../../domain/patch.ts";
import { failure, type Result, success } from "../../domain/result.ts";
import type { DraftHunk, DraftLine } from "../draft.ts";

type HunkFault = { line: number; detail: string };

const kinds = { " ": "context", "-": "remove", "+": "add" } as const;

const header = /^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@(?: [^\n]*)?$/;

type Sides = { old: number; new: number };

/** Counts the lines of both sides and finds where marks of a missing newline stand: only the last line of a side may have one. */
const countSides = (lines: DraftLine[]): { body: HunkLine[]; count: Sides; open: Sides } | HunkFault => {
  const body: HunkLine[] = [];
  const count: Sides = { old: 0, new: 0 };
  const open: Sides = { old: -1, new: -1 };
  for (const { mark, text, at } of lines) {
    if (mark === "") return { line: at, detail: "the line has none of the marks ` `, `-` and `+`" };
    if (mark === "\\") {
      const kind = body.at(-1)?.kind;
      const isTwice = (kind !== "add" && open.old === count.old) || (kind !== "remove" && open.new === count.new);
      if (kind === undefined || isTwice)
        return { line: at, detail: "`\\ No newline at end of file` is not expected here" };
      if (kind !== "add") open.old = count.old;
      if (kind !== "remove") open.new = count.new;
      continue;
    }
    if (mark !== "+") count.old++;
    if (mark !== "-") count.new++;
    body.push({ kind: kinds[mark], text });
  }
  return { body, count, open };
};

/** `printed` is the header line as it stands in the text. */
export const decideHunk = (
  { at, before, after, sections, lines }: DraftHunk,
  printed: string,
): Result<Hunk, HunkFault> => {
  if (!header.test(printed) || before.start === null || after.start === null)
    return failure({ line: at, detail: "the hunk's header is not `@@ -line,count +line,count @@`" });
  const sides = countSides(lines);
  if ("detail" in sides) return failure(sides);
  const { body, count, open } = sides;
  if (before.count !== count.old || after.count !== count.new)
    return failure({
      line: at,
      detail: `the hunk states ${before.count} old and ${after.count} new lines but has ${count.old} and ${count.new}`,
    });
  if ((open.old >= 0 && open.old !== count.old) || (open.new >= 0 && open.new !== count.new))
    return failure({ line: at, detail: "`\\ No newline at end of file` stands before the end of the hunk" });
  return success({
    oldStart: before.start,
    newStart: after.start,
    section: sections.join(" "),
    lines: body,
    oldNoNewline: open.old >= 0,
    newNoNewline: open.new >= 0,
  });
};
