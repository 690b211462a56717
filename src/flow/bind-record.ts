/** Whether a record belongs to the place it stands in: a record is copied as easily as any text. */
import type { RunRecord } from "../domain/record.ts";
import { parseBranch } from "./branch-name.ts";

/** What GitHub says about the place; null where this reader has not asked. */
export type Place = {
  repositoryId: number | null;
  pull: number;
  issue: number | null;
  branch: string | null;
};

/** Only the claim that opens a run writes a record before the pull request has its number. */
const isBoundTo = ({ pull, sequence, published }: RunRecord, number: number): boolean =>
  pull === null ? sequence === 1 && published === 0 : pull === number;

/** Names of what does not fit; empty for a record in its own place. */
export const findMisfits = (record: RunRecord, place: Place): string[] => {
  const fits: [string, boolean][] = [
    ["repository", place.repositoryId === null || record.repositoryId === place.repositoryId],
    ["issue", place.issue === null || record.issue === place.issue],
    ["pull request", isBoundTo(record, place.pull)],
    ["branch", place.branch === null || record.branch === place.branch],
    ["issue of its branch", parseBranch(record.branch) === record.issue],
  ];
  return fits.filter(([, isFitting]) => !isFitting).map(([name]) => name);
};

/** Why the record may not be used in this place; null when it may. */
export const describeMisfit = (record: RunRecord, place: Place): string | null => {
  const misfits = findMisfits(record, place);
  return misfits.length === 0 ? null : `the record in the PR body belongs elsewhere: its ${misfits.join(", ")} differ`;
};
