/** Replies that end in the middle: what is there could be half of a change. */
import type { Hunk } from "../change.ts";
import { type Damage, isEditsOnly } from "../damage.ts";
import { fenceFor, pairHeader, printChange, printDiff, printHunk } from "../print-diff.ts";

const group = "ambiguous";
const expect = "refuse";

const isCut = (hunk: Hunk, kept: number): boolean =>
  hunk.lines.slice(0, kept).some(({ mark }) => mark !== " ") && hunk.lines.slice(kept).some(({ mark }) => mark !== " ");

/** The reply ends inside its last hunk: changes before the cut, changes behind it. */
const truncated = (name: string, print: (diff: string) => string, header?: "bare", cutLine = false): Damage => ({
  name,
  group,
  expect,
  make: (subject) => {
    const { changes, random } = subject;
    const last = changes.at(-1);
    const hunk = last?.hunks.at(-1);
    if (!last || !hunk || !isEditsOnly(subject)) return null;
    const cuts = hunk.lines.flatMap((_, at) => (isCut(hunk, at) ? [at] : []));
    if (cuts.length === 0) return null;
    const kept = random.pick(cuts);
    const printing = { header: pairHeader, ...(header ? { hunkHeader: () => "@@" } : {}) };
    const whole = printDiff([...changes.slice(0, -1), { ...last, hunks: last.hunks.slice(0, -1) }], printing);
    const part = printHunk(hunk, 0, last, printing)
      .slice(0, kept + 1)
      .join("\n");
    const half = cutLine ? hunk.lines[kept] : undefined;
    if (cutLine && (half?.mark !== "+" || half.text.trim().length < 8)) return null;
    return {
      reply: print(`${whole}${part}\n${half ? `+${half.text.slice(0, Math.ceil(half.text.length / 2))}` : ""}`),
    };
  },
});

const opened = (diff: string): string => `The change:\n\n${fenceFor(diff)}diff\n${diff}`;

export const truncations: Damage[] = [
  truncated("truncated-in-hunk", opened),
  truncated("truncated-in-hunk-bare", opened, "bare"),
  truncated("truncated-in-line", opened, undefined, true),
  truncated("truncated-unfenced", (diff) => diff),
  truncated("truncated-json", (diff) => `{\n  "diff": ${JSON.stringify(diff).slice(0, -1)}`),
  truncated("truncated-xml", (diff) => `<patch>\n${diff}`),
  {
    name: "truncated-between-hunks",
    group,
    expect,
    make: (subject) => {
      const [first] = subject.changes;
      if (!first || !isEditsOnly(subject) || first.hunks.length < 2) return null;
      return {
        reply: `${opened(printChange({ ...first, hunks: first.hunks.slice(0, -1) }, { header: pairHeader }))}@@ -`,
      };
    },
  },
];
