/** The door `record`: the hidden record in a pull request's body, as supervise, claim and publish read it. */
import { z } from "zod";
import { findMisfits } from "../../flow/bind-record.ts";
import { parseRecord } from "../../flow/record-text.ts";
import { createSeal, minKeyLength, noSeal } from "../../flow/state-seal.ts";
import { isNewerThan } from "../../supervise/find-replay.ts";
import { createDoor, refused, type Screened } from "./door.ts";

const key = z.string().min(minKeyLength).nullable().default(null);

const count = z.number().int().nonnegative().nullable().default(null);

export const recordDoor = createDoor({
  name: "record",
  summary: "the body of a pull request, and whether its hidden record is believed",
  help: {
    repositoryId: "of the repository; null: this reader has not asked",
    issue: "number of the issue that the claim is about",
    pull: "number of the pull request (default 2)",
    branch: "head branch of the pull request",
    authorIsBot: "whether the bot's own account opened it (default true)",
    sequence: "of the bundle, at publish",
    committedSequence: "of the newest commit of the bot on the branch, or of the record that it kept in a comment",
    head: "SHA at the tip of the branch",
    key: "the operator's key, at least 32 characters",
    previousKey: "the key before it",
  },
  options: z.strictObject({
    repositoryId: z.number().int().nullable().default(null),
    issue: count,
    pull: z.number().int().positive().default(2),
    branch: z.string().nullable().default(null),
    authorIsBot: z.boolean().default(true),
    sequence: count,
    committedSequence: count,
    head: z.string().nullable().default(null),
    key,
    previousKey: key,
  }),
  screen: (text, options): Screened => {
    const { authorIsBot, sequence, committedSequence, pull, repositoryId, issue, branch, head } = options;
    if (!authorIsBot)
      return { verdict: "ignored", reason: "the pull request was not opened by the bot", text: "", details: {} };
    const seal = options.key === null ? noSeal : createSeal(options.key, options.previousKey);
    const parsed = parseRecord(text, seal);
    if (!parsed.ok) return refused(parsed.error);
    const record = parsed.value;
    const details = { issue: record.issue, pull: record.pull, sequence: record.sequence, state: record.state };
    const misfits = findMisfits(record, { repositoryId, issue, pull, branch });
    if (misfits.length > 0) return refused(`it belongs elsewhere: ${misfits.join(", ")}`, details);
    if (sequence !== null && sequence !== record.sequence)
      return refused(`the bundle is of sequence ${sequence}, and the record of ${record.sequence}`, details);
    const stage = { issue: record.issue, run: record.run, stage: "start" as const, index: 0 };
    if (committedSequence !== null && isNewerThan({ ...stage, sequence: committedSequence }, record))
      return refused("it is older than what the bot did later: an old body was put back", details);
    return head !== null && head !== record.head
      ? {
          verdict: "revalidated",
          reason: "the branch has another head, so its commits are read",
          text: JSON.stringify(record),
          details,
        }
      : { verdict: "accepted", reason: "in its own place", text: JSON.stringify(record), details };
  },
});
