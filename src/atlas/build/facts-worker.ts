/** The entry of a thread that computes facts: it takes one job, posts the facts packed, and ends. */
import { parentPort } from "node:worker_threads";
import { packFacts } from "../store/pack-facts.ts";
import { threadStackBytes } from "../symbols/script/parse-script.ts";
import { type FactsJob, runFactsJob } from "./run-facts-job.ts";

parentPort?.once("message", async (job: FactsJob) => {
  await runFactsJob(
    job,
    (from, facts) => {
      const packed = packFacts(facts);
      parentPort?.postMessage(
        { from, packed },
        Object.values(packed).map(({ buffer }) => buffer),
      );
    },
    threadStackBytes,
  );
});
