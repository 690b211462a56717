/** White space inside and at the end of lines: what the reply wrote for what the file has. */
import type { LinePair } from "./line-pair.ts";

const inner = /[^\S\n]+/g;

const runsOf = (line: string): string[] => line.trim().match(inner) ?? [];

export type InnerSpace = {
  /** File's run for a run of the reply; null where the evidence contradicts itself. */
  runs: Map<string, string | null>;
  isChanged: boolean;
};

export const learnInnerSpace = (pairs: LinePair[]): InnerSpace => {
  const runs = new Map<string, string | null>();
  let isChanged = false;
  for (const { said, file } of pairs) {
    const [ours, theirs] = [runsOf(said), runsOf(file)];
    if (ours.length !== theirs.length) continue;
    for (const [i, run] of ours.entries()) {
      const real = theirs[i] ?? run;
      if (run !== real && (run !== " " || real.includes("\t"))) isChanged = true;
      runs.set(run, runs.has(run) && runs.get(run) !== real ? null : real);
    }
  }
  return { runs, isChanged };
};

/** The line with its inner white space as the file would have it, or null when that is not known. */
export const respellInner = (line: string, { runs, isChanged }: InnerSpace): string | null => {
  if (!isChanged) return line;
  let isKnown = true;
  const start = line.length - line.trimStart().length;
  const text = line.slice(start).trimEnd();
  const respelled = text.replace(inner, (run) => {
    const real = runs.get(run);
    if (run === " " && !real?.includes("\t")) return run;
    if (real === undefined || real === null) isKnown = false;
    return real ?? run;
  });
  return isKnown ? line.slice(0, start) + respelled + line.slice(start + text.length) : null;
};

const tailOf = (line: string): string => line.slice(line.trimEnd().length);

/** What the reply does with white space at the ends of lines; blank lines have a habit of their own. */
export type Trailing = { text: Habit; blank: Habit };

/** `adds`: behind lines that have none in the file; `strips`: none behind lines that have some. */
type Habit = "keeps" | "adds" | "strips" | "mixes";

const habitOf = (pairs: LinePair[], fileHasSome: boolean): Habit => {
  const adds = pairs.filter(({ said, file }) => tailOf(said) !== "" && tailOf(said) !== tailOf(file)).length;
  const strips = pairs.filter(({ said, file }) => tailOf(said) === "" && tailOf(file) !== "").length;
  const keeps = pairs.filter(({ said, file }) => tailOf(said) !== "" && tailOf(said) === tailOf(file)).length;
  if (adds === 0 && strips === 0) return "keeps";
  if (adds > 0) return strips > 0 || keeps > 0 || fileHasSome ? "mixes" : "adds";
  return keeps > 0 ? "mixes" : "strips";
};

const isBlank = (line: string): boolean => line.trim() === "";

/** `lines` are the lines of the files: where they hold such white space themselves, it may be meant. */
export const learnTrailing = (pairs: LinePair[], lines: string[]): Trailing => {
  const has = (blank: boolean) => lines.some((line) => isBlank(line) === blank && tailOf(line) !== "");
  return {
    text: habitOf(
      pairs.filter(({ said, file }) => !isBlank(said) && !isBlank(file)),
      has(false),
    ),
    blank: habitOf(
      pairs.filter(({ said, file }) => isBlank(said) && isBlank(file)),
      has(true),
    ),
  };
};

/** The line as the file would end it, or null when that is not known. */
export const respellTrailing = (line: string, trailing: Trailing): string | null => {
  const habit = isBlank(line) ? trailing.blank : trailing.text;
  const hasTail = tailOf(line) !== "";
  if (hasTail && isBlank(line) && habit === "keeps" && trailing.text === "adds") return null;
  if (habit === "keeps" || (habit === "adds" && !hasTail) || (habit === "mixes" && !hasTail && !isBlank(line)))
    return line;
  if (habit === "adds") return isBlank(line) && trailing.text !== "adds" ? null : line.trimEnd();
  if (habit === "strips") return isBlank(line) && !hasTail ? null : line;
  return null;
};
