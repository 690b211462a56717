/** One share of the blobs: streams them out of git and gives their facts in batches. */

import { maxTextBytes } from "../scan/decode-text.ts";
import type { FileRole } from "../scan/file-role.ts";
import { readBlobs } from "../scan/read-blobs.ts";
import type { FileFacts } from "../store/file-facts.ts";
import { factsOfFault } from "../store/pack-facts.ts";
import { openParsers } from "../symbols/open-parsers.ts";
import { readFacts } from "./read-facts.ts";

const batch = 128;

/** `role` is that of the path. */
export type WantedBlob = { oid: string; path: string; role: FileRole; bytes: number };

export type FactsJob = { gitDir: string; blobs: WantedBlob[] };

/** Calls `onFacts` with consecutive batches in the order of the blobs. `stackBytes` is for threads with another stack than the main one. */
export const runFactsJob = async (
  { gitDir, blobs }: FactsJob,
  onFacts: (from: number, facts: FileFacts[]) => void,
  stackBytes?: number,
): Promise<void> => {
  if (blobs.length === 0) return;
  const parsers = openParsers(stackBytes);
  let from = 0;
  let ready: FileFacts[] = [];
  const add = (facts: FileFacts): void => {
    ready.push(facts);
    if (ready.length === batch) flush();
  };
  const flush = (): void => {
    if (ready.length === 0) return;
    onFacts(from, ready);
    from += ready.length;
    ready = [];
  };
  await readBlobs(
    gitDir,
    blobs.map(({ oid }) => oid),
    (index, bytes) => {
      const blob = blobs[index] as WantedBlob;
      const facts = blob.bytes > maxTextBytes ? factsOfFault("too-large") : readFacts(blob, bytes, parsers);
      // Most facts are there at once: a promise for each would cost a turn of the event loop.
      return facts instanceof Promise ? facts.then(add) : add(facts);
    },
    { maxBytes: maxTextBytes },
  );
  flush();
};
