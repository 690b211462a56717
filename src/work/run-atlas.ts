/** The atlas of a run: the map of its base, brought up to date with what the run has changed whenever it is asked. */
import { availableParallelism } from "node:os";
import type { Atlas } from "../atlas/atlas.ts";
import { openAtlas } from "../atlas/build/open-atlas.ts";
import { emptyAtlas, type TextChange, unreadable, updateAtlas } from "../atlas/build/update-atlas.ts";
import { createSearcher, type Searcher } from "../atlas/search/search-atlas.ts";
import type { Log } from "../domain/log.ts";
import type { WorkItem } from "../domain/work-item.ts";
import { findGitDir } from "./find-git-dir.ts";
import type { Workspace } from "./workspace.ts";

export type RunAtlas = {
  /** Searches the files as they are now. */
  searcher: () => Promise<Searcher>;
};

export type RunAtlasOptions = {
  workspace: Workspace;
  checkout: string;
  start: WorkItem["start"];
  /** Kept between runs; null keeps nothing. */
  cacheFile: string | null;
  log: Log;
};

/** Nothing is read before the first question. */
export const createRunAtlas = ({ workspace, checkout, start, cacheFile, log }: RunAtlasOptions): RunAtlas => {
  let base: Promise<Atlas> | null = null;
  let latest: { key: string; searcher: Searcher } | null = null;
  /** Paths that may differ from the base, whatever the workspace says of them now. */
  const uncertain = new Set(start.overlay.map(({ path }) => path));
  const textOf = (path: string): TextChange =>
    workspace.read(path) ?? (workspace.faultOf(path) === null ? null : unreadable);
  const textsOf = (paths: readonly string[]): Map<string, TextChange> =>
    new Map(paths.map((path) => [path, textOf(path)]));
  const openBase = async (): Promise<Atlas> => {
    if (start.sha === null) return emptyAtlas;
    try {
      const gitDir = findGitDir(checkout);
      return await openAtlas({ gitDir, commit: start.sha, cacheFile, cores: availableParallelism() });
    } catch (error) {
      // The map is an aid: without history and cache, what the workspace holds is mapped here.
      log.warn("atlas.failed", { reason: error instanceof Error ? error.message : String(error) });
      for (const path of workspace.changed()) uncertain.add(path);
      return updateAtlas(emptyAtlas, textsOf(workspace.list()));
    }
  };
  return {
    searcher: async () => {
      base ??= openBase();
      const known = await base;
      const changes = textsOf([...new Set([...uncertain, ...workspace.changed()])]);
      const key = JSON.stringify([...changes]);
      if (latest?.key === key) return latest.searcher;
      latest = { key, searcher: createSearcher(await updateAtlas(known, changes)) };
      return latest.searcher;
    },
  };
};
