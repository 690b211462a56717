/** Writes a plan into a directory, all or nothing: new texts beside their targets first, then moved into place. */
import { lstatSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { FailureError } from "../domain/failure.ts";
import { ancestorsOf } from "../patch/validate.ts";
import { errorCodeOf } from "./error-code.ts";
import { createJournal, type Journal } from "./patch-journal.ts";
import type { Plan } from "./patch-plan.ts";

const isRealDirectory = (full: string): boolean => {
  try {
    return lstatSync(full, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
};

/** The nearest directory above `path` that stands already: a rename from there stays within one file system. */
const siteOf = (root: string, path: string): string => {
  const nearest = ancestorsOf(path).findLast((directory) => isRealDirectory(join(root, directory)));
  return join(root, nearest ?? "");
};

const perform = (root: string, { written, removed }: Plan, journal: Journal): void => {
  const above = new Set(written.flatMap(({ path }) => ancestorsOf(path)));
  const shells = new Set(written.map(({ path }) => path).filter((path) => isRealDirectory(join(root, path))));
  const goesWithShell = (path: string): boolean => ancestorsOf(path).some((directory) => shells.has(directory));
  const moveAway = (path: string): void => journal.moveAway(join(root, path), siteOf(root, path));

  const staged = written.map((file) => ({ path: file.path, name: journal.stage(siteOf(root, file.path), file) }));
  for (const path of [...shells, ...removed.filter((one) => above.has(one))]) moveAway(path);
  for (const { path, name } of staged) {
    for (const directory of ancestorsOf(path))
      if (!isRealDirectory(join(root, directory))) journal.makeDirectory(join(root, directory));
    journal.place(name, join(root, path), siteOf(root, path));
  }
  for (const path of removed) if (!above.has(path) && !goesWithShell(path)) moveAway(path);
};

/** Like git, leaves no directory empty that a removed file stood in. */
const removeEmptyParents = (root: string, removed: string[]): void => {
  for (const path of removed)
    for (const directory of ancestorsOf(path).reverse()) {
      try {
        rmdirSync(join(root, directory));
      } catch {
        break;
      }
    }
};

const explain = (error: unknown, lost: string[]): FailureError =>
  new FailureError({
    kind: "usage",
    message: `the change could not be written (${error instanceof Error ? error.message : errorCodeOf(error)})`,
    hint:
      lost.length === 0
        ? "Every file is as it was before. Mend the cause and apply the patch again."
        : `These files hold what could not be put back: ${lost.join(", ")}.`,
  });

/**
 * Either every file of the plan is written and removed, or all is put back and a `FailureError` says why. A process
 * that is killed in between may leave files named `.draftsmith-*`, but no file with half of its text.
 */
export const writePlan = (root: string, plan: Plan): void => {
  const journal = createJournal();
  let lost: string[] = [];
  try {
    perform(root, plan, journal);
  } catch (error) {
    lost = journal.undo();
    throw explain(error, lost);
  } finally {
    journal.clear(lost);
  }
  removeEmptyParents(root, plan.removed);
};
