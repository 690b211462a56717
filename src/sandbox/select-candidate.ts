/** Finds the first way to make a box whose self test passes; each is tested once in the life of this process. */
import type { Candidate } from "./backends/candidates.ts";
import { runSelfTest, type SelfTest } from "./self-test/run-self-test.ts";

export type Tried = { title: string } & SelfTest;

export type Selection = {
  candidate: Candidate | null;
  /** Every candidate that was tested, in order; the last one passed when there is a candidate. */
  tried: Tried[];
};

const known = new Map<string, Promise<SelfTest>>();

/** `scratch` is a host directory for what the tests need. */
export const selectCandidate = async (candidates: Candidate[], scratch: string): Promise<Selection> => {
  const tried: Tried[] = [];
  for (const candidate of candidates) {
    const test = known.get(candidate.title) ?? runSelfTest(candidate, scratch);
    known.set(candidate.title, test);
    // A test that could not be made says nothing about the next one's chances.
    test.catch(() => known.delete(candidate.title));
    const found = await test;
    tried.push({ title: candidate.title, ...found });
    if (found.failed.length === 0) return { candidate, tried };
  }
  return { candidate: null, tried };
};
