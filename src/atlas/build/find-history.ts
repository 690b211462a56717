/** The history of a commit, from the cache where that holds this very commit. */
import { z } from "zod";
import type { History } from "../owners/history.ts";
import { readHistory } from "../owners/read-history.ts";
import type { AtlasCache } from "../store/atlas-cache.ts";

const historySchema = z.object({
  commits: z.array(
    z.object({
      time: z.number(),
      author: z.string(),
      isBot: z.boolean(),
      subject: z.string(),
      body: z.string(),
      files: z.array(z.string()),
      isSweeping: z.boolean(),
    }),
  ),
  newest: z.string(),
  isShallow: z.boolean(),
  isComplete: z.boolean(),
});

/** `isKnown` when it came from the cache. */
export const findHistory = async (
  gitDir: string,
  commit: string,
  cache: AtlasCache,
): Promise<{ history: History; isKnown: boolean }> => {
  const known = historySchema.safeParse(cache.notes.history);
  // A shallow clone may have been deepened since.
  if (known.success && known.data.newest === commit && known.data.isComplete && !known.data.isShallow)
    return { history: known.data, isKnown: true };
  return { history: await readHistory(gitDir, commit), isKnown: false };
};
