/** Freezes the task: the issue's text, and the comments that count, as they were when a writer set the label. */
import type { Brief, Repository } from "../domain/brief.ts";
import type { Account, Comment, LabelEvent } from "../domain/issue.ts";
import { cutIssueText, freezeHash } from "../flow/freeze.ts";
import type { Thread } from "../github/decode.ts";
import type { GithubReader } from "../github/read-client.ts";
import { isOrder } from "./parse-command.ts";
import { toSecond } from "./to-second.ts";

const maxComments = 100;
const maxAuthors = 20;

/** Older than the release by a second at least; a comment that is itself the release, by a command, counts. */
const isReleased = (comment: Comment, event: LabelEvent): boolean => {
  const isEvent =
    comment.id === event.id && comment.author.id === event.actor.id && comment.createdAt === comment.updatedAt;
  return isEvent || toSecond(comment.updatedAt) < toSecond(event.at);
};

/** Comments older than the label event and not edited since, by the issue's author or by accounts that may push. One request per account. */
const acceptedComments = async (
  issue: Thread,
  event: LabelEvent,
  self: Account,
  reader: GithubReader,
): Promise<Comment[]> => {
  if (issue.comments === 0) return [];
  const comments = (await reader.listComments(issue.number)).filter(
    (comment) =>
      isReleased(comment, event) &&
      comment.author.id > 0 &&
      comment.author.id !== self.id &&
      comment.author.type === "User" &&
      !isOrder(comment.body),
  );
  const authors = new Map(comments.map((comment) => [comment.author.id, comment.author]));
  const speakers = new Set<number>([issue.author.id]);
  for (const author of [...authors.values()].slice(0, maxAuthors)) {
    if (!speakers.has(author.id) && (await reader.mayPush(author))) speakers.add(author.id);
  }
  return comments.filter((comment) => speakers.has(comment.author.id)).slice(-maxComments);
};

export type BriefSource = {
  repository: Repository;
  issue: Thread;
  event: LabelEvent;
  self: Account;
  baseSha: string;
  reader: GithubReader;
};

export const buildBrief = async ({ repository, issue, event, self, baseSha, reader }: BriefSource): Promise<Brief> => {
  const brief = {
    repository,
    issue: {
      id: issue.id,
      number: issue.number,
      ...cutIssueText(issue),
      author: issue.author,
      labels: issue.labels,
    },
    comments: await acceptedComments(issue, event, self, reader),
    labelEvent: event,
    baseSha,
  };
  return { ...brief, hash: freezeHash(brief) };
};
