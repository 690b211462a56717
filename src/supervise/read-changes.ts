/** The files that a run's own commits changed, as blobs, so that work needs no network to stand on the head. */
import { FailureError } from "../domain/failure.ts";
import type { FileBlob } from "../domain/work-item.ts";
import type { GithubReader } from "../github/read-client.ts";

const modes = ["100644", "100755", "120000"] as const;

const maxFiles = 5_000;

/** Every file at `sha`, for a base that the checkout lacks. One request per file, so it is meant for small repositories. */
export const readWholeTree = async (reader: GithubReader, sha: string): Promise<FileBlob[]> => {
  const entries = [...(await reader.tree((await reader.commit(sha)).tree)).values()];
  if (entries.length > maxFiles)
    throw new FailureError({
      kind: "conflict",
      message: `the checkout lacks the base ${sha.slice(0, 12)}, and its ${entries.length} files are too many to ask GitHub for`,
      hint: "Fetch the default branch into the checkout (fetch-depth: 0).",
    });
  const files: FileBlob[] = [];
  for (const entry of entries) {
    const mode = modes.find((one) => one === entry.mode);
    if (mode) files.push({ path: entry.path, mode, content: (await reader.blob(entry.sha)).toString("base64") });
  }
  return files;
};

/** Differences from the tree of `base` to that of `head`. Two requests for the trees, one per changed file. */
export const readChanges = async (reader: GithubReader, base: string, head: string): Promise<FileBlob[]> => {
  const [from, to] = await Promise.all([reader.commit(base), reader.commit(head)]);
  if (from.tree === to.tree) return [];
  const [before, after] = await Promise.all([reader.tree(from.tree), reader.tree(to.tree)]);
  const changes: FileBlob[] = [];
  for (const [path, entry] of after) {
    const mode = modes.find((one) => one === entry.mode);
    if (!mode || before.get(path)?.sha === entry.sha) continue;
    changes.push({ path, mode, content: (await reader.blob(entry.sha)).toString("base64") });
  }
  for (const path of before.keys()) if (!after.has(path)) changes.push({ path, mode: "100644", content: null });
  return changes;
};
