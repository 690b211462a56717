/** Computes the facts of many blobs, in this thread and in others where there is enough to do. */
import type { FileFacts } from "../store/file-facts.ts";
import { divideBlobs } from "./divide-blobs.ts";
import type { FactsThread } from "./facts-thread.ts";
import { runFactsJob, type WantedBlob } from "./run-facts-job.ts";

type CollectOptions = {
  gitDir: string;
  /** Gives the next thread that was started for this, or starts one. */
  takeThread: () => FactsThread;
  /** Threads to use beside this one. */
  threads: number;
  /** Called as files are done. */
  onProgress?: (done: number, total: number) => void;
};

/** One entry per wanted blob, in order. */
export const collectFacts = async (
  wanted: readonly WantedBlob[],
  { gitDir, takeThread, threads, onProgress }: CollectOptions,
): Promise<FileFacts[]> => {
  const found: FileFacts[] = new Array(wanted.length);
  let done = 0;
  const accept = (share: readonly number[], from: number, facts: readonly FileFacts[]): void => {
    for (const [i, one] of facts.entries()) found[share[from + i] as number] = one;
    done += facts.length;
    onProgress?.(done, wanted.length);
  };
  const jobOf = (share: readonly number[]) => ({ gitDir, blobs: share.map((i) => wanted[i] as WantedBlob) });
  const { own, others } = divideBlobs(wanted, threads);
  await Promise.all([
    ...others.map((share) => takeThread().run(jobOf(share), (from, facts) => accept(share, from, facts))),
    runFactsJob(jobOf(own), (from, facts) => accept(own, from, facts)),
  ]);
  return found;
};
