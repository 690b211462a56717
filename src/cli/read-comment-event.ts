/** The new comment that an Actions event reports, for passes that are started by it; an edited one is no such event. */
import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { decodeComment } from "../github/decode.ts";
import type { ThreadComment } from "../supervise/read-comments.ts";
import type { Host } from "./host.ts";

/** Above what GitHub sends. */
const maxBytes = 25 * 1024 * 1024;

const eventShape = z.object({
  action: z.literal("created"),
  issue: z.object({ number: z.number().int().positive() }),
  comment: z.unknown().transform(decodeComment),
  repository: z.object({ full_name: z.string() }),
  sender: z.object({ id: z.number() }),
});

/** Null when the command was started by anything else, and for an event that cannot be read or is of another repository. */
export const readCommentEvent = ({ env }: Host): ThreadComment | null => {
  const path = env.GITHUB_EVENT_PATH;
  if (env.GITHUB_EVENT_NAME !== "issue_comment" || !path) return null;
  try {
    if (statSync(path).size > maxBytes) return null;
    const { comment, issue, repository, sender } = eventShape.parse(JSON.parse(readFileSync(path, "utf8")));
    const isHere = repository.full_name.toLowerCase() === env.GITHUB_REPOSITORY?.toLowerCase();
    return isHere && sender.id === comment.author.id ? { ...comment, thread: issue.number } : null;
  } catch {
    return null;
  }
};
