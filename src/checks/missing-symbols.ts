/** Reads from compiler and loader messages which names or modules were missing, and whether a plan announced them. */
import type { Untrusted } from "../domain/untrusted.ts";

export type Missing = {
  symbol: string /** The file that asked for it, where the message says so. */;
  file: string | null;
};

const patterns: RegExp[] = [
  /does not provide an export named '(?<symbol>[^'\n]{1,200})'/g,
  /Cannot find (?:module|package) '(?<symbol>[^'\n]{1,500})'(?: imported from (?<file>[^\s']{1,500}))?/g,
  /Failed to (?:resolve import|load url) "?(?<symbol>[^"\s]{1,500})"? (?:\(resolved id: [^)\n]{1,500}\) in |from )"?(?<file>[^"\s]{1,500}?)"?\.? /g,
  /cannot import name '(?<symbol>[^'\n]{1,200})'/g,
  /No module named '(?<symbol>[^'\n]{1,200})'/g,
  /^(?<file>[^\s(:]{1,500})(?:\(\d+,\d+\)|:\d+:\d+)(?: -)?:? error TS\d+: .{0,500}?(?:no exported member(?: named)?|Cannot find name|Cannot find module|Property) '(?<symbol>[^'\n]{1,300})'/gm,
];

/** Gives every missing name that the text speaks of, in order of the kinds above. */
export const findMissing = (text: Untrusted): Missing[] =>
  patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ groups = {} }) => ({
      symbol: groups.symbol ?? "",
      file: groups.file?.replace(/^\.\//, "") ?? null,
    })),
  );

/** `planned` are names (`slugify`, `Text.slugify()`) or paths of modules (`src/slugify.ts`). */
export const isPlanned = (symbol: string, planned: string[]): boolean => {
  const known = new Set(planned.flatMap(namesOf));
  return isPath(symbol) || symbol.includes(".") ? known.has(lastName(symbol)) : known.has(symbol);
};

const isPath = (text: string): boolean => /[/\\]/.test(text) || /\.[cm]?[jt]sx?$|\.py$/.test(text);

const namesOf = (planned: string): string[] =>
  isPath(planned) ? [lastName(planned)] : ((planned.split(/[(<:=]/)[0] ?? "").match(/[\w$]+/g) ?? []);

/** `../lib/none.js` → `none`, `lib/text/index.ts` → `text`, `pkg.slug` → `slug`. */
const lastName = (path: string): string => {
  const parts = path
    .replace(/\.([cm]?[jt]sx?|py)$/, "")
    .split(/[/\\.]/)
    .filter((part) => part !== "" && part !== "index" && part !== "__init__");
  return parts.at(-1) ?? "";
};
