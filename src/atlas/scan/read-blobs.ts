/** Streams the contents of blobs out of git, one after the other, without holding more than a few. */
import { FailureError } from "../../domain/failure.ts";
import { BlobSplitter, type OnBlob } from "./blob-splitter.ts";
import { streamGit } from "./stream-git.ts";

/** How often git may break off at a damaged object before the repository is given up. */
const maxBreaks = 20;

const namesPerWrite = 500;

/**
 * Calls `onBlob` for every oid in the given order: with its bytes, or with null when it is missing, damaged, no blob, or larger
 * than `maxBytes` (such bytes flow past and are not kept, which costs their reading: leave out what is known to be large).
 * In a partial clone ask only for what `listTree` gives a size.
 * The bytes lie in a larger buffer: copy what is to be kept. Git waits while a promise of `onBlob` is open.
 * Throws a `FailureError` when the repository is too damaged, and whatever `onBlob` throws.
 */
export const readBlobs = async (
  gitDir: string,
  oids: readonly string[],
  onBlob: OnBlob,
  { maxBytes }: { maxBytes: number },
): Promise<void> => {
  let done = 0;
  for (let breaks = 0; done < oids.length; breaks++) {
    const first = done;
    const splitter = new BlobSplitter(maxBytes, (index, bytes) => {
      done = first + index + 1;
      return onBlob(first + index, bytes);
    });
    const { stderr } = await streamGit(["cat-file", "--batch", "--buffer"], {
      gitDir,
      input: batches(oids, first),
      onChunk: (chunk) => splitter.push(chunk),
    });
    if (done === oids.length) return;
    if (breaks === maxBreaks) throw damaged(stderr);
    await onBlob(done, null);
    done++;
  }
};

const batches = function* (oids: readonly string[], first: number): Generator<string> {
  for (let start = first; start < oids.length; start += namesPerWrite)
    yield `${oids.slice(start, start + namesPerWrite).join("\n")}\n`;
};

const damaged = (stderr: string): FailureError =>
  new FailureError({
    kind: "usage",
    message: `The repository is damaged: ${stderr.slice(0, 300) || "git stopped while reading blobs"}`,
    hint: "See what `git fsck` says, or clone afresh.",
  });
