/** The commit that a comment keeps while it waits for a writer's yes, and the digest by which an edit of that comment shows. */
import { createHash } from "node:crypto";
import { type CommitDraft, commitDraftSchema } from "../domain/outcome.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { decodeHidden, encodeHidden } from "./hidden-json.ts";

const open = "<!-- draftsmith:held-commit ";
const close = " -->";

/** One HTML comment. */
export const renderHeldCommit = ({ subject, body, patch }: CommitDraft): string =>
  `${open}${encodeHidden({ subject, body, patch })}${close}`;

/** The error says why the comment gives no commit. */
export const parseHeldCommit = (comment: string): Result<CommitDraft, string> => {
  const json = decodeHidden(comment, open, close);
  if (!json.ok) return json;
  const parsed = commitDraftSchema.safeParse(json.value);
  return parsed.success ? success(parsed.data) : failure("holds a commit that is not valid");
};

/** Lower-case hex SHA-256 of the whole comment; how lines end, and what white space ends the text, does not count. */
export const digestComment = (comment: string): string =>
  createHash("sha256").update(comment.replace(/\r\n/g, "\n").trimEnd()).digest("hex");
