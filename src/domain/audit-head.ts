/** Where the audit of a run ends: how many lines it has, and the hash of the last. */
import { z } from "zod";

export const auditHeadSchema = z.object({
  count: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

export type AuditHead = z.infer<typeof auditHeadSchema>;
