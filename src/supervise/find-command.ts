/** Which command holds for an open run: the newest that an account with push right gave since the run was last asked for. */
import type { Account, LabelEvent } from "../domain/issue.ts";
import type { RunRecord, RunState } from "../domain/record.ts";
import type { GithubReader } from "../github/read-client.ts";
import { isPerson } from "./gates.ts";
import { judgeCommand } from "./judge-command.ts";
import type { CommandVerb } from "./parse-command.ts";
import type { ThreadComment } from "./read-comments.ts";
import { waitsForConsent } from "./read-consent.ts";
import type { RunCommand } from "./run-command.ts";

/** In which states of a run a command does anything. */
const takenIn: Record<CommandVerb, readonly RunState[]> = {
  stop: ["working", "waiting", "asking"],
  continue: ["escalated", "asking"],
  retry: ["escalated", "asking"],
  answer: ["asking"],
};

/** Accounts that are asked about for one run in one pass. */
const maxAuthors = 10;

/** Runs in these states wait for a command or can be stopped. */
export const takesCommands = ({ state }: RunRecord): boolean =>
  Object.values(takenIn).some((states) => states.includes(state));

const candidatesFor = (record: RunRecord, pull: number, comments: ThreadComment[], self: Account) =>
  comments
    .filter(({ thread }) => thread === record.issue || thread === pull)
    .flatMap((comment) => {
      const command = judgeCommand(comment, self);
      // The text of an answer is frozen with the issue's comments, so it must stand there.
      if (!command.ok || (command.value.verb === "answer" && comment.thread !== record.issue)) return [];
      return [{ id: comment.id, verb: command.value.verb, actor: comment.author, at: comment.createdAt }];
    })
    .sort((a, b) => (a.at === b.at ? b.id - a.id : a.at < b.at ? 1 : -1));

/** Newer than what the run stands on: a label event by its time, an earlier command by its id. */
const isNews = (command: RunCommand, record: RunRecord, events: LabelEvent[]): boolean => {
  const base = events.find(({ id }) => id === record.labelEventId);
  return base === undefined ? command.id > record.labelEventId : command.at >= base.at;
};

export type CommandSource = {
  comments: ThreadComment[];
  self: Account;
  reader: Pick<GithubReader, "mayPush" | "labelEvents">;
  readyLabel: string;
};

/**
 * Null when there is none, or when it does nothing in the run's state. Nothing is asked of GitHub unless one of the comments
 * could do something; then the label events, and the rights of each author until one may push.
 */
export const findCommand = async (
  record: RunRecord,
  pull: number,
  { comments, self, reader, readyLabel }: CommandSource,
): Promise<RunCommand | null> => {
  const fits = ({ verb }: RunCommand) =>
    takenIn[verb].includes(record.state) || (verb === "retry" && waitsForConsent(record));
  const candidates = candidatesFor(record, pull, comments, self);
  if (!candidates.some(fits)) return null;
  const events = await reader.labelEvents(record.issue, readyLabel);
  const known = new Map<number, boolean>();
  const mayPush = async (account: Account): Promise<boolean> => {
    if (!known.has(account.id) && known.size < maxAuthors) known.set(account.id, await reader.mayPush(account));
    return known.get(account.id) ?? false;
  };
  for (const command of candidates) {
    if (!isNews(command, record, events) || command.id === record.labelEventId) return null;
    if (!(await mayPush(command.actor))) continue;
    if (!fits(command)) return null;
    const later = events.findLast(({ at }) => at > command.at);
    // Who sets the label after a command has the last word, if that is somebody who may.
    const isOverruled = later !== undefined && isPerson(later.actor) && (await mayPush(later.actor));
    return isOverruled ? null : command;
  }
  return null;
};
