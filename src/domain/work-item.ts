/** All that `work` needs to know, in one document: it asks GitHub for nothing. */
import { z } from "zod";
import { briefSchema } from "./brief.ts";
import { ciEvidenceSchema } from "./evidence.ts";
import { commitDraftSchema } from "./outcome.ts";
import { recordSchema } from "./record.ts";
import { codeScanningSchema } from "./scan.ts";
import { settingsSchema } from "./settings.ts";

export const fileBlobSchema = z.object({
  path: z.string().max(1_024),
  mode: z.enum(["100644", "100755", "120000"]),
  /** Base64 of the bytes; null means that the head has no such file. */
  content: z.string().nullable(),
});

export type FileBlob = z.infer<typeof fileBlobSchema>;

export const workItemSchema = z.object({
  version: z.literal(1),
  brief: briefSchema,
  record: recordSchema,
  settings: settingsSchema,
  /** The base tree: `sha` from the checkout; null: `overlay` is the whole tree, for a base that no checkout has. */
  start: z.object({ sha: z.string().nullable(), overlay: z.array(fileBlobSchema).max(5_000) }),
  /** What the run's own commits changed so far: the head is the base with these. */
  changes: z.array(fileBlobSchema).max(500),
  /** Last commit of the branch. */
  head: z.string(),
  ci: ciEvidenceSchema.nullable(),
  /** Null when code scanning is not configured, or no commit of the run was published yet. */
  codeScanning: codeScanningSchema.nullable().default(null),
  /** The change that a writer allowed, for the stage that proposed it; null when there is none to go on with. */
  consented: commitDraftSchema.nullable().default(null),
  /** CI had its time to begin, and what did not begin is no longer waited for. */
  ciIsOverdue: z.boolean(),
  /** USD this claim may spend. */
  budgetUsd: z.number().nonnegative(),
  /** Wall clock for `work`, in seconds. */
  deadlineSeconds: z.number().int().positive(),
});

export type WorkItem = z.infer<typeof workItemSchema>;
