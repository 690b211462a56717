/** An issue, its comments and the people who wrote them, as the gates and the freeze see them. */
import { z } from "zod";

export const accountSchema = z.object({
  id: z.number().int(),
  login: z.string(),
  type: z.string(),
});

/** A GitHub account; `type` is `User`, `Bot` or `Organization` and is what tells people from apps. */
export type Account = z.infer<typeof accountSchema>;

export const issueSchema = z.object({
  id: z.number().int(),
  number: z.number().int().positive(),
  title: z.string(),
  body: z.string(),
  author: accountSchema,
  labels: z.array(z.string()),
  state: z.enum(["open", "closed"]),
  comments: z.number().int(),
  createdAt: z.string(),
});

export type Issue = z.infer<typeof issueSchema>;

export const labelEventSchema = z.object({
  id: z.number().int(),
  actor: accountSchema,
  at: z.string(),
  /** The app that acted, by its id; absent where a person did. */
  appId: z.number().int().optional(),
});

/** The last `labeled` event of the ready label: who asked for the run, and when (ISO 8601, UTC). */
export type LabelEvent = z.infer<typeof labelEventSchema>;

export const commentSchema = z.object({
  id: z.number().int(),
  author: accountSchema,
  body: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

export type Comment = z.infer<typeof commentSchema>;
