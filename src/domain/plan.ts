/** What the planner promises: the kind of change, the steps, and criteria that evidence can tick. */
import { z } from "zod";

export const changeKindSchema = z.enum(["behaviour", "refactor", "docs", "build"]);

/** `behaviour` must be proven red then green; the other kinds green then green. */
export type ChangeKind = z.infer<typeof changeKindSchema>;

export const planSchema = z.object({
  kind: changeKindSchema,
  title: z.string().min(3).max(120),
  summary: z.string().min(1).max(4_000),
  steps: z.array(z.string().min(1).max(1_000)).min(1).max(20),
  criteria: z.array(z.string().min(1).max(500)).min(1).max(15),
  /** Paths the change is expected to touch, relative to the repository root. */
  files: z.array(z.string().max(500)).max(40),
  /** Names that do not exist yet and that the new tests may import or call. */
  newSymbols: z.array(z.string().max(200)).max(40),
  risks: z.array(z.string().max(500)).max(10),
});

export type Plan = z.infer<typeof planSchema>;
