/** Diffs that do not fit the tree, contradict themselves, or are cut off: any application would be a guess. */
import { type Change, type Hunk, linesOf, oldSide, placesOf } from "../change.ts";
import { type Damage, isEditsOnly, isSame, mapHunks, type Subject, withText } from "../damage.ts";
import { fenced, gitHeader, inReply, pairHeader, pickHeader, printChange, printDiff } from "../print-diff.ts";
import type { Random } from "../random.ts";

const group = "ambiguous";
const expect = "refuse";

const invent = (random: Random): string =>
  `  return computeEntirelyDifferentThing(${random.below(1_000)}, "${random.below(1_000)}");`;

const edited = (
  name: string,
  map: (hunk: Hunk, change: Change, random: Random) => Hunk,
  label: Damage["expect"] = expect,
): Damage => ({
  name,
  group,
  expect: label,
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject)) return null;
    const result = mapHunks(changes, (hunk, change) => map(hunk, change, random));
    return isSame(result, changes)
      ? null
      : { reply: inReply(random, printDiff(result, { header: pickHeader(random, changes) })) };
  },
});

const isSolid = ({ mark, text }: Hunk["lines"][number]): boolean => mark === "-" && /\w{3}.*\w{3}/.test(text);

/** Some of the removed lines read as the model thinks that they might. */
const inventRemoved = (hunk: Hunk, random: Random, limit: number): Hunk => {
  let left = limit;
  return {
    ...hunk,
    lines: hunk.lines.map((line) => (isSolid(line) && left-- > 0 ? { ...line, text: invent(random) } : line)),
  };
};

const wrongWord = (hunk: Hunk, change: Change): Hunk => {
  const at = hunk.lines.findIndex(isSolid);
  const text = hunk.lines[at]?.text.replace(/[A-Za-z_]{4,}/, "wrongName") ?? "";
  return at < 0 || change.before.includes("wrongName") || text === hunk.lines[at]?.text
    ? hunk
    : { ...hunk, lines: hunk.lines.map((line, index) => (index === at ? { ...line, text } : line)) };
};

const leaveOutRemoved = (hunk: Hunk): Hunk => {
  const at = hunk.lines.findIndex(
    ({ mark }, index) => mark === "-" && hunk.lines[index - 1]?.mark === "-" && hunk.lines[index + 1]?.mark === "-",
  );
  return at < 0 ? hunk : { ...hunk, lines: hunk.lines.filter((_, index) => index !== at) };
};

/** The same hunks with other added lines. */
const otherAnswer = (changes: Change[], random: Random): Change[] =>
  mapHunks(changes, (hunk) => ({
    ...hunk,
    lines: hunk.lines.map((line) => (line.mark === "+" ? { ...line, text: invent(random) } : line)),
  }));

/** Each hunk takes away or puts in something, so that two versions of it can not both hold. */
const isClear = ({ changes }: Subject): boolean =>
  changes.every(({ hunks }) =>
    hunks.every((hunk) => hunk.lines.some(({ mark }) => mark === "+") && hunk.lines.some(({ mark }) => mark === "-")),
  );

const alternatives = (name: string, print: (one: string, other: string) => string): Damage => ({
  name,
  group,
  expect,
  make: (subject) => {
    if (!isEditsOnly(subject) || !isClear(subject)) return null;
    return {
      reply: print(
        printDiff(subject.changes, { header: pairHeader }),
        printDiff(otherAnswer(subject.changes, subject.random), { header: pairHeader }),
      ),
    };
  },
});

const freshPath = "lib/no-such-file-here.txt";

const onFiles = (name: string, make: (subject: Subject, first: Change) => string | null): Damage => ({
  name,
  group,
  expect,
  make: (subject) => {
    const [first] = subject.changes;
    const reply = first && isEditsOnly(subject) ? make(subject, first) : null;
    return reply === null ? null : { reply };
  },
});

export const inventions: Damage[] = [
  edited("removed-partly-invented", (hunk, _change, random) => inventRemoved(hunk, random, 1)),
  edited("removed-all-invented", (hunk, _change, random) => inventRemoved(hunk, random, 1_000)),
  edited("removed-wrong-word", wrongWord, "ambiguous"),
  edited("removed-line-left-out", leaveOutRemoved, "ambiguous"),
  edited("context-all-invented", (hunk, _change, random) =>
    hunk.lines.some(({ mark }) => mark === "-")
      ? hunk
      : { ...hunk, lines: hunk.lines.map((line) => (line.mark === " " ? { ...line, text: invent(random) } : line)) },
  ),
  {
    name: "last-hunk-invented",
    group,
    expect,
    make: (subject) => {
      const { changes, random } = subject;
      const count = changes.flatMap(({ hunks }) => hunks).length;
      if (!isEditsOnly(subject) || count < 2) return null;
      let seen = 0;
      const result = mapHunks(changes, (hunk) => (++seen === count ? inventRemoved(hunk, random, 1_000) : hunk));
      return isSame(result, changes)
        ? null
        : { reply: inReply(random, printDiff(result, { header: pickHeader(random, changes) })) };
    },
  },
  alternatives("alternatives-two-fences", (one, other) => `Option A:\n\n${fenced(one)}\nOption B:\n\n${fenced(other)}`),
  alternatives("alternatives-one-fence", (one, other) => fenced(one + other)),
  alternatives(
    "alternatives-bare-headers",
    (one, other) =>
      `Option A:\n\n${fenced(one.replace(/^@@ .*$/gm, "@@"))}\nor else:\n\n${fenced(other.replace(/^@@ .*$/gm, "@@"))}`,
  ),
  {
    name: "whole-file-and-diff-disagree",
    group,
    expect,
    make: (subject) => {
      const [first] = subject.changes;
      if (
        !first ||
        subject.changes.length > 1 ||
        !isEditsOnly(subject) ||
        !isClear(subject) ||
        linesOf(first.after).length > 200
      )
        return null;
      const [other] = otherAnswer(subject.changes, subject.random);
      return other
        ? {
            reply: `${fenced(printChange(other, { header: pairHeader }))}\nThe whole file:\n\n### ${first.path}\n\n${fenced(first.after, "")}`,
          }
        : null;
    },
  },
  onFiles("file-missing", (_subject, first) =>
    fenced(printChange({ ...first, path: freshPath, from: freshPath }, { header: pairHeader })),
  ),
  onFiles("file-wrong", ({ sample }, first) => {
    const other = sample.siblings.find(({ text }) =>
      first.hunks.every((hunk) => placesOf(oldSide(hunk), linesOf(text)).length === 0),
    );
    const isShown = first.hunks.every((hunk) => oldSide(hunk).filter((line) => /\w{3}/.test(line)).length >= 2);
    return other && isShown
      ? fenced(printChange({ ...first, path: other.path, from: other.path }, { header: pairHeader }))
      : null;
  }),
  onFiles("add-over-existing", ({ random }, first) =>
    fenced(`--- /dev/null\n+++ b/${first.path}\n@@ -0,0 +1,2 @@\n+${invent(random)}\n+${invent(random)}\n`),
  ),
  onFiles("add-git-over-existing", ({ random }, first) =>
    fenced(
      `diff --git a/${first.path} b/${first.path}\nnew file mode 100644\n--- /dev/null\n+++ b/${first.path}\n@@ -0,0 +1 @@\n+${invent(random)}\n`,
    ),
  ),
  onFiles("delete-missing", () => fenced(`diff --git a/${freshPath} b/${freshPath}\ndeleted file mode 100644\n`)),
  onFiles("delete-other-content", ({ random }, first) =>
    fenced(
      `diff --git a/${first.path} b/${first.path}\ndeleted file mode 100644\n--- a/${first.path}\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-${invent(random)}\n-${invent(random)}\n`,
    ),
  ),
  onFiles("rename-onto-existing", ({ sample }, first) => {
    const [sibling] = sample.siblings;
    return sibling
      ? fenced(printChange({ ...first, kind: "rename", path: sibling.path }, { header: gitHeader }))
      : null;
  }),
  onFiles("rename-missing", (_subject, first) =>
    fenced(printChange({ ...first, kind: "rename", from: freshPath }, { header: gitHeader })),
  ),
  {
    name: "wholly-other-base",
    group,
    expect,
    make: (subject) => {
      const [first] = subject.changes;
      if (!first || !isEditsOnly(subject)) return null;
      const text = linesOf(first.before)
        .map((_, at) => `other line ${at}\n`)
        .join("");
      return {
        reply: inReply(subject.random, printDiff(subject.changes, { header: pairHeader })),
        base: withText(subject.base, first.path, text),
      };
    },
  },
];
