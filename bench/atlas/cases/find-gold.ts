/** Decides which files and lines a fix changed that a search could have found at its base. */
import { languageOf } from "../../../src/atlas/language.ts";
import { classifyPath } from "../../../src/atlas/scan/classify-path.ts";
import type { FileRole } from "../../../src/atlas/scan/file-role.ts";
import { gitText, runGit } from "../../../src/git/run-git.ts";
import type { Case, LineRange } from "./case.ts";
import { changedLines } from "./changed-lines.ts";

export type Gold = Pick<Case, "language" | "gold" | "lines">;

/** At most so many files: a wider change is rarely about one issue. */
const maxFiles = 8;

const wanted: ReadonlySet<FileRole> = new Set<FileRole>(["source", "example", "config", "other"]);

const mainLanguage = (paths: string[]): string => {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const language = languageOf(path);
    if (language === null) continue;
    const name = language === "tsx" ? "typescript" : language;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const ordered = [...counts].toSorted(([one, more], [two, less]) => less - more || (one < two ? -1 : 1));
  return ordered[0]?.[0] ?? "unknown";
};

/** Null where git cannot compare: a commit is missing, or a copy lacks the largest files. */
export const readPatch = async (gitDir: string, base: string, fix: string): Promise<string | null> => {
  const options = ["-U0", "-M", "--src-prefix=a/", "--dst-prefix=b/", "--no-color", "--no-ext-diff", "--no-textconv"];
  const { exitCode, stdout } = await runGit(["-c", "core.quotePath=false", "diff", ...options, base, fix], { gitDir });
  return exitCode === 0 ? stdout.toString("utf8") : null;
};

/** Type of object by path, as git names it (`blob`, or `commit` for a submodule). */
const typesAt = async (gitDir: string, base: string, paths: string[]): Promise<Map<string, string>> => {
  const options = ["--literal-pathspecs", "ls-tree", "-r", "-z", base, "--"];
  const entries = (await gitText([...options, ...paths], { gitDir })).split("\0").filter(Boolean);
  return new Map(
    entries.map((entry) => {
      const tab = entry.indexOf("\t");
      return [entry.slice(tab + 1), entry.slice(0, tab).split(" ")[1] ?? ""];
    }),
  );
};

/** Null where no source file that exists at the base was changed, or too many files were. */
export const findGold = async (gitDir: string, base: string, patch: string): Promise<Gold | null> => {
  const changed = changedLines(patch);
  const paths = [...changed.keys()].filter((path) => wanted.has(classifyPath(path))).toSorted();
  if (paths.length === 0 || paths.length > maxFiles) return null;
  const types = await typesAt(gitDir, base, paths);
  if (!paths.every((path) => types.has(path))) return null;
  const gold = paths.filter((path) => types.get(path) === "blob");
  if (!gold.some((path) => classifyPath(path) === "source")) return null;
  const lines: [string, LineRange[]][] = gold.map((path) => [path, changed.get(path) ?? []]);
  return { language: mainLanguage(gold), gold, lines: Object.fromEntries(lines) };
};
