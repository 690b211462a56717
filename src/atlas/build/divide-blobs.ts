/** Divides blobs among threads by the time that they will take. */
import { languageOf } from "../language.ts";
import { isScript } from "../symbols/open-parsers.ts";
import { surelyShallow } from "../symbols/script/parse-script.ts";
import type { WantedBlob } from "./run-facts-job.ts";

/** Places of the wanted blobs, ascending. */
export type BlobShares = { own: number[]; others: number[][] };

/** A blob costs as much as so many bytes before its first one is read. */
const blobCost = 1_500;
/** Parsing costs as much again as counting words. */
const parsingFactor = 2;
/** What the main thread has to do besides, as a share of all. */
const ownBurden = 0.3;
/** Neighbours stay together, since git stores them so. */
const block = 32;

/** Whether only a thread with a large stack may parse it: the native parser recurses, and its overflow would end the process. */
export const needsRoom = ({ path, bytes }: WantedBlob): boolean => bytes > surelyShallow && isScript(languageOf(path));

export const divideBlobs = (wanted: readonly WantedBlob[], threads: number): BlobShares => {
  const shares: number[][] = Array.from({ length: threads + 1 }, () => []);
  const costs = wanted.map(({ path, bytes }) => blobCost + bytes * (isScript(languageOf(path)) ? parsingFactor : 1));
  const sums = new Float64Array(threads + 1);
  sums[0] = costs.reduce((sum, cost) => sum + cost, 0) * (threads > 0 ? ownBurden : 0);
  const give = (blobs: readonly number[], first: number): void => {
    for (let start = 0; start < blobs.length; start += block) {
      const least = sums.indexOf(Math.min(...sums.subarray(first)), first);
      for (const i of blobs.slice(start, start + block)) {
        shares[least]?.push(i);
        sums[least] = (sums[least] as number) + (costs[i] as number);
      }
    }
  };
  const places = [...wanted.keys()];
  give(
    places.filter((i) => needsRoom(wanted[i] as WantedBlob)),
    1,
  );
  give(
    places.filter((i) => !needsRoom(wanted[i] as WantedBlob)),
    0,
  );
  const [own = [], ...others] = shares.map((share) => share.sort((a, b) => a - b));
  return { own, others: others.filter((share) => share.length > 0) };
};
