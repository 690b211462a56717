/** Changes of files on disk that can be taken back, each old file kept under a temporary name until all is done. */
import {
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { errorCodeOf } from "./error-code.ts";
import type { PlannedFile } from "./patch-plan.ts";

/** A site is a directory in which temporary files may stand, in one file system with what they stand for. */
export type Journal = {
  /** Writes new content to a temporary file and gives its name. */
  stage: (site: string, file: PlannedFile) => string;
  /** Moves a staged file to `full`, over the file that may stand there. */
  place: (staged: string, full: string, site: string) => void;
  /** Takes a file, or a directory with all that is in it, from its place. */
  moveAway: (full: string, site: string) => void;
  makeDirectory: (full: string) => void;
  /** Takes everything back, last step first; gives the temporary names of what could not be put back. */
  undo: () => string[];
  /** Removes the temporary files, but not those that are named. */
  clear: (except: string[]) => void;
};

type Step = { run: () => void; kept: string | null };

let count = 0;

/** A killed process may have left files behind, and its id may have come back. */
const withFreeName = <T>(site: string, use: (name: string) => T): T => {
  for (;;) {
    count += 1;
    try {
      return use(join(site, `.draftsmith-${process.pid}-${count}`));
    } catch (error) {
      if (errorCodeOf(error) !== "EEXIST") throw error;
    }
  }
};

const keepCopy = (full: string, name: string): void => {
  try {
    linkSync(full, name);
  } catch (error) {
    if (["ENOENT", "EEXIST"].includes(errorCodeOf(error))) throw error;
    copyFileSync(full, name, constants.COPYFILE_EXCL);
  }
};

/** All is done or undone when this runs: a temporary file that stays is no reason to say otherwise. */
const remove = (name: string): void => {
  try {
    rmSync(name, { recursive: true, force: true });
  } catch {}
};

export const createJournal = (): Journal => {
  const steps: Step[] = [];
  const temporary = new Set<string>();

  const stage: Journal["stage"] = (site, { bytes, mode }) =>
    withFreeName(site, (name) => {
      const file = openSync(name, "wx", mode ?? 0o666);
      temporary.add(name);
      try {
        writeFileSync(file, bytes);
        if (mode !== null) fchmodSync(file, mode);
      } finally {
        closeSync(file);
      }
      return name;
    });

  const keep = (full: string, site: string): string | null => {
    try {
      return withFreeName(site, (name) => {
        keepCopy(full, name);
        temporary.add(name);
        return name;
      });
    } catch (error) {
      if (errorCodeOf(error) === "ENOENT") return null;
      throw error;
    }
  };

  return {
    stage,
    place: (staged, full, site) => {
      const kept = keep(full, site);
      renameSync(staged, full);
      temporary.delete(staged);
      steps.push({ kept, run: () => (kept === null ? rmSync(full) : renameSync(kept, full)) });
    },
    moveAway: (full, site) =>
      withFreeName(site, (name) => {
        renameSync(full, name);
        temporary.add(name);
        steps.push({ kept: name, run: () => renameSync(name, full) });
      }),
    makeDirectory: (full) => {
      mkdirSync(full);
      steps.push({ kept: null, run: () => rmdirSync(full) });
    },
    undo: () =>
      steps.reverse().flatMap(({ run, kept }) => {
        try {
          run();
          return [];
        } catch {
          return kept ?? [];
        }
      }),
    clear: (except) => {
      for (const name of temporary) if (!except.includes(name)) remove(name);
    },
  };
};
