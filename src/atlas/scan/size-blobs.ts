/** Finds the sizes of blobs in a partial clone, where asking for one that is missing ends git. */
import { git } from "../../git/run-git.ts";
import { offlineGit } from "./stream-git.ts";

/** Gives oid → bytes for the blobs of the commit that are there. Throws when git cannot walk the tree. */
export const sizeBlobs = async (
  gitDir: string,
  commit: string,
  oids: readonly string[],
): Promise<Map<string, number>> => {
  const options = { gitDir, env: offlineGit };
  const walked = await git(
    ["rev-list", "--objects", "--no-object-names", "--missing=print", "--no-walk", `${commit}^{tree}`],
    options,
  );
  const missing = new Set(
    walked
      .toString("latin1")
      .split("\n")
      .flatMap((line) => (line.startsWith("?") ? [line.slice(1)] : [])),
  );
  const present = [...new Set(oids)].filter((oid) => !missing.has(oid));
  const input = present.map((oid) => `${oid}\n`).join("");
  const checked = await git(["cat-file", "--batch-check=%(objectname) %(objectsize)"], { ...options, input });
  const sizes = new Map<string, number>();
  for (const line of checked.toString("latin1").split("\n")) {
    const [oid = "", size = ""] = line.split(" ");
    if (/^\d+$/.test(size)) sizes.set(oid, Number(size));
  }
  return sizes;
};
