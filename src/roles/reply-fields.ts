/** Output fields that several roles share, with their limits. */
import { z } from "zod";
import { findingSchema } from "../domain/finding.ts";

const maxDiff = 512 * 1024;

/** Plain sentences for the stage table and the reader of the PR. */
export const summaryField = z.string().trim().min(1).max(1_000);

export const diffField = z.string().min(1).max(maxDiff);

/** Null, or blank as models like to write it, means that nothing needs to change. */
export const optionalDiffField = z
  .string()
  .max(maxDiff)
  .nullable()
  .transform((diff) => (diff === null || diff.trim() === "" ? null : diff));

export const findingsField = z.array(z.strictObject(findingSchema.shape)).max(20);

/** Ids of frozen findings that the reply sees settled. */
export const settledField = z.array(z.string().max(20)).max(50);

/** The summary of a reply that is only a diff: its first words, or a plain statement. */
export const summaryFromProse = (prose: string): string => prose.slice(0, 500).trim() || "A diff without a summary.";
