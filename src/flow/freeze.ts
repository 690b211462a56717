/** The hashes of a frozen task: two readings with the same hash are the same task. */
import { createHash } from "node:crypto";
import type { Brief } from "../domain/brief.ts";

const hashOf = (canonical: unknown): string => createHash("sha256").update(JSON.stringify(canonical)).digest("hex");

/** Lower-case hex SHA-256 over the text and its origin; times are left out, ids stand for them. */
export const freezeHash = (brief: Omit<Brief, "hash">): string =>
  hashOf([
    brief.repository.id,
    brief.issue.id,
    brief.issue.title,
    brief.issue.body,
    brief.comments.map((comment) => [comment.id, comment.author.id, comment.body]),
    brief.labelEvent.id,
    brief.labelEvent.actor.id,
    brief.baseSha,
  ]);

/** The hash of a task under its configuration; `configBlob` is null in records from before configurations were frozen. */
export const freezeRun = (briefHash: string, configBlob: string | null): string =>
  configBlob === null ? briefHash : hashOf([briefHash, configBlob]);

const maxTitle = 1_000;
const maxBody = 70_000;

type IssueText = { title: string; body: string };

/** Title and description as a task holds them: longer ones than GitHub takes are cut. */
export const cutIssueText = ({ title, body }: IssueText): IssueText => ({
  title: title.slice(0, maxTitle),
  body: body.slice(0, maxBody),
});

/** What publish compares: the issue's own text, without comments and origin. */
export const hashIssueText = (issue: IssueText): string => {
  const { title, body } = cutIssueText(issue);
  return hashOf([title, body]);
};
