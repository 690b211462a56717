/** Files that lost, or never had, somebody who answers for them. */
import type { AtlasDocument } from "../store/atlas-document.ts";
import type { AtlasChanges } from "./atlas-changes.ts";
import type { FilesByPath } from "./compare-files.ts";

/** A CODEOWNERS file that gives nothing to anybody leaves no trace in the map but its faults. */
const hasOwners = ({ owners, ownerFaults }: AtlasDocument): boolean => owners.length > 0 || ownerFaults.length > 0;

const orphansOf = ({ files }: AtlasDocument): string[] =>
  files.filter(({ role, owners }) => role === "source" && (owners ?? []).length === 0).map(({ path }) => path);

/** Faults count as new by their reason, since lines move. */
export const compareOwners = (
  before: AtlasDocument | null,
  after: AtlasDocument,
  olderFiles: FilesByPath,
): AtlasChanges["owners"] => {
  const knownFaults = new Set(before?.ownerFaults.map(({ reason }) => reason));
  const knownOrphans = new Set(before !== null && hasOwners(before) ? orphansOf(before) : []);
  const orphans = orphansOf(after);
  // A shorter history than last time, such as a shallow clone's, forgets people by itself.
  const isComparable = before !== null && after.history.commits >= before.history.commits;
  const abandoned = after.files.filter(
    ({ path, people }) =>
      isComparable && (people ?? []).length === 0 && (olderFiles.get(path)?.people ?? []).length > 0,
  );
  return {
    faults: after.ownerFaults.filter(({ reason }) => !knownFaults.has(reason)),
    orphans: hasOwners(after)
      ? { total: orphans.length, fresh: orphans.filter((path) => !knownOrphans.has(path)) }
      : null,
    abandoned: abandoned.map(({ path }) => path),
  };
};
