/** A thread that computes facts; it can be started before it is known of which blobs. */
import { Worker } from "node:worker_threads";
import type { FileFacts } from "../store/file-facts.ts";
import { type PackedFacts, unpackFacts } from "../store/pack-facts.ts";
import { threadStackBytes } from "../symbols/script/parse-script.ts";
import type { FactsJob } from "./run-facts-job.ts";

/** What the thread sends: batches, and a word when there are no more. */
export type FactsMessage = { from: number; packed: PackedFacts } | "done";

export type FactsThread = {
  /** Once; resolves when the thread has sent all. */
  run: (job: FactsJob, onFacts: (from: number, facts: FileFacts[]) => void) => Promise<void>;
  /** For a thread that is not needed. */
  stop: () => void;
};

export const startFactsThread = (): FactsThread => {
  const worker = new Worker(new URL("./facts-worker.ts", import.meta.url), {
    resourceLimits: { stackSizeMb: threadStackBytes / 2 ** 20, maxYoungGenerationSizeMb: 64 },
  });
  const failed = new Promise<never>((_, reject) => worker.on("error", reject));
  failed.catch(() => {});
  return {
    run: (job, onFacts) => {
      const ended = new Promise<void>((resolve, reject) => {
        worker.on("message", (message: FactsMessage) => {
          // Its end alone takes time that nobody needs to wait for.
          if (message === "done") return resolve();
          const { from, packed } = message;
          const facts = unpackFacts(packed);
          if (facts === null) reject(new Error("a thread sent facts that do not fit together"));
          else onFacts(from, facts);
        });
        worker.on("exit", (code) => reject(new Error(`a thread ended early, with status ${code}`)));
      });
      worker.postMessage(job);
      return Promise.race([ended, failed]);
    },
    stop: () => void worker.terminate(),
  };
};
