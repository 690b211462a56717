/** Divides blobs among threads by the time that they will take. */
import { languageOf } from "../language.ts";
import { isScript } from "../symbols/open-parsers.ts";
import { surelyShallow } from "../symbols/script/parse-script.ts";
import type { WantedBlob } from "./run-facts-job.ts";

/** Places of the wanted blobs, ascending. */
type BlobShares = { own: number[]; others: number[][] };

/** A blob costs as much as so many bytes before its first one is read. */
const blobCost = 1_500;
/** Parsing costs as much again as counting words. */
const parsingFactor = 2;
/** What the main thread has to do besides, as a share of all. */
const ownBurden = 0.3;
/** Neighbours stay together, since git stores them so. */
const block = 32;
/** For fewer bytes a thread costs more than it saves: each loads the code anew, and runs it slowly until it is compiled. */
const worthThread = 6_000_000;
const mostThreads = 8;

type Sized = Pick<WantedBlob, "path" | "bytes">;

/** Whether only a thread with a large stack may parse it: the native parser recurses, and its overflow would end the process. */
export const needsRoom = ({ path, bytes }: Sized): boolean => bytes > surelyShallow && isScript(languageOf(path));

const sumOf = (blobs: readonly Sized[]): number => blobs.reduce((sum, { bytes }) => sum + bytes, 0);

/** How many threads beside this one pay for the blobs on so many cores. */
export const threadsFor = (blobs: readonly Sized[], cores: number): number => {
  const computing = Math.min(cores, mostThreads, Math.floor(sumOf(blobs) / worthThread));
  return Math.max(computing - 1, blobs.some(needsRoom) ? 1 : 0);
};

/** The shares of this thread and of so many others. */
export const divideBlobs = (wanted: readonly Sized[], threads: number): BlobShares => {
  const places = [...wanted.keys()];
  if (threads === 0) return { own: places, others: [] };
  // One thread that must be started anyway does it all while this one reads the history.
  if (threads === 1 && sumOf(wanted) < 2 * worthThread) return { own: [], others: [places] };
  const shares: number[][] = Array.from({ length: threads + 1 }, () => []);
  const costs = wanted.map(({ path, bytes }) => blobCost + bytes * (isScript(languageOf(path)) ? parsingFactor : 1));
  const sums = new Float64Array(threads + 1);
  sums[0] = costs.reduce((sum, cost) => sum + cost, 0) * ownBurden;
  const give = (blobs: readonly number[], first: number): void => {
    for (let start = 0; start < blobs.length; start += block) {
      const least = sums.indexOf(Math.min(...sums.subarray(first)), first);
      for (const i of blobs.slice(start, start + block)) {
        shares[least]?.push(i);
        sums[least] = (sums[least] as number) + (costs[i] as number);
      }
    }
  };
  const { wide = [], narrow = [] } = Object.groupBy(places, (i) => (needsRoom(wanted[i] as Sized) ? "wide" : "narrow"));
  give(wide, 1);
  give(narrow, 0);
  const [own = [], ...others] = shares.map((share) => share.sort((a, b) => a - b));
  return { own, others: others.filter((share) => share.length > 0) };
};
