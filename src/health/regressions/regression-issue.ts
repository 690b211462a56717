/** An issue about a regression, with its record where that is whole and its own. */
import type { Account } from "../../domain/issue.ts";
import { parseIssueRecord } from "../../flow/issue-record.ts";
import { type Regression, regressionMarker, regressionSchema } from "../../flow/regression.ts";
import type { StateSeal } from "../../flow/state-seal.ts";
import type { Thread } from "../../github/decode.ts";

export type RegressionIssue = { thread: Thread; record: Regression | null };

/** Null for what is not ours at all. */
export const decodeRegression = (
  thread: Thread,
  self: Account,
  repositoryId: number,
  seal: StateSeal,
): RegressionIssue | null => {
  if (thread.isPull || thread.author.id !== self.id) return null;
  const json = parseIssueRecord(thread.body, regressionMarker, seal);
  const record = json.ok ? regressionSchema.safeParse(json.value).data : undefined;
  const isBound = record?.repositoryId === repositoryId && [null, thread.number].includes(record.issue);
  return { thread, record: record && isBound ? record : null };
};
