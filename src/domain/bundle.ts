/** What `work`, or a supervisor decision, asks `publish` to write; publish treats it as hostile. */
import { z } from "zod";
import { outcomeSchema } from "./outcome.ts";

/** Outcomes of one claim, in order. A partial bundle is published as far as it goes. */
export const bundleSchema = z.object({
  version: z.literal(1),
  kind: z.literal("run"),
  repositoryId: z.number().int(),
  issue: z.number().int().nonnegative(),
  pull: z.number().int(),
  run: z.number().int().positive(),
  sequence: z.number().int().positive(),
  /** Time of the claim, as the record has it: of two claims at once only the later one may publish. */
  claimedAt: z.string(),
  frozenHash: z.string(),
  /** Head of the branch before the first outcome. */
  head: z.string(),
  outcomes: z.array(outcomeSchema).max(60),
  /** False while work goes on: the claim stays open. */
  complete: z.boolean(),
});

export type Bundle = z.infer<typeof bundleSchema>;

const number = z.number().int().positive();

/** A visible write that belongs to no stage: plain data, so that dry runs can print it. */
export const writeSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("comment"),
    number,
    /** Makes the comment unique on its thread. */ marker: z.string().max(80),
    markdown: z.string().max(60_000),
  }),
  z.object({ kind: z.literal("add-labels"), number, labels: z.array(z.string().max(50)).min(1).max(10) }),
  z.object({ kind: z.literal("remove-label"), number, label: z.string().max(50) }),
  z.object({ kind: z.literal("close-pull"), number, reason: z.string().max(2_000) }),
]);

export type Write = z.infer<typeof writeSchema>;

export const stagelessBundleSchema = z.object({
  version: z.literal(1),
  kind: z.literal("stage-less"),
  repositoryId: z.number().int(),
  writes: z.array(writeSchema).max(50),
});

export type StagelessBundle = z.infer<typeof stagelessBundleSchema>;
