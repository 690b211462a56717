/** Opens the map of a commit: lists its tree, takes from the cache what is known, computes the rest, and keeps it. */
import { gitText } from "../../git/run-git.ts";
import type { Atlas, AtlasFile } from "../atlas.ts";
import { isReadableByModel } from "../is-readable-by-model.ts";
import { languageOf } from "../language.ts";
import { classifyPath } from "../scan/classify-path.ts";
import type { FileRole } from "../scan/file-role.ts";
import { listTree, type TrackedFile } from "../scan/list-tree.ts";
import { readAttributes } from "../scan/read-attributes.ts";
import { offlineGit } from "../scan/stream-git.ts";
import { type AtlasCache, emptyCache, readCache, writeCache } from "../store/atlas-cache.ts";
import { type FileFacts, isPassing } from "../store/file-facts.ts";
import { collectFacts } from "./collect-facts.ts";
import { createEdges } from "./create-edges.ts";
import { threadsFor } from "./divide-blobs.ts";
import { type FactsThread, startFactsThread } from "./facts-thread.ts";
import { findFacts, type KnownFacts } from "./find-facts.ts";
import { findHistory } from "./find-history.ts";
import { readSettings } from "./read-settings.ts";
import type { WantedBlob } from "./run-facts-job.ts";

export type OpenOptions = {
  gitDir: string;
  /** Full name of a commit. */
  commit: string;
  /** Where facts are kept between calls; null keeps nothing. */
  cacheFile: string | null;
  /** Cores that may be used. */
  cores: number;
  /** Called as files without a cached entry are done. */
  onProgress?: (done: number, total: number) => void;
};

/** Throws a `FailureError` when the commit or its tree cannot be read. */
export const openAtlas = async (options: OpenOptions): Promise<Atlas> => {
  const { cacheFile } = options;
  const cache = (cacheFile === null ? null : readCache(cacheFile)) ?? emptyCache;
  const { atlas, found, isNew } = await openWithCache(options, cache);
  if (isNew) keepAtlas(cacheFile, found, { history: atlas.history });
  return atlas;
};

type OpenedAtlas = {
  atlas: Atlas;
  found: readonly (KnownFacts | null)[];
  /** Whether the cache lacks some of it. */
  isNew: boolean;
};

/** Keeps nothing. */
export const openWithCache = async (options: OpenOptions, cache: AtlasCache): Promise<OpenedAtlas> => {
  const { gitDir, commit } = options;
  const historyRead = findHistory(gitDir, commit, cache);
  const timeRead = gitText(["show", "-s", "--format=%ct", commit], { gitDir, env: offlineGit });
  // Who awaits them later learns of their failure then.
  for (const read of [historyRead, timeRead]) read.catch(() => {});
  const { files: tracked, unnamed } = await listTree(gitDir, commit);
  const threads = openThreads(cache === emptyCache ? tracked : [], options);
  try {
    const settings = await readSettings(gitDir, tracked);
    const roleOf = createRoles(settings);
    const roles = tracked.map(({ path }) => roleOf(path));
    const found = await findFacts(tracked, {
      roles: tracked.map((file, i) => (isRead(file, roles[i] as FileRole) ? (roles[i] ?? null) : null)),
      cache,
      compute: threads.compute,
    });
    const { history, isKnown } = await historyRead;
    const files = tracked.map((file, i) => createFile(file, roles[i] as FileRole, found[i]?.facts ?? null));
    const time = Number(await timeRead);
    return {
      atlas: { commit, time, files, unnamed, history, settings, ...createEdges(files, settings) },
      found,
      isNew: !isKnown || found.some((one) => one?.isNew),
    };
  } finally {
    threads.stop();
  }
};

/** Starts threads for files that are sure to be read before it is known which, since a thread takes time to load its code. */
const openThreads = (likely: readonly TrackedFile[], { gitDir, cores, onProgress }: OpenOptions) => {
  const sources = likely.flatMap(({ path, bytes }) => (languageOf(path) === null ? [] : [{ path, bytes: bytes ?? 0 }]));
  const ready: FactsThread[] = Array.from({ length: threadsFor(sources, cores) }, startFactsThread);
  return {
    compute: (wanted: readonly WantedBlob[]): Promise<FileFacts[]> =>
      collectFacts(wanted, {
        gitDir,
        takeThread: () => ready.pop() ?? startFactsThread(),
        threads: threadsFor(wanted, cores),
        ...(onProgress && { onProgress }),
      }),
    stop: (): void => {
      for (const thread of ready.splice(0)) thread.stop();
    },
  };
};

export const isAttributes = (path: string): boolean => /(^|\/)\.gitattributes$/.test(path);

/** By the tree's attributes, else by name. */
export const createRoles = (settings: ReadonlyMap<string, string>): ((path: string) => FileRole) => {
  const texts = [...settings].filter(([path]) => isAttributes(path));
  const attributeOf = readAttributes(texts.map(([path, text]) => ({ path, text })));
  return (path) => attributeOf(path) ?? classifyPath(path);
};

export const createFile = (
  file: Omit<TrackedFile, "oid"> & { oid: string | null },
  role: FileRole,
  facts: FileFacts | null,
): AtlasFile => ({
  ...file,
  bytes: file.bytes ?? 0,
  role: facts?.role ?? (facts?.fault === "binary" ? "binary" : role),
  language: languageOf(file.path),
  facts,
});

const unread: ReadonlySet<FileRole> = new Set(["generated", "vendored", "binary"]);

/** Whether a file's text belongs into the map. */
export const isRead = ({ path, kind }: Pick<TrackedFile, "path" | "kind">, role: FileRole): boolean =>
  (kind === "file" || kind === "executable") && !unread.has(role) && isReadableByModel(path);

/** What may be different the next time is not kept. */
export const keepAtlas = (
  cacheFile: string | null,
  found: OpenedAtlas["found"],
  notes: Readonly<Record<string, unknown>>,
): void => {
  if (cacheFile === null) return;
  const facts = found.flatMap((one): [string, FileFacts][] =>
    one && !isPassing(one.facts.fault) ? [[one.key, one.facts]] : [],
  );
  writeCache(cacheFile, { facts: new Map(facts), notes });
};
