/** The frozen task: the text of an issue as it was when a writer set the label, and nothing that came later. */
import { z } from "zod";
import { accountSchema, commentSchema, labelEventSchema } from "./issue.ts";

export const repositorySchema = z.object({
  id: z.number().int(),
  owner: z.string(),
  name: z.string(),
  defaultBranch: z.string(),
  isPrivate: z.boolean(),
});

export type Repository = z.infer<typeof repositorySchema>;

export const briefSchema = z.object({
  repository: repositorySchema,
  issue: z.object({
    id: z.number().int(),
    number: z.number().int().nonnegative(),
    title: z.string().max(1_000),
    body: z.string().max(70_000),
    author: accountSchema,
    labels: z.array(z.string()),
  }),
  /** Comments by the issue's author and by writers, older than the label event. */
  comments: z.array(commentSchema).max(100),
  labelEvent: labelEventSchema,
  baseSha: z.string(),
  /** Lower-case hex SHA-256 of the canonical JSON of everything above. */
  hash: z.string(),
});

export type Brief = z.infer<typeof briefSchema>;
