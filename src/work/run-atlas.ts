/** The atlas of a run: the map of its base, brought up to date with what the run has changed whenever it is asked. */
import { availableParallelism } from "node:os";
import type { Atlas } from "../atlas/atlas.ts";
import { openAtlas } from "../atlas/build/open-atlas.ts";
import { emptyAtlas, updateAtlas } from "../atlas/build/update-atlas.ts";
import { createSearcher, type Searcher } from "../atlas/search/search-atlas.ts";
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
};

/** Nothing is read before the first question. */
export const createRunAtlas = ({ workspace, checkout, start, cacheFile }: RunAtlasOptions): RunAtlas => {
  let base: Promise<Atlas> | null = null;
  let latest: { key: string; searcher: Searcher } | null = null;
  const openBase = async (): Promise<Atlas> => {
    if (start.sha === null) return emptyAtlas;
    const gitDir = findGitDir(checkout);
    return openAtlas({ gitDir, commit: start.sha, cacheFile, cores: availableParallelism() });
  };
  return {
    searcher: async () => {
      const changes = new Map(
        [...new Set([...start.overlay.map(({ path }) => path), ...workspace.changed()])].map((path) => [
          path,
          workspace.read(path),
        ]),
      );
      const key = JSON.stringify([...changes]);
      if (latest?.key === key) return latest.searcher;
      base ??= openBase();
      latest = { key, searcher: createSearcher(await updateAtlas(await base, changes)) };
      return latest.searcher;
    },
  };
};
