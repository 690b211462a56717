/** Takes the facts of tracked files from the cache, and has the others computed. */
import { maxTextBytes } from "../scan/decode-text.ts";
import type { FileRole } from "../scan/file-role.ts";
import type { TrackedFile } from "../scan/list-tree.ts";
import { type AtlasCache, factsKey } from "../store/atlas-cache.ts";
import type { FileFacts } from "../store/file-facts.ts";
import { factsOfFault } from "../store/pack-facts.ts";
import type { WantedBlob } from "./run-facts-job.ts";

export type KnownFacts = { key: string; facts: FileFacts; isNew: boolean };

type FindOptions = {
  /** The role of each tracked file's path; null for those that are not read. */
  roles: readonly (FileRole | null)[];
  cache: AtlasCache;
  compute: (wanted: readonly WantedBlob[]) => Promise<FileFacts[]>;
};

/** One entry per tracked file; null for those that are not read. */
export const findFacts = async (
  tracked: readonly TrackedFile[],
  { roles, cache, compute }: FindOptions,
): Promise<(KnownFacts | null)[]> => {
  const found: (KnownFacts | null)[] = new Array(tracked.length).fill(null);
  const missing = new Map<string, number[]>();
  const wanted: WantedBlob[] = [];
  for (const [i, { path, oid, bytes }] of tracked.entries()) {
    const role = roles[i] ?? null;
    if (role === null) continue;
    const key = factsKey(oid, path, role);
    const known = cache.facts.get(key) ?? faultOf(bytes);
    const places = missing.get(key);
    if (known) found[i] = { key, facts: known, isNew: false };
    else if (places) places.push(i);
    else {
      missing.set(key, [i]);
      wanted.push({ path, oid, role, bytes: bytes as number });
    }
  }
  if (wanted.length === 0) return found;
  const computed = await compute(wanted);
  for (const [n, [key, places]] of [...missing].entries())
    for (const i of places) found[i] = { key, facts: computed[n] as FileFacts, isNew: true };
  return found;
};

/** What is known without a look at the blob; a partial clone must not be asked for what it lacks. */
const faultOf = (bytes: number | null): FileFacts | null => {
  if (bytes === null) return factsOfFault("missing");
  return bytes > maxTextBytes ? factsOfFault("too-large") : null;
};
