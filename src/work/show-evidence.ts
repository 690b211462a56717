/** The evidence that a role is shown: what says nothing about the diff is left out, and what passed needs no output. */
import type { Evidence } from "../domain/evidence.ts";

/** A smoke without a fault, or without a browser on this machine, says nothing that a reader of the diff could use. */
const isSilent = ({ check, status }: Evidence): boolean =>
  status === "not-configured" || (check === "ui" && (status === "passed" || status === "skipped"));

export const showEvidence = (evidence: Evidence[]): Evidence[] =>
  evidence.filter((one) => !isSilent(one)).map((one) => (one.status === "passed" ? { ...one, excerpt: "" } : one));
