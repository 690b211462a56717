/** Whole hunks and files in another order, shared out otherwise, or said twice. */
import { applyAtPlaces, type Change, type Hunk, linesOf, oldSide, placesOf, recount } from "../change.ts";
import { type Damage, isEditsOnly, labelPlaces, type Subject } from "../damage.ts";
import { fenced, inReply, pairHeader, pickHeader, printChange, printDiff } from "../print-diff.ts";

const group = "order";
const expect = "apply";

const hasSeveralHunks = ({ changes }: Subject): boolean => changes.some(({ hunks }) => hunks.length > 1);

const reordered = (
  name: string,
  order: (hunks: Hunk[], subject: Subject) => Hunk[],
  numbers: "right" | "lost",
): Damage => ({
  name,
  group,
  expect,
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject) || !hasSeveralHunks(subject)) return null;
    const result = changes.map((change) => ({ ...change, hunks: order(change.hunks, subject) }));
    const printing = { header: pickHeader(random, changes), ...(numbers === "lost" ? { hunkHeader: () => "@@" } : {}) };
    return { reply: inReply(random, printDiff(result, printing)), expect: labelPlaces(changes, numbers) };
  },
});

/** What is said twice means the same once: no hunk could be applied a second time to its own result. */
const staysOnce = (changes: Change[]): boolean =>
  changes.every(
    ({ kind, before, after, hunks }) =>
      kind === "modify" &&
      hunks.every(
        (hunk) =>
          placesOf(oldSide(hunk), linesOf(before)).length === 1 && placesOf(oldSide(hunk), linesOf(after)).length === 0,
      ),
  );

const twice = (name: string, print: (subject: Subject) => string): Damage => ({
  name,
  group,
  expect,
  make: (subject) => (isEditsOnly(subject) && staysOnce(subject.changes) ? { reply: print(subject) } : null),
});

const entries = ({ changes }: Subject): Change[] =>
  changes.flatMap((change) => change.hunks.map((hunk) => ({ ...change, hunks: [hunk] })));

/** First entries of all files, then second ones, and so on. */
const interleaved = ({ changes }: Subject): Change[] => {
  const longest = Math.max(...changes.map(({ hunks }) => hunks.length));
  return Array.from({ length: longest }, (_, at) =>
    changes.flatMap((change) => {
      const hunk = change.hunks[at];
      return hunk ? [{ ...change, hunks: [hunk] }] : [];
    }),
  ).flat();
};

/** The first half of the hunks, and the second half numbered as the file is after the first. */
const inSequence = (change: Change): Change[] => {
  const middle = Math.ceil(change.hunks.length / 2);
  const first = change.hunks.slice(0, middle);
  const shift = first.reduce((sum, hunk) => sum + hunk.newCount - hunk.oldCount, 0);
  const second = change.hunks.slice(middle).map((hunk) => ({ ...hunk, oldStart: hunk.oldStart + shift }));
  return [
    { ...change, hunks: first.map((hunk) => ({ ...hunk })) },
    { ...change, hunks: second },
  ];
};

/** A first diff that adds a line in another wording, and a second one that corrects it; null without a line to spare. */
const reworked = (change: Change): [Change, Change] | null => {
  const hunk = change.hunks.find(
    ({ lines }) => lines.filter(({ mark, text }) => mark === "+" && /\w{5}/.test(text)).length >= 2,
  );
  if (!hunk || hunk.lines.some(({ noNewline }) => noNewline)) return null;
  const at = hunk.lines.findLastIndex(({ mark, text }) => mark === "+" && /\w{5}/.test(text));
  const right = hunk.lines[at]?.text ?? "";
  const draft = right.replace(/\w{5,}/, "interimName");
  const first = {
    ...change,
    hunks: change.hunks.map((one) =>
      one === hunk
        ? { ...one, lines: one.lines.map((line, index) => (index === at ? { ...line, text: draft } : line)) }
        : one,
    ),
  };
  const interim = applyAtPlaces(change.before, first.hunks);
  if (interim === null || change.before.includes("interimName") || draft === right) return null;
  const base = linesOf(interim);
  const place = base.indexOf(draft);
  if (base.lastIndexOf(draft) !== place || place < 2 || place + 2 >= base.length) return null;
  const context = (text: string) => ({ mark: " " as const, text, noNewline: false });
  const lines = [
    ...base.slice(place - 2, place).map(context),
    { mark: "-" as const, text: draft, noNewline: false },
    { mark: "+" as const, text: right, noNewline: false },
    ...base.slice(place + 1, place + 3).map(context),
  ];
  return [
    first,
    {
      ...change,
      hunks: [recount({ oldStart: place - 1, oldCount: 0, newStart: place - 1, newCount: 0, section: "", lines })],
    },
  ];
};

/** A hunk with two runs of changes as two hunks that share the context between them. */
const torn = (hunk: Hunk): Hunk[] => {
  const runs = hunk.lines.map(({ mark }) => mark !== " ");
  const firstChange = runs.indexOf(true);
  const end = runs.indexOf(false, firstChange);
  const next = end < 0 ? -1 : runs.indexOf(true, end);
  if (next < 0) return [hunk];
  const head = recount({ ...hunk, lines: hunk.lines.slice(0, next) });
  const rest = hunk.lines.slice(end);
  const skipped = hunk.lines.slice(0, end);
  const old = skipped.filter(({ mark }) => mark !== "+").length;
  const added = skipped.filter(({ mark }) => mark !== "-").length;
  return [head, recount({ ...hunk, oldStart: hunk.oldStart + old, newStart: hunk.newStart + added, lines: rest })];
};

export const orders: Damage[] = [
  reordered("hunks-reversed", (hunks) => hunks.toReversed(), "right"),
  reordered("hunks-shuffled", (hunks, { random }) => random.shuffle(hunks), "right"),
  reordered("hunks-reversed-bare", (hunks) => hunks.toReversed(), "lost"),
  {
    name: "files-reversed",
    group,
    expect,
    make: ({ changes, random }) =>
      changes.length < 2
        ? null
        : { reply: inReply(random, printDiff(changes.toReversed(), { header: pickHeader(random, changes) })) },
  },
  {
    name: "file-in-entries",
    group,
    expect,
    make: (subject) =>
      isEditsOnly(subject) && hasSeveralHunks(subject)
        ? {
            reply: inReply(
              subject.random,
              printDiff(entries(subject), { header: pickHeader(subject.random, subject.changes) }),
            ),
          }
        : null,
  },
  {
    name: "file-in-entries-interleaved",
    group,
    expect,
    make: (subject) =>
      isEditsOnly(subject) && hasSeveralHunks(subject) && subject.changes.length > 1
        ? { reply: inReply(subject.random, printDiff(interleaved(subject), { header: pairHeader })) }
        : null,
  },
  twice("diff-twice", ({ changes, random }) =>
    inReply(random, printDiff([...changes, ...changes], { header: pickHeader(random, changes) })),
  ),
  twice(
    "diff-twice-fences",
    ({ changes }) => `First:\n\n${fenced(printDiff(changes))}\nThe whole diff again:\n\n${fenced(printDiff(changes))}`,
  ),
  twice("hunk-twice", ({ changes, random }) =>
    inReply(
      random,
      printDiff(
        changes.map((change) => ({
          ...change,
          hunks: change.hunks.flatMap((hunk, at) => (at === 0 ? [hunk, hunk] : [hunk])),
        })),
        { header: pairHeader },
      ),
    ),
  ),
  twice("hunk-twice-far", ({ changes, random }) =>
    inReply(
      random,
      printDiff(
        changes.map((change) => ({ ...change, hunks: [...change.hunks, ...change.hunks.slice(0, 1)] })),
        { header: pairHeader },
      ),
    ),
  ),
  {
    name: "sequential-numbers",
    group,
    expect,
    make: (subject) => {
      const { changes } = subject;
      if (!isEditsOnly(subject) || !hasSeveralHunks(subject)) return null;
      const steps = changes.map((change) => (change.hunks.length > 1 ? inSequence(change) : [change]));
      const first = steps.map(([step]) => step).filter((step) => step !== undefined);
      const second = steps.flatMap(([, step]) => step ?? []);
      return {
        reply: `Step 1:\n\n${fenced(printDiff(first, { header: pairHeader }))}\nStep 2:\n\n${fenced(printDiff(second, { header: pairHeader }))}`,
        expect: labelPlaces(changes, "lost"),
      };
    },
  },
  {
    name: "sequential-rework",
    group,
    expect,
    make: (subject) => {
      const [change] = subject.changes;
      const steps = change && isEditsOnly(subject) && subject.changes.length === 1 ? reworked(change) : null;
      if (!steps || !change || labelPlaces([change], "lost") !== "apply") return null;
      return {
        reply: `Step 1:\n\n${fenced(printChange(steps[0], { header: pairHeader }))}\nStep 2, a better name:\n\n${fenced(printChange(steps[1], { header: pairHeader }))}`,
      };
    },
  },
  {
    name: "hunk-torn-shared-context",
    group,
    expect,
    make: (subject) => {
      const { changes, random } = subject;
      if (!isEditsOnly(subject)) return null;
      const result = changes.map((change) => ({ ...change, hunks: change.hunks.flatMap(torn) }));
      const isTorn = result.some(({ hunks }, index) => hunks.length > (changes[index]?.hunks.length ?? 0));
      return isTorn
        ? {
            reply: inReply(random, printDiff(result, { header: pickHeader(random, changes) })),
            expect: labelPlaces(result, "right"),
          }
        : null;
    },
  },
];
