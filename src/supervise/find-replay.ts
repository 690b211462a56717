/** Whether a record was put back from an older body: what GitHub still shows of later claims must not be newer than it. */
import type { Account } from "../domain/issue.ts";
import type { RunRecord } from "../domain/record.ts";
import { parseRecord } from "../flow/record-text.ts";
import { doneLabel } from "../flow/run-labels.ts";
import type { StateSeal } from "../flow/state-seal.ts";
import { parseTrailers, type Trailers } from "../flow/trailers.ts";
import type { Pull } from "../github/decode.ts";
import type { GithubReader } from "../github/read-client.ts";

/** A commit tells the claim that made it; no record of the run can be older than it. */
export const isNewerThan = (trailers: Trailers, record: RunRecord): boolean => trailers.sequence > record.sequence;

/** The plan comment of a run that was ready holds its record; it is written before the body. */
const findLaterComment = async (
  record: RunRecord,
  pull: number,
  { reader, self, seal }: { reader: GithubReader; self: Account; seal: StateSeal },
): Promise<string | null> => {
  const comments = await reader.listComments(pull);
  const isLater = comments.some((comment) => {
    const kept = comment.author.id === self.id ? parseRecord(comment.body, seal) : null;
    return kept?.ok && kept.value.pull === pull && kept.value.sequence > record.sequence;
  });
  return isLater
    ? "the record in the PR body is older than the one that the bot kept in the comment with its plan"
    : null;
};

/** Why the record is not the newest; null when nothing that is seen speaks against it. One request, and one more for a run that was ready once. */
export const findReplay = async (
  record: RunRecord,
  head: string,
  pull: Pick<Pull, "number" | "labels">,
  source: { reader: GithubReader; self: Account; seal: StateSeal },
): Promise<string | null> => {
  const trailers = head === record.head ? parseTrailers((await source.reader.commit(head)).message) : null;
  if (trailers && isNewerThan(trailers, record))
    return `the record in the PR body is older than commit ${head.slice(0, 12)} of the bot, on which it stands`;
  return pull.labels.includes(doneLabel) ? findLaterComment(record, pull.number, source) : null;
};
