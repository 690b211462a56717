/** What is different between two maps of one repository. */
import type { AtlasDocumentFile } from "../store/atlas-document.ts";

export type Totals = { files: number; lines: number };

export type LanguageChange = { language: string; before: Totals; after: Totals };

export type AtlasChanges = {
  /** Commits of the two maps; `before` is null for the first map. */
  commits: { before: string | null; after: string };
  totals: { before: Totals; after: Totals };
  /** Most lines first; a moved file is neither here nor in `removed`. */
  added: AtlasDocumentFile[];
  removed: AtlasDocumentFile[];
  /** Same name and size in another directory, where no second file could be meant. */
  moved: { from: string; to: string }[];
  /** Files of both maps that have gained lines, most first. */
  grown: { path: string; before: number; after: number }[];
  /** Files with more commits than in the older map, most first; all commits for the first map. */
  mostChanged: { path: string; commits: number; lines: number }[];
  /** Languages with other totals, the largest difference of lines first; those of the first map by lines. */
  languages: LanguageChange[];
  /** Paths in order. A cycle is known by its set of paths. */
  cycles: { total: number; fresh: string[][]; settled: string[][] };
  owners: {
    faults: { line: number; reason: string }[];
    /** Source files that CODEOWNERS gives to nobody; null where nothing says who owns. */
    orphans: { total: number; fresh: string[] } | null;
    /** Files whose recent history had people and now has none. */
    abandoned: string[];
  };
  unreadable: { path: string; fault: string }[];
};
