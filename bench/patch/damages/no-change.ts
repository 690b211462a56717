/** Replies that change nothing; they must say so and leave the tree alone. */

import { type Hunk, newSide } from "../change.ts";
import { type Damage, isEditsOnly, isSame, mapHunks } from "../damage.ts";
import { fenced, inReply, pairHeader, pickHeader, printDiff } from "../print-diff.ts";

const group = "packaging";
const expect = "refuse";

const onlyContext = (hunk: Hunk): Hunk => {
  const lines = hunk.lines.filter(({ mark }) => mark !== "+").map((line) => ({ ...line, mark: " " as const }));
  return { ...hunk, newCount: lines.length, lines };
};

export const noChange: Damage[] = [
  {
    name: "nothing-prose",
    group,
    expect,
    make: ({ changes }) => ({
      reply: `I looked at \`${changes[0]?.path}\`. The code is right as it is, so that no change is needed.\n`,
    }),
  },
  { name: "nothing-empty-fence", group, expect, make: () => ({ reply: "Here is the diff:\n\n```diff\n```\n" }) },
  {
    name: "nothing-snippet",
    group,
    expect,
    make: ({ changes }) => {
      const lines = changes.flatMap(({ hunks }) => hunks.flatMap(newSide)).slice(0, 6);
      return lines.some((line) => /^(?:[-+@*<>=]|\s*```|diff |(?:\/\/|#) \S+$)/.test(line))
        ? null
        : { reply: `The relevant code:\n\n${fenced(lines.join("\n"), "")}` };
    },
  },
  {
    name: "nothing-context-only",
    group,
    expect,
    make: (subject) =>
      isEditsOnly(subject)
        ? {
            reply: inReply(
              subject.random,
              printDiff(mapHunks(subject.changes, onlyContext), {
                header: pickHeader(subject.random, subject.changes),
              }),
            ),
          }
        : null,
  },
  {
    name: "nothing-same-lines",
    group,
    expect,
    make: (subject) => {
      if (!isEditsOnly(subject)) return null;
      const result = mapHunks(subject.changes, (hunk) => {
        const lines = onlyContext(hunk).lines.flatMap((line, at) =>
          at === 1
            ? [
                { ...line, mark: "-" as const },
                { ...line, mark: "+" as const },
              ]
            : [line],
        );
        return { ...hunk, newCount: hunk.oldCount, lines };
      });
      return isSame(result, subject.changes) ? null : { reply: fenced(printDiff(result, { header: pairHeader })) };
    },
  },
  {
    name: "nothing-headers-only",
    group,
    expect,
    make: (subject) =>
      isEditsOnly(subject)
        ? {
            reply: fenced(
              printDiff(
                mapHunks(subject.changes, (hunk) => hunk).map((change) => ({ ...change, hunks: [] })),
                { header: pairHeader },
              ),
            ),
          }
        : null,
  },
];
