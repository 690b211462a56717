/** Reads from compiler and loader messages which names or modules were missing, and whether a plan announced them. */
import type { Untrusted } from "../../domain/untrusted.ts";

export type Missing = {
  symbol: string;
  /** The file that asked for it, where the message says so. */
  file: string | null;
};

const patterns: RegExp[] = [
  // Node, ESM: the file stands above the message.
  /^(?:file:\/\/)?(?<file>[^\s:]{1,500}\.[cm]?[jt]sx?):\d{1,7}\n(?:.{0,500}\n){1,4}?SyntaxError: .{0,500}? does not provide an export named '(?<symbol>[^'\n]{1,200})'/gm,
  /does not provide an export named '(?<symbol>[^'\n]{1,200})'/g,
  // Node, CommonJS: the first of the stack asked for it.
  /Cannot find module '(?<symbol>[^'\n]{1,500})'\nRequire stack:\n- (?<file>[^\s]{1,500})/g,
  /Cannot find (?:module|package) '(?<symbol>[^'\n]{1,500})'(?: (?:imported )?from '?(?<file>[^\s']{1,500}))?/g,
  /Failed to (?:resolve import|load url) "?(?<symbol>[^"\s]{1,500})"? (?:\(resolved id: [^)\n]{1,500}\) in |from )"?(?<file>[^"\s]{1,500}?)"?\.? /g,
  // Python
  /cannot import name '(?<symbol>[^'\n]{1,200})'/g,
  /No module named '(?<symbol>[^'\n]{1,200})'/g,
  // TypeScript
  /^(?<file>[^\s(:]{1,500})(?:\(\d+,\d+\)|:\d+:\d+)(?: -)?:? error TS\d+: .{0,500}?(?:no exported member(?: named)?|Cannot find name|Cannot find module|Property) '(?<symbol>[^'\n]{1,300})'/gm,
  // Go
  /^(?:vet: )?(?<file>[^\s:]{1,500}\.go):\d+:(?:\d+:)? undefined: (?:\w{1,100}\.)?(?<symbol>\w{1,200})/gm,
  /^(?:vet: )?(?<file>[^\s:]{1,500}\.go):\d+:(?:\d+:)? .{0,300}?\bundefined \(type .{0,300}? has no field or method (?<symbol>\w{1,200})/gm,
  /^(?:vet: )?(?<file>[^\s:]{1,500}\.go):\d+:(?:\d+:)? unknown field '?(?<symbol>\w{1,200})/gm,
  /^(?<file>[^\s:]{1,500}\.go):\d+:(?:\d+:)? (?:package|no required module provides package) (?<symbol>[^\s;]{1,300})/gm,
  // Rust
  /^error\[E\d{4}\]: unresolved import `(?:[\w:]{0,300}::)?(?<symbol>\w{1,200})`\n\s{0,12}--> (?<file>[^\s:]{1,500}):/gm,
  /^error\[E\d{4}\]: (?:cannot find|no) .{1,100}? `(?<symbol>[\w!]{1,200})` .{0,300}\n\s{0,12}--> (?<file>[^\s:]{1,500}):/gm,
  /^error\[E\d{4}\]: failed to resolve: .{1,200}? `(?<symbol>\w{1,200})`.{0,200}\n\s{0,12}--> (?<file>[^\s:]{1,500}):/gm,
  // Java, by javac and by Maven
  /^(?:\[ERROR\] )?(?<file>[^\s:]{1,500}\.(?:java|kt)):(?:\[\d+,\d+\]|\d+: error:) cannot find symbol\n(?:(?!.{0,20}symbol:).{0,500}\n){0,3}.{0,20}symbol:\s{1,10}\w{1,20} (?<symbol>\w{1,200})/gm,
  /^(?:\[ERROR\] )?(?<file>[^\s:]{1,500}\.(?:java|kt)):(?:\[\d+,\d+\]|\d+: error:) package (?<symbol>[\w.]{1,300}) does not exist/gm,
];

/** Gives every missing name that the text speaks of, in order of the kinds above; with its file where some message says that. */
export const findMissing = (text: Untrusted): Missing[] => {
  const found = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ groups = {} }) => ({
      symbol: groups.symbol ?? "",
      file: groups.file?.replace(/^\.\//, "") ?? null,
    })),
  );
  const placed = new Set(found.filter(({ file }) => file !== null).map(({ symbol }) => symbol));
  const seen = new Set<string>();
  return found.filter(({ symbol, file }) => {
    const key = `${symbol}\0${file}`;
    if (seen.has(key) || (file === null && placed.has(symbol))) return false;
    seen.add(key);
    return true;
  });
};

/** `planned` are names (`slugify`, `Text.slugify()`) or paths of modules (`src/slugify.ts`). */
export const isPlanned = (symbol: string, planned: string[]): boolean => {
  const known = new Set(planned.flatMap(namesOf));
  return isPath(symbol) || symbol.includes(".") ? known.has(lastName(symbol)) : known.has(symbol);
};

const isPath = (text: string): boolean => /[/\\]/.test(text) || /\.(?:[cm]?[jt]sx?|py|go|rs|java|kt)$/.test(text);

const namesOf = (planned: string): string[] =>
  isPath(planned)
    ? [lastName(planned)]
    : ((planned.replaceAll("::", ".").split(/[(<:=]/)[0] ?? "").match(/[\w$]+/g) ?? []);

/** `../lib/none.js` → `none`, `lib/text/index.ts` → `text`, `pkg.slug` → `slug`. */
const lastName = (path: string): string => {
  const parts = path
    .replace(/\.([cm]?[jt]sx?|py|go|rs|java|kt)$/, "")
    .split(/[/\\.]/)
    .filter((part) => part !== "" && part !== "index" && part !== "__init__");
  return parts.at(-1) ?? "";
};
