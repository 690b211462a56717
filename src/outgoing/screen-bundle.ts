/** A bundle as the artifact that strangers may download: every text is redacted, the canonical patches stay as they are. */
import type { Bundle } from "../domain/bundle.ts";
import type { CommitDraft } from "../domain/outcome.ts";
import { redactValue } from "./redact-value.ts";
import type { SecretScanner } from "./secrets.ts";

/** Patches were screened when they were proposed and are screened again by publish, which refuses instead of redacting. */
export const screenBundle = (bundle: Bundle, scanner: SecretScanner): Bundle => {
  const screenDraft = (draft: CommitDraft): CommitDraft => ({
    ...redactValue({ ...draft, patch: "" }, scanner),
    patch: draft.patch,
  });
  return {
    ...bundle,
    outcomes: bundle.outcomes.map(({ commit, consent, ...outcome }) => ({
      ...redactValue(outcome, scanner),
      commit: commit && screenDraft(commit),
      consent: consent && { commit: screenDraft(consent.commit), flags: redactValue(consent.flags, scanner) },
    })),
  };
};
