/** Freezes the task: the issue's text, and the comments that count, as they were when a writer set the label. */
import type { Brief, Repository } from "../domain/brief.ts";
import type { Account, Comment, LabelEvent } from "../domain/issue.ts";
import { freezeHash } from "../flow/freeze.ts";
import type { Thread } from "../github/decode.ts";
import type { GithubReader } from "../github/read-client.ts";
import { isOrder } from "./parse-command.ts";

const maxComments = 100;
const maxAuthors = 20;

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
      comment.updatedAt <= event.at &&
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
      title: issue.title.slice(0, 1_000),
      body: issue.body.slice(0, 70_000),
      author: issue.author,
      labels: issue.labels,
    },
    comments: await acceptedComments(issue, event, self, reader),
    labelEvent: event,
    baseSha,
  };
  return { ...brief, hash: freezeHash(brief) };
};
