/** One comment per marker on a thread, however often it is asked for. */
import { FailureError } from "../domain/failure.ts";
import { explainError, isAmbiguous } from "../github/explain-error.ts";
import { renderSafeMarkdown } from "../outgoing/markdown.ts";
import { checkFreeze } from "./guard.ts";
import type { PublishContext } from "./publish-context.ts";

export type CommentDraft = {
  number: number;
  /** Unique on the thread, of `[a-z0-9-]`. */
  marker: string;
  markdown: string;
  /** Trusted text that is added after the filter: the record at the end of a run. */
  trailer?: string;
};

const markerLine = (marker: string): string => `<!-- draftsmith:${marker} -->`;

const knownComments = async (context: PublishContext, number: number) => {
  const known = context.comments.get(number);
  if (known) return known;
  const listed = (await context.reader.listComments(number)).filter((comment) => comment.author.id === context.self.id);
  const fresh = listed.map(({ id, body }) => ({ id, body }));
  context.comments.set(number, fresh);
  return fresh;
};

const create = async (context: PublishContext, number: number, body: string, line: string): Promise<void> => {
  for (let tries = 0; ; tries += 1) {
    try {
      const { id } = await context.writer.createComment(number, body);
      context.comments.get(number)?.push({ id, body });
      return;
    } catch (error) {
      if (!isAmbiguous(error) || tries >= 2) throw new FailureError(explainError(error));
      context.comments.delete(number);
      if ((await knownComments(context, number)).some((comment) => comment.body.startsWith(line))) return;
    }
  }
};

/** Writes the comment, changes it when it stands there with another text, and does nothing when it stands there already. */
export const ensureComment = async (
  context: PublishContext,
  draft: CommentDraft,
  frozenBy: (number | null)[],
): Promise<void> => {
  const { at } = context.reader;
  const door = { scanner: context.scanner, repository: { owner: at.owner, name: at.repo }, ownIssue: null };
  const line = markerLine(draft.marker);
  const body = [line, renderSafeMarkdown(draft.markdown, door), ...(draft.trailer ? ["", draft.trailer] : [])].join(
    "\n",
  );
  const existing = (await knownComments(context, draft.number)).find((comment) => comment.body.startsWith(line));
  if (existing?.body === body) return;
  await checkFreeze(context, [draft.number, ...frozenBy]);
  if (!existing) return create(context, draft.number, body, line);
  await context.writer.updateComment(existing.id, body);
  existing.body = body;
};
