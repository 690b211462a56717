/** A bundle as the artifact that strangers may download: every text is redacted, the canonical patches stay as they are. */
import type { Bundle } from "../domain/bundle.ts";
import { redactValue } from "./redact-value.ts";
import type { SecretScanner } from "./secrets.ts";

/** Patches were screened when they were proposed and are screened again by publish, which refuses instead of redacting. */
export const screenBundle = (bundle: Bundle, scanner: SecretScanner): Bundle => ({
  ...bundle,
  outcomes: bundle.outcomes.map((outcome) => ({
    ...redactValue({ ...outcome, commit: null }, scanner),
    commit: outcome.commit && {
      ...redactValue({ ...outcome.commit, patch: "" }, scanner),
      patch: outcome.commit.patch,
    },
  })),
});
