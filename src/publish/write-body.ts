/** Writes the living document and its record into a pull request, with the freeze read right before. */
import type { RunRecord } from "../domain/record.ts";
import { renderSafeMarkdown } from "../outgoing/markdown.ts";
import { redactValue } from "../outgoing/redact-value.ts";
import { checkFreeze } from "./guard.ts";
import type { PublishContext } from "./publish-context.ts";
import { renderBody } from "./render-body.ts";

/** What `body` becomes with `record` in it. */
export const composeBody = (context: PublishContext, body: string, record: RunRecord): string => {
  const { owner, repo } = context.reader.at;
  const door = {
    scanner: context.scanner,
    repository: { owner, name: repo },
    ownIssue: record.issue,
    maxLength: 30_000,
  };
  return renderBody(body, redactValue(record, context.scanner), context.seal, (markdown) =>
    renderSafeMarkdown(markdown, door),
  );
};

/** No request at all when the body already says so. */
export const writeBody = async (
  context: PublishContext,
  pull: { number: number; body: string },
  record: RunRecord,
): Promise<string> => {
  const body = composeBody(context, pull.body, record);
  if (body === pull.body) return body;
  await checkFreeze(context, [record.issue, pull.number]);
  await context.writer.updatePull(pull.number, { body });
  return body;
};
