/** Which groups of files have come to depend on each other in a circle, and which no longer do. */
import type { AtlasDocument } from "../store/atlas-document.ts";
import type { AtlasChanges } from "./atlas-changes.ts";

/** The paths of each cycle in order, by their text; no path holds a NUL. */
const cyclesOf = ({ cycles, files }: AtlasDocument): Map<string, string[]> =>
  new Map(
    cycles.map((members) => {
      const paths = members.flatMap((member) => files[member]?.path ?? []).sort();
      return [paths.join("\0"), paths];
    }),
  );

const without = (cycles: Map<string, string[]>, others: Map<string, string[]>): string[][] =>
  [...cycles].flatMap(([key, paths]) => (others.has(key) ? [] : [paths]));

/** A cycle that gained or lost a file is a new one, and the old one settled. */
export const compareCycles = (before: AtlasDocument | null, after: AtlasDocument): AtlasChanges["cycles"] => {
  const [older, newer] = [before === null ? new Map<string, string[]>() : cyclesOf(before), cyclesOf(after)];
  return { total: newer.size, fresh: without(newer, older), settled: without(older, newer) };
};
