/** Decides for each file of `init` whether it is written, replaced, left as it is, or kept because somebody changed it. */
import type { RepositoryFiles } from "./repository-files.ts";

export type FileText = { path: string; text: string };

export type FileDecision =
  | { kind: "create" | "replace" | "same"; path: string; text: string }
  | { kind: "keep"; path: string; text: string; difference: string };

/** The first line in which two texts differ, with both sides of it. */
export const firstDifference = (found: string, wanted: string): string => {
  const [ours, theirs] = [wanted.split("\n"), found.split("\n")];
  const index = ours.findIndex((line, at) => line !== theirs[at]);
  const at = index < 0 ? ours.length : index;
  const show = (line: string | undefined) => (line === undefined ? "nothing" : JSON.stringify(line.slice(0, 100)));
  return `line ${at + 1} differs: it has ${show(theirs[at])}, init would write ${show(ours[at])}; --force replaces the file`;
};

export const decideFiles = (texts: FileText[], files: RepositoryFiles, isForced: boolean): Promise<FileDecision[]> =>
  Promise.all(
    texts.map(async ({ path, text }): Promise<FileDecision> => {
      const found = await files.read(path);
      if (found === null) return { kind: "create", path, text };
      if (found === text) return { kind: "same", path, text };
      if (isForced) return { kind: "replace", path, text };
      return { kind: "keep", path, text, difference: firstDifference(found, text) };
    }),
  );
