/** Whether a comment is a command at all: new, unedited, by a person, in the exact form; its author's rights are asked apart. */
import type { Account, Comment } from "../domain/issue.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { isPerson } from "./gates.ts";
import { type Command, parseCommand } from "./parse-command.ts";

/** The error says why the comment gives no command. */
export const judgeCommand = (
  comment: Pick<Comment, "author" | "body" | "createdAt" | "updatedAt">,
  self: Pick<Account, "id">,
): Result<Command, string> => {
  const command = parseCommand(comment.body);
  if (command === null) return failure("the first line is no command");
  if (comment.author.id === self.id || !isPerson(comment.author)) return failure("its author is not a person");
  if (comment.author.id <= 0) return failure("its author is not known");
  if (comment.createdAt !== comment.updatedAt) return failure("it was edited; only a new comment gives a command");
  return success(command);
};
