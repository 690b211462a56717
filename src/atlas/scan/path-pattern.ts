/** Compiles the path patterns of CODEOWNERS and .gitattributes, which are like those of gitignore but not the same. */
import { compileName, type NameMatcher } from "./name-pattern.ts";

/** Takes the names of a path from the top: `["src", "a.ts"]`. Time is at most names × parts of the pattern. */
export type PathMatcher = (names: readonly string[]) => boolean;

export type PatternRules = {
  /** CODEOWNERS: a directory's pattern holds for all below it, but `docs/*` only for what lies in it. */
  descends: boolean;
  /** .gitattributes: `[a-z]` is a set of characters; elsewhere brackets stand for themselves. */
  hasSets: boolean;
};

/** A string stands for itself, but this one for any number of names; a name cannot spell it, since `\*\*` becomes a matcher. */
const anyNames = "**";
type Part = string | NameMatcher;

const anyName: NameMatcher = () => true;

/** Null for a pattern that has no meaning (three asterisks in CODEOWNERS, an open bracket, an escape at the end). */
export const compilePattern = (pattern: string, { descends, hasSets }: PatternRules): PathMatcher | null => {
  if (descends && pattern.includes("***")) return null;
  const isDirectory = pattern.endsWith("/");
  const isAnchored = pattern.slice(0, -1).includes("/");
  const written = pattern.replace(/^\//, "").replace(/\/$/, "").split("/");
  if (written.includes("")) return () => false;
  const parts: Part[] = isAnchored || written[0] === anyNames ? [] : [anyNames];
  for (const name of written) {
    if (name === anyNames) {
      if (parts.at(-1) !== anyNames) parts.push(anyNames);
      continue;
    }
    const part = compileName(name, hasSets);
    if (part === null) return null;
    parts.push(part);
  }
  if (isDirectory && !descends) return () => false;
  const last = written.at(-1);
  const isDeep = isDirectory || last === anyNames;
  if (isDeep) parts.push(anyName);
  if (isDeep || (descends && !(last === "*" && isAnchored))) parts.push(anyNames);
  const [first, sought = "", rest] = parts;
  if (parts.length === 3 && first === anyNames && rest === anyNames) return (names) => holdsName(names, sought);
  return (names) => matchParts(parts, names);
};

const fits = (part: Part, name: string): boolean => (typeof part === "string" ? part === name : part(name));

/** `*.ts`, `docs`: the commonest patterns of all. */
const holdsName = (names: readonly string[], sought: Part): boolean => {
  for (const name of names) if (fits(sought, name)) return true;
  return false;
};

/** The last `**` takes one name more whenever the rest does not fit; earlier ones never need to be tried again. */
const matchParts = (parts: readonly Part[], names: readonly string[]): boolean => {
  let part = 0;
  let name = 0;
  let retryPart = -1;
  let retryName = 0;
  while (name < names.length) {
    const expected = parts[part];
    if (expected === anyNames) {
      retryPart = ++part;
      retryName = name;
      if (part === parts.length) return true;
    } else if (expected !== undefined && fits(expected, names[name] ?? "")) {
      part++;
      name++;
    } else if (retryPart >= 0) {
      part = retryPart;
      name = ++retryName;
    } else return false;
  }
  while (parts[part] === anyNames) part++;
  return part === parts.length;
};
