/** The frozen task as data: title, body and comments, cleaned, capped, each with who wrote it. */
import type { Brief } from "../domain/brief.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import { cleanProse } from "./clean-prose.ts";
import type { JsonObject } from "./encode-document.ts";
import { type Author, linesField, textField } from "./untrusted-field.ts";

const maxBody = 24_000;
const maxComment = 6_000;
/** The newest are kept: they hold the answers to questions. */
const maxComments = 30;

export const renderBrief = ({ issue, comments }: Brief): JsonObject => ({
  number: issue.number,
  title: textField("issue title", "issue author", cleanProse(issue.title)),
  body: renderProse("issue body", "issue author", issue.body, maxBody),
  comments: comments
    .slice(-maxComments)
    .map((comment) =>
      renderProse(
        "issue comment",
        comment.author.id === issue.author.id ? "issue author" : "writer",
        comment.body,
        maxComment,
      ),
    ),
  ...(comments.length > maxComments ? { olderCommentsLeftOut: comments.length - maxComments } : {}),
});

const renderProse = (source: string, author: Author, text: Untrusted, max: number): JsonObject => {
  const clean = cleanProse(text);
  const field = linesField(source, author, clean.slice(0, max));
  return clean.length > max ? { ...field, cut: clean.length - max } : field;
};
