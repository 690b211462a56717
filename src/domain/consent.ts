/** A change that passes the guardrails and still needs a writer's yes: why it does, where it is shown, and who gave it. */
import { z } from "zod";
import { stageSchema } from "./stage.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const flagSchema = z.object({
  rule: z.string().max(60),
  path: z.string().max(1_024),
  /** One sentence for a maintainer. */
  message: z.string().max(1_500),
});

export const consentSchema = z.object({
  /** Lower-case hex SHA-256 of the canonical patch. */
  hash: sha256,
  stage: stageSchema,
  flags: z.array(flagSchema.pick({ rule: true, path: true })).max(20),
  /** The comment that shows the change, with the digest of its text and the time it was made; null until publish has written it. */
  comment: z.object({ id: z.number().int(), digest: sha256, at: z.string() }).nullable(),
});

export type Consent = z.infer<typeof consentSchema>;

export const allowanceSchema = z.object({
  hash: sha256,
  /** Who set the label, and when (ISO 8601, UTC). */
  by: z.object({ id: z.number().int(), login: z.string().max(100) }),
  at: z.string().max(40),
});

/** A writer's yes to exactly one change. */
export type Allowance = z.infer<typeof allowanceSchema>;
