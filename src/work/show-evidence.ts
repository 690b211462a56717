/** The evidence that a role is shown: what is not configured says nothing, and what passed needs no output. */
import type { Evidence } from "../domain/evidence.ts";

export const showEvidence = (evidence: Evidence[]): Evidence[] =>
  evidence
    .filter((one) => one.status !== "not-configured")
    .map((one) => (one.status === "passed" ? { ...one, excerpt: "" } : one));
