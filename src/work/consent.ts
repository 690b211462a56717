/** What a stage does with a change that a writer must see first: it hands it over, or goes on with the one that was allowed. */
import { noUsage, type Usage } from "../domain/budget.ts";
import { FailureError } from "../domain/failure.ts";
import type { Outcome } from "../domain/outcome.ts";
import { success } from "../domain/result.ts";
import { hashPatch, holdForConsent, isAllowed } from "../flow/consent.ts";
import { type Proposal, validatePatch } from "./propose-change.ts";
import type { StageContext } from "./stage-context.ts";

/** `outcome` as it is or, where its change is flagged and no writer has allowed exactly it, with the change held back. */
export const holdFlagged = ({ record }: StageContext, { flags }: Proposal, outcome: Outcome): Outcome => {
  const { commit } = outcome;
  const needsConsent = commit !== null && flags.length > 0 && !isAllowed(record, hashPatch(commit.patch));
  return needsConsent ? holdForConsent(outcome, commit, flags) : outcome;
};

type Recalled = { value: Proposal; output: { summary: string }; usage: Usage };

/**
 * In place of the role's answer the change of this stage that a writer allowed; null when there is none. Throws `FailureError`
 * when it may not be made any more.
 */
export const recallChange = (context: StageContext): { ok: true; value: Recalled } | null => {
  const { item, record, stage } = context;
  const { consented } = item;
  const { consent } = record;
  if (!consented || consent?.stage !== stage) return null;
  const hash = hashPatch(consented.patch);
  if (hash !== consent.hash || !isAllowed(record, hash)) return null;
  const valid = validatePatch(context, consented.patch);
  if (!valid.ok)
    throw new FailureError({
      kind: "conflict",
      message: `The change that was allowed may not be made any more: ${valid.error}`,
      hint: "The files or the configuration changed since it was shown.",
    });
  context.log.info("consent.applied", { issue: record.issue, stage, hash });
  return success({ value: valid.value, output: { summary: consented.body }, usage: noUsage });
};
