/** Context that is shortened: cut, elided, skipped, or jumped over without a new header. */
import type { Expect } from "../case.ts";
import { type Change, type Hunk, type Line, linesOf, oldSide, placeOf, placesOf, recount } from "../change.ts";
import { type Damage, isEditsOnly, isSame, labelPlaces, mapHunks } from "../damage.ts";
import { inReply, numbersOf, pickHeader, printDiff } from "../print-diff.ts";
import type { Random } from "../random.ts";

const group = "context";

/** The hunk with at most `above` and `below` lines of context around its changes, numbers adjusted. */
const cutContext = (hunk: Hunk, above: number, below: number): Hunk => {
  const first = hunk.lines.findIndex(({ mark }) => mark !== " ");
  const last = hunk.lines.findLastIndex(({ mark }) => mark !== " ");
  const from = Math.max(0, first - above);
  const lines = hunk.lines.slice(from, last + 1 + below);
  const cut = recount({ ...hunk, oldStart: hunk.oldStart + from, newStart: hunk.newStart + from, lines });
  return {
    ...cut,
    oldStart: cut.oldCount === 0 ? cut.oldStart - 1 : cut.oldStart,
    newStart: cut.newCount === 0 ? cut.newStart - 1 : cut.newStart,
  };
};

/** With little context a stated line alone proves nothing: a text that stands twice is ambiguous although its number is right. */
const cut = (name: string, above: number, below: number, numbers: boolean): Damage => ({
  name,
  group,
  expect: "apply",
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject)) return null;
    const result = mapHunks(changes, (hunk) => cutContext(hunk, above, below));
    if (isSame(result, changes)) return null;
    const diff = printDiff(result, {
      header: pickHeader(random, changes),
      ...(numbers ? {} : { hunkHeader: () => "@@" }),
    });
    return { reply: inReply(random, diff), expect: labelPlaces(result, "lost") };
  },
});

const elision: Line = { mark: " ", text: "...", noNewline: false };

const commentFor = (path: string): { open: string; close: string } =>
  /\.(?:py|rb|sh|ya?ml|toml|pl|zsh|cmake)$/.test(path)
    ? { open: "# ", close: "" }
    : /\.(?:html?|md|xml|markdown)$/.test(path)
      ? { open: "<!-- ", close: " -->" }
      : { open: "// ", close: "" };

const commented = (path: string, text: string): Line => {
  const { open, close } = commentFor(path);
  return { mark: " ", text: `${open}${text}${close}`, noNewline: false };
};

/** Both hunks in one, with `between` where the base has lines that are not shown. */
const join = (one: Hunk, other: Hunk, between: Line[]): Hunk => ({
  ...one,
  oldCount: one.oldCount + other.oldCount + between.length,
  newCount: one.newCount + other.newCount + between.length,
  lines: [...one.lines, ...between, ...other.lines],
});

/** Every hunk's old side stands once, so that a jump has one end. */
const isDecided = (change: Change): boolean =>
  change.hunks.every((hunk) => placesOf(oldSide(hunk), linesOf(change.before)).length === 1);

const joined = (name: string, between: (change: Change, random: Random) => Line[], header?: "bare"): Damage => ({
  name,
  group,
  expect: "apply",
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject) || !changes.some(({ hunks }) => hunks.length > 1)) return null;
    const result = changes.map((change) => ({
      ...change,
      hunks: change.hunks.reduce<Hunk[]>((list, hunk) => {
        const previous = list.at(-1);
        return previous ? [...list.slice(0, -1), join(previous, hunk, between(change, random))] : [hunk];
      }, []),
    }));
    const expect: Expect = changes.every(isDecided) ? "apply" : "ambiguous";
    const printing = { header: pickHeader(random, changes), ...(header ? { hunkHeader: () => "@@" } : {}) };
    return { reply: inReply(random, printDiff(result, printing)), expect };
  },
});

/** First and last context line of every hunk become an elision. */
const elidedEnds = (name: string, line: (change: Change) => Line): Damage => ({
  name,
  group,
  expect: "apply",
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject)) return null;
    const isLong = (hunk: Hunk) =>
      hunk.lines.length >= 6 &&
      hunk.lines.slice(0, 2).every(({ mark }) => mark === " ") &&
      hunk.lines.slice(-2).every(({ mark }) => mark === " ");
    if (!changes.some(({ hunks }) => hunks.some(isLong))) return null;
    const result = mapHunks(changes, (hunk, change) =>
      isLong(hunk) ? { ...hunk, lines: [line(change), ...hunk.lines.slice(1, -1), line(change)] } : hunk,
    );
    const shown = mapHunks(changes, (hunk) =>
      isLong(hunk) ? recount({ ...hunk, oldStart: hunk.oldStart + 1, lines: hunk.lines.slice(1, -1) }) : hunk,
    );
    return {
      reply: inReply(random, printDiff(result, { header: pickHeader(random, changes) })),
      expect: labelPlaces(shown, "lost"),
    };
  },
});

/** Context between changes is left out without a word: `isNear` takes lines that touch a change, where two meanings remain. */
const leftOut = (name: string, isNear: boolean): Damage => ({
  name,
  group,
  expect: isNear ? "ambiguous" : "apply",
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject)) return null;
    let isUnclear = false;
    const result = mapHunks(changes, (hunk, change) => {
      const fits = hunk.lines.flatMap((line, at) => {
        const around = [hunk.lines[at - 1], hunk.lines[at + 1]];
        const isInside = around.every((other) => other?.mark === " ");
        const isBeside =
          around.every((other) => other !== undefined) &&
          around.some((other) => other?.mark === "+") &&
          around.every((other) => other?.mark !== "-");
        return line.mark === " " && (isNear ? isBeside : isInside) ? [at] : [];
      });
      if (fits.length === 0 || oldSide(hunk).length < 5) return hunk;
      const chosen = random.pick(fits);
      const lines = hunk.lines.filter((_, at) => at !== chosen);
      const base = linesOf(change.before);
      const shown = lines.filter(({ mark }) => mark !== "+").map(({ text }) => text);
      const before = hunk.lines
        .slice(0, chosen)
        .filter(({ mark }) => mark !== "+")
        .map(({ text }) => text);
      const behind = hunk.lines
        .slice(chosen + 1)
        .filter(({ mark }) => mark !== "+")
        .map(({ text }) => text);
      // Without that line it can be a diff that is right as it is.
      if (placesOf(shown, base).length > 0) return hunk;
      const isTorn = placesOf(before, base).length + placesOf(behind, base).length > 3;
      if (isTorn || placesOf(oldSide(hunk), base)[0] !== placeOf(hunk)) isUnclear = true;
      return { ...hunk, lines };
    });
    if (isSame(result, changes)) return null;
    const expect: Expect = isNear || isUnclear ? "ambiguous" : labelPlaces(changes, "lost");
    return { reply: inReply(random, printDiff(result, { header: pickHeader(random, changes) })), expect };
  },
});

/** One hunk that shows the whole file. */
const widen = (change: Change): Hunk => {
  const base = linesOf(change.before);
  const lines: Line[] = [];
  let at = 0;
  const keep = (until: number) => {
    for (; at < until; at++)
      lines.push({
        mark: " ",
        text: base[at] ?? "",
        noNewline: at === base.length - 1 && !change.before.endsWith("\n"),
      });
  };
  for (const hunk of change.hunks) {
    keep(placeOf(hunk));
    lines.push(...hunk.lines);
    at = placeOf(hunk) + oldSide(hunk).length;
  }
  keep(base.length);
  return recount({ oldStart: 1, oldCount: 0, newStart: 1, newCount: 0, section: "", lines });
};

export const contextLines: Damage[] = [
  cut("context-cut-to-2", 2, 2, true),
  cut("context-cut-to-1", 1, 1, true),
  cut("context-cut-to-0", 0, 0, true),
  cut("context-cut-above", 0, 3, true),
  cut("context-cut-below", 3, 0, true),
  cut("context-cut-to-1-bare", 1, 1, false),
  cut("context-cut-to-0-bare", 0, 0, false),
  joined("elided-dots", () => [elision]),
  joined("elided-dots-no-mark", () => [{ ...elision, mark: " ", text: "   ..." }]),
  joined("elided-comment", (change, random) => [
    commented(
      change.path,
      random.pick(["... existing code ...", "...", "... rest of the code ...", "existing code remains unchanged"]),
    ),
  ]),
  joined("elided-dots-bare", () => [elision], "bare"),
  joined("hunks-merged", () => []),
  joined("hunks-merged-bare", () => [], "bare"),
  joined("hunks-merged-blank-between", () => [{ mark: " ", text: "", noNewline: false }]),
  elidedEnds("elided-ends-dots", () => elision),
  elidedEnds("elided-ends-comment", (change) => commented(change.path, "... existing code ...")),
  leftOut("context-left-out", false),
  leftOut("context-left-out-near", true),
  {
    name: "context-whole-file",
    group,
    expect: "apply",
    make: (subject) => {
      const { changes, random } = subject;
      if (!isEditsOnly(subject) || changes.some(({ before }) => linesOf(before).length > 150)) return null;
      const result = changes.map((change) => ({ ...change, hunks: [widen(change)] }));
      return {
        reply: inReply(
          random,
          printDiff(result, {
            header: pickHeader(random, changes),
            hunkHeader: (hunk) => random.pick(["@@", `@@ ${numbersOf(hunk)} @@`]),
          }),
        ),
      };
    },
  },
];
