/** Names what was published of a claim, so that a bundle of other work under the same claim is recognised. */
import { createHash } from "node:crypto";
import type { Outcome } from "../domain/outcome.ts";

/** 16 hex digits over the outcomes in order; empty when there are none. */
export const hashOutcomes = (outcomes: Outcome[]): string =>
  outcomes.length === 0 ? "" : createHash("sha256").update(JSON.stringify(outcomes)).digest("hex").slice(0, 16);
