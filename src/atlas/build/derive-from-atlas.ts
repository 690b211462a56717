/** What is made of the map of a commit, from the cache where that holds it for this very commit. */
import { z } from "zod";
import type { Atlas } from "../atlas.ts";
import { emptyCache, readCache } from "../store/atlas-cache.ts";
import { isPassing } from "../store/file-facts.ts";
import type { OpenOptions } from "./open-atlas.ts";

export type Derivation<Value> = {
  /** In the cache; another derivation has another name. */
  name: string;
  /** A cache is never trusted: what does not fit is made anew. */
  schema: z.ZodType<Value>;
  /** Depends on the map alone; gives what JSON can hold. */
  derive: (atlas: Atlas) => Value | Promise<Value>;
};

/**
 * The cache keeps one value, that of the last commit: a build that finds nothing changed starts no git and opens no map.
 * Throws a `FailureError` when the commit or its tree cannot be read.
 */
export const deriveFromAtlas = async <Value>(
  options: OpenOptions,
  { name, schema, derive }: Derivation<Value>,
): Promise<Value> => {
  const { commit, cacheFile } = options;
  const cache = (cacheFile === null ? null : readCache(cacheFile)) ?? emptyCache;
  const noteSchema = z.object({ commit: z.literal(commit), name: z.literal(name), value: schema });
  const known = noteSchema.safeParse(cache.notes.derived);
  if (known.success) return known.data.value;
  // Where nothing changed, loading the code would take longer than all else.
  const { keepAtlas, openWithCache } = await import("./open-atlas.ts");
  const { atlas, found } = await openWithCache(options, cache);
  const value = await derive(atlas);
  // A shallow clone may be deepened, a partial one filled: the same commit has another map then.
  const { isShallow, isComplete } = atlas.history;
  const isFinal = isComplete && !isShallow && found.every((one) => !isPassing(one?.facts.fault ?? null));
  keepAtlas(cacheFile, found, { history: atlas.history, ...(isFinal && { derived: { commit, name, value } }) });
  return value;
};
