/** Compares two maps of one repository: what last night's work did to it. */
import type { AtlasDocument, AtlasDocumentFile } from "../store/atlas-document.ts";
import type { AtlasChanges } from "./atlas-changes.ts";
import { compareCycles } from "./compare-cycles.ts";
import { compareFiles, type FilesByPath } from "./compare-files.ts";
import { compareLanguages, sumTotals } from "./compare-languages.ts";
import { compareOwners } from "./compare-owners.ts";

const filesByPath = (files: readonly AtlasDocumentFile[]): FilesByPath =>
  new Map(files.map((file) => [file.path, file]));

/** The read history may end elsewhere in the older map, so the difference of two counts is the least that happened. */
const mostChanged = (after: AtlasDocument, older: FilesByPath): AtlasChanges["mostChanged"] =>
  after.files
    .map(({ path, changes = 0, lines = 0 }) => ({ path, commits: changes - (older.get(path)?.changes ?? 0), lines }))
    .filter(({ commits }) => commits > 0)
    .sort((a, b) => b.commits - a.commits || b.lines - a.lines || (a.path < b.path ? -1 : 1));

/** `before` is null for the first map: then everything in `after` is new. Lists are whole; who shows them cuts them. */
export const compareAtlases = (before: AtlasDocument | null, after: AtlasDocument): AtlasChanges => {
  const olderFiles = before?.files ?? [];
  const [older, newer] = [filesByPath(olderFiles), filesByPath(after.files)];
  const unreadable = after.files.flatMap(({ path, fault }) =>
    fault !== undefined && older.get(path)?.fault === undefined ? [{ path, fault }] : [],
  );
  return {
    commits: { before: before?.commit ?? null, after: after.commit },
    totals: { before: sumTotals(olderFiles), after: sumTotals(after.files) },
    ...compareFiles(older, newer),
    mostChanged: mostChanged(after, older),
    languages: compareLanguages(olderFiles, after.files),
    cycles: compareCycles(before, after),
    owners: compareOwners(before, after, older),
    unreadable,
  };
};
