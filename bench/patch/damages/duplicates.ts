/** Hunks whose old side stands twice in the base, with more or less to tell the places apart. */
import type { Expect } from "../case.ts";
import { type Change, type Hunk, linesOf, oldSide, placeOf, placesOf } from "../change.ts";
import { type Damage, isEditsOnly, withText } from "../damage.ts";
import { driftTexts, noEdits } from "../drift-texts.ts";
import { inReply, pairHeader, printDiff, printHunkHeader } from "../print-diff.ts";

const group = "ambiguous";

type Doubled = {
  change: Change;
  /** The hunk that stands twice, and its index. */
  hunk: Hunk;
  index: number;
  /** 0-based place of the right one and of its copy in the new base. */
  place: number;
  copy: number;
};

type Choice = { index: number; at: number };

/** Puts a copy of the hunk's old side before the line `at` of the base, where no hunk shows anything. */
const double = (change: Change, { index, at }: Choice): (Doubled & { before: string; after: string }) | null => {
  const hunk = change.hunks[index];
  if (!hunk) return null;
  const old = oldSide(hunk);
  if (old.length < 3 || placesOf(old, linesOf(change.before)).length !== 1) return null;
  const edits = noEdits();
  // The divider keeps the copy from running into its neighbours.
  edits.insert.set(at, ["another part", ...old, "end of the other part"]);
  const texts = driftTexts(change, edits);
  if (!texts) return null;
  const shift = (line: number) => (line >= at ? line + old.length + 2 : line);
  const places = placesOf(old, linesOf(texts.before));
  const place = shift(placeOf(hunk));
  const copy = places.find((one) => one !== place);
  return places.length === 2 && copy !== undefined && places.includes(place)
    ? { change, hunk, index, place, copy, ...texts }
    : null;
};

const isFree = (change: Change, at: number): boolean =>
  change.hunks.every((hunk) => at <= placeOf(hunk) || at >= placeOf(hunk) + oldSide(hunk).length);

const doubled = (
  name: string,
  expect: Expect,
  choose: (change: Change) => Choice | null,
  header: (
    doubled: Doubled,
    random: { below: (limit: number) => number; chance: (p: number) => boolean },
  ) => string | null,
): Damage => ({
  name,
  group,
  expect,
  make: (subject) => {
    const { changes, random } = subject;
    const [change] = changes;
    if (!change || changes.length !== 1 || !isEditsOnly(subject)) return null;
    const choice = choose(change);
    const result = choice && isFree(change, choice.at) ? double(change, choice) : null;
    const spelt = result && header(result, random);
    if (!result || spelt === null) return null;
    const hunkHeader = (hunk: Hunk) => (hunk === result.hunk ? spelt : "@@");
    return {
      reply: inReply(random, printDiff(changes, { header: pairHeader, hunkHeader })),
      base: withText(subject.base, change.path, result.before),
      expected: withText(subject.truth, change.path, result.after),
    };
  },
});

const stated = ({ hunk }: Doubled, place: number, section = ""): string =>
  printHunkHeader({ ...hunk, oldStart: Math.max(1, place + 1), newStart: Math.max(1, place + 1), section });

/** One hunk alone, with the copy at the end of the file. */
const alone = (change: Change): Choice | null => {
  const length = linesOf(change.before).length;
  const [hunk] = change.hunks;
  return hunk && change.hunks.length === 1 && length - placeOf(hunk) > oldSide(hunk).length + 25
    ? { index: 0, at: length }
    : null;
};

/** One hunk alone below its section line, with the copy above that line. */
const belowSection = (change: Change): Choice | null => {
  const [hunk] = change.hunks;
  if (!hunk || change.hunks.length !== 1 || hunk.section === "") return null;
  const places = linesOf(change.before).flatMap((line, at) => (line.startsWith(hunk.section) ? [at] : []));
  const [at] = places;
  return at !== undefined && places.length === 1 && at > 3 && at < placeOf(hunk) ? { index: 0, at: at - 1 } : null;
};

/** The later of two hunks, with the copy above the earlier one. */
const afterOther = (change: Change): Choice | null => {
  const [first] = change.hunks;
  const unique = first && placesOf(oldSide(first), linesOf(change.before)).length === 1;
  return first && unique && change.hunks.length === 2 && placeOf(first) > 3 ? { index: 1, at: 1 } : null;
};

/** The old side is one line that stands twice in a row: whichever is taken, the text is the same. */
const equivalent: Damage = {
  name: "twice-same-result",
  group,
  expect: "ambiguous",
  make: (subject) => {
    const { base, truth, random, sample } = subject;
    const [sibling] = sample.siblings;
    if (!sibling?.text.endsWith("\n")) return null;
    const lines = linesOf(sibling.text);
    const at = random.below(lines.length);
    const line = lines[at] ?? "";
    if (!/\w{4}/.test(line) || lines.filter((one) => one === line).length !== 1) return null;
    const before = [...lines.slice(0, at), line, ...lines.slice(at)].map((one) => `${one}\n`).join("");
    const reply = `--- a/${sibling.path}\n+++ b/${sibling.path}\n@@\n-${line}\n`;
    const { [sibling.path]: kept } = truth;
    return kept
      ? {
          reply: inReply(random, reply),
          base: withText(base, sibling.path, before),
          expected: { ...base, [sibling.path]: kept },
        }
      : null;
  },
};

export const duplicates: Damage[] = [
  doubled("twice-number-right", "apply", alone, (one) => stated(one, one.place)),
  doubled("twice-number-right-section", "apply", alone, (one) => stated(one, one.place, one.hunk.section)),
  doubled("twice-number-near", "ambiguous", alone, (one, random) =>
    stated(one, one.place + (random.chance(0.5) ? 1 : -1) * (1 + random.below(3))),
  ),
  doubled("twice-number-between", "refuse", alone, (one) => stated(one, Math.floor((one.place + one.copy) / 2))),
  doubled("twice-number-beyond", "refuse", alone, (one) => stated(one, 20_000)),
  doubled("twice-section-only", "ambiguous", belowSection, (one) => `@@ ${one.hunk.section}`),
  doubled("twice-section-and-number-off", "ambiguous", belowSection, (one, random) =>
    stated(one, one.place + 2 + random.below(4), one.hunk.section),
  ),
  doubled("twice-order-only", "ambiguous", afterOther, () => "@@"),
  doubled("twice-nothing", "refuse", alone, () => "@@"),
  doubled("twice-number-one", "refuse", alone, (one) => (one.place < 15 ? null : stated(one, 0))),
  equivalent,
];
