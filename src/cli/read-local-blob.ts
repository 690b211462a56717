/** A blob out of the local checkout in place of a request: its name is its hash, so it is GitHub's own bytes or none. */
import { runGit } from "../git/run-git.ts";
import { blobId } from "../patch/blob-id.ts";

/** Null when the checkout lacks it, or holds other bytes under that name. */
export const readLocalBlob = async (gitDir: string, sha: string): Promise<Buffer | null> => {
  const { exitCode, stdout } = await runGit(["cat-file", "blob", sha], { gitDir });
  if (exitCode !== 0) return null;
  const name = blobId(stdout);
  return name === sha ? stdout : null;
};
