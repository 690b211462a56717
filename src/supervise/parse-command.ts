/** The commands that a comment may give to a run: an exact grammar on its first line, and nothing else counts. */
import type { Untrusted } from "../domain/untrusted.ts";

export type CommandVerb = "stop" | "continue" | "retry" | "answer";

/** `text` is what stands behind `answer`, further lines included; empty for the others. */
export type Command = { verb: CommandVerb; text: Untrusted };

const bare = /^\/draftsmith (stop|continue|retry)[ \t]*\r?$/;
const answer = /^\/draftsmith answer (?=\S)/;
const maxFirstLine = 70_000;

/**
 * Null for everything but `/draftsmith stop`, `continue`, `retry` or `answer TEXT` at the very start of the text, in these
 * ASCII letters: nothing before it, so it is neither quoted, indented, fenced nor in an HTML comment.
 */
export const parseCommand = (body: Untrusted): Command | null => {
  if (!body.startsWith("/draftsmith ")) return null;
  const end = body.indexOf("\n");
  const line = body.slice(0, end === -1 ? maxFirstLine : end);
  const verb = bare.exec(line)?.[1] as CommandVerb | undefined;
  if (verb !== undefined) return { verb, text: "" };
  const opening = answer.exec(line)?.[0];
  return opening === undefined ? null : { verb: "answer", text: body.slice(opening.length).trimEnd() };
};

/** Orders to the bot are no part of the task; an answer is. */
export const isOrder = (body: Untrusted): boolean => {
  const command = parseCommand(body);
  return command !== null && command.verb !== "answer";
};
