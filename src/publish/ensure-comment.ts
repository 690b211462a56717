/** One comment per marker on a thread, however often it is asked for. */
import { FailureError } from "../domain/failure.ts";
import { explainError, isAmbiguous } from "../github/explain-error.ts";
import { mostListed } from "../github/read-client.ts";
import { renderSafeMarkdown } from "../outgoing/markdown.ts";
import { checkFreeze } from "./guard.ts";
import type { PublishContext, StandingComment } from "./publish-context.ts";

export type CommentDraft = {
  number: number;
  /** Unique on the thread, of `[a-z0-9-]`. */
  marker: string;
  markdown: string;
  /** Trusted text that is added after the filter: the record at the end of a run. */
  trailer?: string;
};

const markerLine = (marker: string): string => `<!-- draftsmith:${marker} -->`;

/** `isWhole` is false on a thread of which the newest comments were not read. */
const knownComments = async (
  context: PublishContext,
  number: number,
): Promise<{ comments: StandingComment[]; isWhole: boolean }> => {
  const known = context.comments.get(number);
  if (known) return { comments: known, isWhole: true };
  const listed = await context.reader.listComments(number);
  const comments = listed
    .filter((comment) => comment.author.id === context.self.id)
    .map(({ id, body, updatedAt }) => ({ id, body, at: updatedAt }));
  const isWhole = listed.length < mostListed;
  if (isWhole) context.comments.set(number, comments);
  return { comments, isWhole };
};

/** The bot does not say twice what may stand there already. */
const tooLong = (number: number): FailureError =>
  new FailureError({
    kind: "refused",
    by: "comments",
    message: `Thread ${number} has more than ${mostListed} comments, so it is not known whether the bot has said this already: nothing more is written`,
    hint: "Close the pull request and go on by hand, or set the ready label on a new issue.",
  });

const create = async (
  context: PublishContext,
  number: number,
  body: string,
  line: string,
): Promise<StandingComment> => {
  for (let tries = 0; ; tries += 1) {
    try {
      const { id, updatedAt } = await context.writer.createComment(number, body);
      const comment = { id, body, at: updatedAt };
      context.comments.get(number)?.push(comment);
      return comment;
    } catch (error) {
      if (!isAmbiguous(error) || tries >= 2) throw new FailureError(explainError(error));
      context.comments.delete(number);
      const { comments } = await knownComments(context, number);
      const arrived = comments.find((comment) => comment.body.startsWith(line));
      if (arrived) return arrived;
    }
  }
};

/** Writes the comment, changes it when it stands there with another text, and does nothing when it stands there already; gives it as it stands. */
export const ensureComment = async (
  context: PublishContext,
  draft: CommentDraft,
  frozenBy: (number | null)[],
): Promise<StandingComment> => {
  const { at } = context.reader;
  const door = { scanner: context.scanner, repository: { owner: at.owner, name: at.repo }, ownIssue: null };
  const line = markerLine(draft.marker);
  const body = [line, renderSafeMarkdown(draft.markdown, door), ...(draft.trailer ? ["", draft.trailer] : [])].join(
    "\n",
  );
  const { comments, isWhole } = await knownComments(context, draft.number);
  const existing = comments.find((comment) => comment.body.startsWith(line));
  if (existing?.body === body) return existing;
  if (!existing && !isWhole) throw tooLong(draft.number);
  await checkFreeze(context, [draft.number, ...frozenBy]);
  if (!existing) return create(context, draft.number, body, line);
  const { updatedAt } = await context.writer.updateComment(existing.id, body);
  existing.body = body;
  existing.at = updatedAt;
  return existing;
};
