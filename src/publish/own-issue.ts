/** Issues that the bot opens itself: one open issue per marker, changed only while it is ours, and never reopened or relabelled. */
import type { Write } from "../domain/bundle.ts";
import { FailureError } from "../domain/failure.ts";
import { hasIssueRecord, renderIssueRecord } from "../flow/issue-record.ts";
import type { Thread } from "../github/decode.ts";
import { explainError, isAmbiguous } from "../github/explain-error.ts";
import { renderSafeMarkdown } from "../outgoing/markdown.ts";
import { redactValue } from "../outgoing/redact-value.ts";
import { ensureComment } from "./ensure-comment.ts";
import { checkFreeze } from "./guard.ts";
import type { PublishContext } from "./publish-context.ts";
import { titleFor } from "./screen-names.ts";

type Opening = Extract<Write, { kind: "open-issue" }>;
type Change = Pick<Extract<Write, { kind: "update-issue" }>, "number" | "marker" | "markdown" | "record">;
type Closing = Extract<Write, { kind: "close-issue" }>;
type Numbers = (number | null)[];

const composeBody = (
  context: PublishContext,
  { marker, markdown, record }: Pick<Change, "marker" | "markdown" | "record">,
  issue: number | null,
): string => {
  const { owner, repo } = context.reader.at;
  const door = { scanner: context.scanner, repository: { owner, name: repo }, ownIssue: null };
  const hidden = renderIssueRecord(marker, redactValue({ ...record, issue }, context.scanner), context.seal);
  return `${renderSafeMarkdown(markdown, door)}\n${hidden}`;
};

const isOurs = (context: PublishContext, thread: Thread, marker: string): boolean =>
  !thread.isPull && thread.author.id === context.self.id && hasIssueRecord(thread.body, marker);

/** Open issues of this kind, oldest first. */
const findOpen = async (context: PublishContext, { identity, marker }: Opening): Promise<Thread[]> =>
  (await context.reader.listThreads(identity)).filter((thread) => isOurs(context, thread, marker));

const requireOurs = async (context: PublishContext, { number, marker }: Change): Promise<Thread> => {
  const thread = await context.reader.issue(number);
  if (thread && isOurs(context, thread, marker)) return thread;
  throw new FailureError({
    kind: "refused",
    by: "ours",
    message: `Issue ${number} is not an issue that the bot opened as ${marker}: it is left alone`,
    hint: "Nothing was written to it.",
  });
};

const create = async (context: PublishContext, write: Opening): Promise<Thread> => {
  const issue = {
    title: titleFor(context, write.title),
    body: composeBody(context, write, null),
    labels: [write.identity, ...write.labels],
  };
  for (let tries = 0; ; tries += 1) {
    try {
      return await context.writer.createIssue(issue);
    } catch (error) {
      if (!isAmbiguous(error) || tries >= 2) throw new FailureError(explainError(error));
      const [arrived] = await findOpen(context, write);
      if (arrived) return arrived;
    }
  }
};

/** Writes text and record into the issue's body; nothing when they stand there. */
export const updateIssue = async (context: PublishContext, write: Change, frozenBy: Numbers): Promise<void> => {
  const thread = await requireOurs(context, write);
  const body = composeBody(context, write, write.number);
  if (thread.body === body) return;
  await checkFreeze(context, [write.number, ...frozenBy]);
  await context.writer.updateIssue(write.number, { body });
};

/** Comment first, then text, record and state in one request: a record never says closed while the issue is open. */
export const closeIssue = async (context: PublishContext, write: Closing, frozenBy: Numbers): Promise<void> => {
  const thread = await requireOurs(context, write);
  if (thread.state === "closed") return;
  await ensureComment(context, { number: write.number, marker: "closed", markdown: write.reason }, frozenBy);
  await checkFreeze(context, [write.number, ...frozenBy]);
  const body = composeBody(context, write, write.number);
  await context.writer.updateIssue(write.number, { body, state: "closed", state_reason: write.as });
};

/** Of two that were opened at once the lowest number stays; who opened another closes it, or else a later pass does. */
const settleDouble = async (
  context: PublishContext,
  write: Opening,
  opened: number,
  frozenBy: Numbers,
): Promise<void> => {
  const lowest = Math.min(opened, ...(await findOpen(context, write)).map(({ number }) => number));
  const change = { ...write, number: opened };
  if (lowest === opened) return updateIssue(context, change, frozenBy);
  const record = { ...write.record, duplicateOf: lowest };
  const reason = `Duplicate of issue ${lowest}.`;
  await closeIssue(context, { ...change, kind: "close-issue", record, reason, as: "duplicate" }, frozenBy);
};

/** Opens the issue unless one of its kind is open, and binds its record to its number. */
export const openIssue = async (context: PublishContext, write: Opening, frozenBy: Numbers): Promise<void> => {
  const open = await findOpen(context, write);
  if (open.length > 0) return;
  await checkFreeze(context, frozenBy);
  const { number } = await create(context, write);
  await settleDouble(context, write, number, frozenBy);
};
