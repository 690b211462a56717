/** The base has moved on since the diff was made: lines came and went, context changed, or the change is there already. */
import type { Expect } from "../case.ts";
import { type Change, type Hunk, linesOf, oldSide, placeOf, placesOf } from "../change.ts";
import { type Damage, isEditsOnly, type Subject, without, withText } from "../damage.ts";
import { driftTexts, type Edits, noEdits } from "../drift-texts.ts";
import { fullIndexHeader, inReply, pickHeader, printDiff } from "../print-diff.ts";
import type { Random } from "../random.ts";

const group = "drift";

const unrelated = (random: Random, count: number): string[] =>
  Array.from({ length: count }, () => `unrelated ${random.below(1_000_000)} ${random.below(1_000_000)}`);

type Drift = { edits: Edits; expect: Expect } | null;

/** Where no edit may come: lines that a hunk shows. */
const shownBy = (change: Change): Set<number> =>
  new Set(change.hunks.flatMap((hunk) => [...oldSide(hunk).keys()].map((at) => placeOf(hunk) + at)));

/** Only the first changed file drifts. `blobs` makes its old text known by id. */
const drifted = (name: string, edit: (change: Change, random: Random) => Drift, blobs = false): Damage => ({
  name,
  group,
  expect: "apply",
  make: (subject) => {
    const { changes, random } = subject;
    const [first] = changes;
    const drift = first && isEditsOnly(subject) ? edit(first, random) : null;
    const texts = first && drift ? driftTexts(first, drift.edits) : null;
    if (!first || !drift || !texts || texts.before === first.before) return null;
    const header = blobs ? fullIndexHeader : pickHeader(random, changes);
    return {
      reply: inReply(random, printDiff(changes, { header })),
      expect: drift.expect,
      base: withText(subject.base, first.path, texts.before),
      expected: withText(subject.truth, first.path, texts.after),
      ...(blobs ? { blobs: Object.fromEntries(changes.map(({ oldBlob, before }) => [oldBlob, before])) } : {}),
    };
  },
});

/** Numbers are of no use on the drifted base, so that each old side must stand there exactly once. */
const labelDrifted = (change: Change, edits: Edits, fold?: (line: string) => string): Expect => {
  const texts = driftTexts(change, edits);
  const base = linesOf(texts?.before ?? "");
  return change.hunks.every((hunk) => placesOf(oldSide(hunk), base, fold).length === 1) ? "apply" : "ambiguous";
};

const above =
  (kind: "insert" | "delete" | "both") =>
  (change: Change, random: Random): Drift => {
    const limit = placeOf(change.hunks[0] as Hunk) - 1;
    if (limit < 6) return null;
    const edits = noEdits();
    const count = 1 + random.below(12);
    if (kind !== "delete") edits.insert.set(random.below(limit), unrelated(random, count));
    if (kind !== "insert") for (let at = 1; at <= Math.min(count, limit - 2); at++) edits.replace.set(at, null);
    return { edits, expect: labelDrifted(change, edits) };
  };

const between = (change: Change, random: Random): Drift => {
  const [one, other] = change.hunks;
  if (!one || !other) return null;
  const from = placeOf(one) + oldSide(one).length;
  if (placeOf(other) - from < 3) return null;
  const edits = noEdits();
  edits.insert.set(from + 1, unrelated(random, 1 + random.below(9)));
  return { edits, expect: labelDrifted(change, edits) };
};

const hasThreeAround = (hunk: Hunk): boolean =>
  hunk.lines.length >= 7 && [...hunk.lines.slice(0, 3), ...hunk.lines.slice(-3)].every(({ mark }) => mark === " ");

/** The outermost context line of the first hunk, which is two lines away from any change. */
const outer =
  (edit: (line: string, random: Random) => { replace?: string | null; insertBehind?: string[] }) =>
  (change: Change, random: Random): Drift => {
    const hunk = change.hunks.find(hasThreeAround);
    if (!hunk) return null;
    const place = placeOf(hunk);
    const line = linesOf(change.before)[place] ?? "";
    if (!/\w{3}/.test(line)) return null;
    const { replace, insertBehind } = edit(line, random);
    const edits = noEdits();
    if (replace !== undefined) edits.replace.set(place, replace);
    if (insertBehind) edits.insert.set(place + 1, insertBehind);
    const isKnown =
      oldSide(hunk)
        .slice(1)
        .filter((text) => /\w{3}/.test(text)).length >= 3;
    const rest = {
      ...change,
      hunks: change.hunks.map((one) => (one === hunk ? { ...one, lines: one.lines.slice(1) } : one)),
    };
    const expect = isKnown ? labelDrifted(change, noEdits()) : "ambiguous";
    const isUnique = rest.hunks.every((one) => placesOf(oldSide(one), linesOf(change.before)).length === 1);
    return { edits, expect: isUnique ? expect : "ambiguous" };
  };

/** A line stands between the context and the line that is removed: near enough to be about it. */
const beside = (change: Change, random: Random): Drift => {
  const hunk = change.hunks.find(({ lines }) => {
    const at = lines.findIndex(({ mark }) => mark !== " ");
    return at > 0 && lines[at]?.mark === "-";
  });
  if (!hunk) return null;
  const edits = noEdits();
  edits.insert.set(placeOf(hunk) + hunk.lines.findIndex(({ mark }) => mark !== " "), unrelated(random, 1));
  return { edits, expect: "ambiguous" };
};

const reformattedElsewhere = (change: Change): Drift => {
  const shown = shownBy(change);
  const edits = noEdits();
  for (const [at, line] of linesOf(change.before).entries())
    if (!shown.has(at) && line.trim() !== "" && !shown.has(at - 1) && !shown.has(at + 1))
      edits.replace.set(at, `  ${line.replaceAll("\t", "  ")}`);
  return edits.replace.size < 3 ? null : { edits, expect: labelDrifted(change, edits) };
};

/** All outer context changed and lines moved: only the known base tells where the change belongs. */
const farContext = (change: Change, random: Random): Drift => {
  const hunk = change.hunks.find(hasThreeAround);
  if (!hunk || placeOf(hunk) < 4) return null;
  const place = placeOf(hunk);
  const end = place + oldSide(hunk).length;
  const edits = noEdits();
  for (const at of [place, place + 1, end - 2, end - 1]) edits.replace.set(at, `${unrelated(random, 1)[0]}`);
  edits.insert.set(1, unrelated(random, 4));
  return { edits, expect: "apply" };
};

const shifted = (change: Change, random: Random): Drift => {
  const drift = above("insert")(change, random);
  return drift && { ...drift, expect: "apply" };
};

/** The base no longer has the line that the diff removes. */
const removedEdited = (name: string, blobs: boolean): Damage => ({
  name,
  group,
  expect: "refuse",
  make: (subject) => {
    const { changes, random } = subject;
    const [first] = changes;
    if (!first || !isEditsOnly(subject)) return null;
    const lines = linesOf(first.before);
    const hunk = first.hunks.find((one) =>
      one.lines.some(({ mark, text }) => mark === "-" && /\w{3}.*\w{3}/.test(text)),
    );
    if (!hunk) return null;
    const old = hunk.lines.filter(({ mark }) => mark !== "+");
    const at = placeOf(hunk) + old.findIndex(({ mark, text }) => mark === "-" && /\w{3}.*\w{3}/.test(text));
    lines[at] = `${lines[at]?.slice(0, 2)}rewritten by another hand, number ${random.below(1_000)}`;
    const header = blobs ? fullIndexHeader : pickHeader(random, changes);
    return {
      reply: inReply(random, printDiff(changes, { header })),
      base: withText(subject.base, first.path, `${lines.join("\n")}\n`),
      ...(blobs ? { blobs: { [first.oldBlob]: first.before } } : {}),
    };
  },
});

export const drifts: Damage[] = [
  drifted("lines-inserted-above", above("insert")),
  drifted("lines-deleted-above", above("delete")),
  drifted("lines-moved-above", above("both")),
  drifted("lines-inserted-between", between),
  drifted(
    "context-line-edited",
    outer((line) => ({ replace: `${line} // edited since` })),
  ),
  drifted(
    "context-line-rewritten",
    outer((_line, random) => ({ replace: unrelated(random, 1)[0] ?? "" })),
  ),
  drifted(
    "context-line-deleted",
    outer(() => ({ replace: null })),
  ),
  drifted(
    "line-inserted-in-context",
    outer((_line, random) => ({ insertBehind: unrelated(random, 1) })),
  ),
  drifted("line-inserted-beside-change", beside),
  drifted("reformatted-elsewhere", reformattedElsewhere),
  drifted("blob-known-shifted", shifted, true),
  drifted("blob-known-context-changed", farContext, true),
  drifted("blob-known-reformatted", reformattedElsewhere, true),
  removedEdited("removed-line-edited", false),
  removedEdited("removed-line-edited-blob-known", true),
  {
    name: "file-moved",
    group,
    expect: "ambiguous",
    make: (subject) => {
      const [first] = subject.changes;
      if (!first || !isEditsOnly(subject)) return null;
      const path = `moved/${first.path}`;
      const move = (tree: Subject["base"]) => {
        const entry = tree[first.path];
        return entry ? { ...without(tree, first.path), [path]: entry } : tree;
      };
      return {
        reply: inReply(
          subject.random,
          printDiff(subject.changes, { header: pickHeader(subject.random, subject.changes) }),
        ),
        base: move(subject.base),
        expected: move(subject.truth),
      };
    },
  },
];
