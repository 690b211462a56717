/** What a claim makes of a flagged change: handed on where a writer allowed exactly it, told to the next attempt where one did not. */
import type { Consent } from "../domain/consent.ts";
import type { Account } from "../domain/issue.ts";
import type { CommitDraft } from "../domain/outcome.ts";
import type { RunRecord } from "../domain/record.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { allowHeld, hashPatch, isAllowed, refuseHeld } from "../flow/consent.ts";
import { digestComment, parseHeldCommit } from "../flow/held-comment.ts";
import type { GithubClient } from "../github/create-client.ts";
import type { ConsentView } from "./consent-view.ts";
import { readComment } from "./read-comments.ts";

export type ConsentSource = { client: GithubClient; self: Account };

/** What the comment holds, if it is still the bot's own, word for word, and was so when the yes was said. One request. */
const readHeld = async (
  { hash, comment: shown }: Consent,
  yesAt: string,
  { client, self }: ConsentSource,
): Promise<Result<CommitDraft, string>> => {
  const comment = shown && (await readComment(client, shown.id));
  if (!shown || !comment) return failure("the comment that shows the flagged change is gone");
  const isAsWritten = comment.author.id === self.id && digestComment(comment.body) === shown.digest;
  if (!isAsWritten || comment.updatedAt >= yesAt)
    return failure("the comment that shows the flagged change was edited after it was written");
  const held = parseHeldCommit(comment.body);
  return held.ok && hashPatch(held.value.patch) === hash
    ? held
    : failure("the comment holds another change than the record says");
};

export type Answer = {
  /** The label that stands for a yes, as it was seen. */
  consent: ConsentView | null;
  /** A writer asked for the run again. */
  isAgain: boolean;
  /** The stage at hand goes on with the task that it had. */
  isSameTask: boolean;
};

/** `consented` is what the stage goes on with. The error says why a yes does not hold. */
export const settleConsent = async (
  record: RunRecord,
  answer: Answer,
  source: ConsentSource,
): Promise<Result<{ record: RunRecord; consented: CommitDraft | null }, string>> => {
  const { consent } = record;
  const without = (next: RunRecord) => success({ record: { ...next, consent: null }, consented: null });
  if (!consent || !answer.isSameTask) return without(record);
  const isKnown = isAllowed(record, consent.hash);
  if (answer.isAgain && !isKnown) return without(refuseHeld(record));
  const yes = answer.consent?.isYes ? { by: answer.consent.by, at: answer.consent.at } : null;
  const allowed = isKnown || !yes ? record : allowHeld(record, yes);
  const allowance = allowed.allowed.find(({ hash }) => hash === consent.hash);
  if (!allowance) return without(record);
  const held = await readHeld(consent, allowance.at, source);
  return held.ok ? success({ record: allowed, consented: held.value }) : held;
};
