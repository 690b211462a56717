/** Undamaged diffs in the spellings that are right as they are. */
import type { Damage } from "../damage.ts";
import { hasNoRename, isEditsOnly } from "../damage.ts";
import { fenced, gitHeader, inReply, pairHeader, pickHeader, printDiff } from "../print-diff.ts";

const group = "control";
const expect = "apply";

export const controls: Damage[] = [
  { name: "control-git", group, expect, make: ({ changes }) => ({ reply: printDiff(changes) }) },
  {
    name: "control-fenced",
    group,
    expect,
    make: ({ changes, random }) => ({ reply: inReply(random, printDiff(changes, { header: gitHeader })) }),
  },
  {
    name: "control-pair",
    group,
    expect,
    make: (subject) =>
      hasNoRename(subject)
        ? { reply: inReply(subject.random, printDiff(subject.changes, { header: pairHeader })) }
        : null,
  },
  {
    name: "control-several-files",
    group,
    expect,
    make: ({ changes, random }) =>
      changes.length < 2
        ? null
        : { reply: inReply(random, printDiff(changes, { header: pickHeader(random, changes) })) },
  },
  {
    name: "control-rename",
    group,
    expect,
    make: ({ changes }) =>
      changes.some(({ kind }) => kind === "rename")
        ? { reply: fenced(printDiff(changes, { header: gitHeader })) }
        : null,
  },
  {
    name: "control-many-hunks",
    group,
    expect,
    make: (subject) =>
      isEditsOnly(subject) && subject.changes.some(({ hunks }) => hunks.length >= 4)
        ? { reply: inReply(subject.random, printDiff(subject.changes, { header: pairHeader })) }
        : null,
  },
];
