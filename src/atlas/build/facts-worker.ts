/** The entry of a thread that computes facts: it takes one job, posts the facts packed, and ends. */
import { parentPort } from "node:worker_threads";
import { packFacts } from "../store/pack-facts.ts";
import { threadStackBytes } from "../symbols/script/parse-script.ts";
import type { FactsMessage } from "./facts-thread.ts";
import { type FactsJob, runFactsJob } from "./run-facts-job.ts";

const send = (message: FactsMessage, moved: ArrayBuffer[] = []): void => parentPort?.postMessage(message, moved);

parentPort?.once("message", async (job: FactsJob) => {
  await runFactsJob(
    job,
    (from, facts) => {
      const packed = packFacts(facts);
      send(
        { from, packed },
        Object.values(packed).map(({ buffer }) => buffer),
      );
    },
    threadStackBytes,
  );
  send("done");
});
