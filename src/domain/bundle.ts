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

/** Names the kind of an issue that the bot opens, and its hidden record. */
const issueMarker = z
  .string()
  .regex(/^[a-z][a-z-]*$/)
  .max(40);

/** Kept in the issue's body; publish writes the issue's number into its key `issue`. */
const issueRecord = z
  .record(z.string(), z.json())
  .refine((record) => JSON.stringify(record).length <= 20_000, "must be at most 20,000 characters of JSON");

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
  z.object({
    kind: z.literal("open-issue"),
    marker: issueMarker,
    /** Label by which all issues of this kind are found; one open issue with it and the marker is enough. */
    identity: z.string().max(50),
    title: z.string().max(1_000),
    markdown: z.string().max(50_000),
    /** Set beside the identity when the issue is opened, and never again. */
    labels: z.array(z.string().max(50)).max(10),
    record: issueRecord,
  }),
  z.object({
    kind: z.literal("update-issue"),
    number,
    marker: issueMarker,
    markdown: z.string().max(50_000),
    record: issueRecord,
  }),
  z.object({
    kind: z.literal("close-issue"),
    number,
    marker: issueMarker,
    markdown: z.string().max(50_000),
    record: issueRecord,
    /** Becomes a comment. */
    reason: z.string().max(2_000),
    as: z.enum(["completed", "duplicate"]),
  }),
  z.object({
    kind: z.literal("dispatch-workflow"),
    /** File name of the workflow that the configuration and the operator name. */
    file: z.string().max(100),
    /** A branch of the bot, without `refs/heads/`. */
    ref: z.string().max(200),
  }),
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
