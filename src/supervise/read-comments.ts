/** The newest comments of the repository in one request: where commands to open runs are looked for. */
import { z } from "zod";
import type { Comment, LabelEvent } from "../domain/issue.ts";
import type { GithubClient } from "../github/create-client.ts";
import { decodeComment } from "../github/decode.ts";
import { explained, orNull } from "../github/explain-error.ts";

/** A comment with the number of its issue or pull request. */
export type ThreadComment = Comment & { thread: number };

const day = 24 * 3_600_000;
/** A command that no pass saw for so long has lost its meaning; the ready label still works. */
const maxAgeDays = 3;

const placeShape = z.object({ issue_url: z.string() });

const decodeThreadComment = (raw: unknown): ThreadComment => ({
  ...decodeComment(raw),
  thread: Number(/\/(\d{1,9})$/.exec(placeShape.parse(raw).issue_url)?.[1] ?? 0),
});

/** At most a hundred, newest first. One request. */
export const readRecentComments = async (client: GithubClient, now: Date): Promise<ThreadComment[]> => {
  const { octokit, owner, repo } = client;
  const since = new Date(now.getTime() - maxAgeDays * day).toISOString();
  const { data } = await explained(
    octokit.issues.listCommentsForRepo({ owner, repo, since, sort: "created", direction: "desc", per_page: 100 }),
  );
  return data.map(decodeThreadComment);
};

/** Null when it is gone. One request. */
export const readComment = async ({ octokit, owner, repo }: GithubClient, id: number): Promise<Comment | null> => {
  const answer = await orNull(octokit.issues.getComment({ owner, repo, comment_id: id }));
  return answer && decodeComment(answer.data);
};

/** The comment by which a run was asked for again, as the event that it stands for; null when it is gone. One request. */
export const readCommandEvent = async (client: GithubClient, id: number): Promise<LabelEvent | null> => {
  const comment = await readComment(client, id);
  return comment && { id: comment.id, actor: comment.author, at: comment.createdAt };
};
