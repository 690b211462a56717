/** The hash of a frozen task: two readings with the same hash are the same task. */
import { createHash } from "node:crypto";
import type { Brief } from "../domain/brief.ts";

/** Lower-case hex SHA-256 over the text and its origin; times are left out, ids stand for them. */
export const freezeHash = (brief: Omit<Brief, "hash">): string =>
  createHash("sha256")
    .update(
      JSON.stringify([
        brief.repository.id,
        brief.issue.id,
        brief.issue.title,
        brief.issue.body,
        brief.comments.map((comment) => [comment.id, comment.author.id, comment.body]),
        brief.labelEvent.id,
        brief.labelEvent.actor.id,
        brief.baseSha,
      ]),
    )
    .digest("hex");
