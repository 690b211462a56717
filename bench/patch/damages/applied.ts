/** Bases that hold the change already, whole or in part. */
import type { Expect } from "../case.ts";
import { applyAtPlaces, type Change, type Hunk, linesOf, newSide, oldSide, placesOf } from "../change.ts";
import { type Damage, isEditsOnly, labelPlaces, type Subject, withText } from "../damage.ts";
import { inReply, pickHeader, printDiff } from "../print-diff.ts";

const group = "drift";

/** True when nothing of the hunk could be applied to a text that has it already. */
const isThere = (hunk: Hunk, text: string): boolean =>
  placesOf(oldSide(hunk), linesOf(text)).length === 0 && placesOf(newSide(hunk), linesOf(text)).length === 1;

const applied = (name: string, expect: Expect, choose: (subject: Subject) => Map<string, string> | null): Damage => ({
  name,
  group,
  expect,
  make: (subject) => {
    const texts = isEditsOnly(subject) ? choose(subject) : null;
    if (!texts) return null;
    const base = [...texts].reduce((tree, [path, text]) => withText(tree, path, text), subject.base);
    return {
      reply: inReply(
        subject.random,
        printDiff(subject.changes, { header: pickHeader(subject.random, subject.changes) }),
      ),
      base,
    };
  },
});

/** The first hunk that changes several lines is half there: its first run of changes. */
const halfApplied = (change: Change): string | null => {
  const hunk = change.hunks.find(({ lines }) => {
    const end = lines.findIndex(
      ({ mark }, at) => mark === " " && lines[at - 1]?.mark !== " " && at > 0 && lines[at - 1] !== undefined,
    );
    return end > 0 && lines.slice(end).some(({ mark }) => mark !== " ");
  });
  if (!hunk) return null;
  const first = hunk.lines.findIndex(({ mark }) => mark !== " ");
  const end = hunk.lines.findIndex(({ mark }, at) => at > first && mark === " ");
  const lines = hunk.lines.flatMap((line, at) =>
    at < end ? [line] : line.mark === "+" ? [] : [{ ...line, mark: " " as const }],
  );
  return applyAtPlaces(change.before, [{ ...hunk, lines }]);
};

export const applications: Damage[] = [
  applied("applied-already", "refuse", ({ changes }) =>
    changes.every((change) => change.hunks.every((hunk) => isThere(hunk, change.after)))
      ? new Map(changes.map(({ path, after }) => [path, after]))
      : null,
  ),
  applied("applied-one-hunk", "apply", ({ changes }) => {
    const change = changes.find(({ hunks }) => hunks.length > 1);
    const [hunk] = change?.hunks ?? [];
    const text = change && hunk ? applyAtPlaces(change.before, [hunk]) : null;
    if (!change || !hunk || text === null || !isThere(hunk, text) || labelPlaces([change], "lost") !== "apply")
      return null;
    const isFree = change.hunks.slice(1).every((one) => placesOf(oldSide(one), linesOf(text)).length === 1);
    return isFree ? new Map([[change.path, text]]) : null;
  }),
  applied("applied-one-file", "apply", ({ changes }) => {
    const [first] = changes;
    const isWhole = first && changes.length > 1 && first.hunks.every((hunk) => isThere(hunk, first.after));
    return isWhole ? new Map([[first.path, first.after]]) : null;
  }),
  applied("applied-half-a-hunk", "ambiguous", ({ changes }) => {
    const [first] = changes;
    const text = first ? halfApplied(first) : null;
    return first && text !== null && text !== first.before && text !== first.after
      ? new Map([[first.path, text]])
      : null;
  }),
];
