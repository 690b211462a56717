/** The door `comment`: is it a command to a run, and is its text shown to a model? */
import { z } from "zod";
import { judgeCommand } from "../../supervise/judge-command.ts";
import { createDoor, type Screened } from "./door.ts";
import { judgeShown } from "./issue-door.ts";
import { showBrief } from "./sample-brief.ts";

const created = "2026-01-01T00:00:00Z";
const self = { id: 1 };

/** Letters of other alphabets that look like those of the bot's name. */
const lookAlikes: Record<string, string> = {
  ...{ а: "a", ɑ: "a", α: "a", ԁ: "d", ғ: "f", ƒ: "f", һ: "h", і: "i", ι: "i", ı: "i" },
  ...{ м: "m", г: "r", ᴦ: "r", ѕ: "s", ꜱ: "s", т: "t", τ: "t" },
};

/** The bot's name after a slash or an at sign, in whatever letters look like it. */
const addressesBot = (text: string): boolean => {
  const seen = text
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .toLowerCase();
  return /[/@]\s?draftsm/.test(seen.replace(/[^\0-\x7f]/gu, (letter) => lookAlikes[letter] ?? letter));
};

const ignored = (reason: string, text: string, details: Record<string, unknown>): Screened => ({
  verdict: "ignored",
  reason,
  text,
  details,
});

export const commentDoor = createDoor({
  name: "comment",
  summary: "a comment: a command to a run, or text for a model",
  help: {
    authorType: "User (default), Bot or Organization",
    login: "of its author",
    mayPush: "whether GitHub says that the author may push (default true)",
    isIssueAuthor: "whether the author wrote the issue (default false)",
    edited: "whether it was edited after it was made (default false)",
    isOwn: "whether the bot itself wrote it (default false)",
  },
  options: z.strictObject({
    authorType: z.string().default("User"),
    login: z.string().default("someone"),
    mayPush: z.boolean().default(true),
    isIssueAuthor: z.boolean().default(false),
    edited: z.boolean().default(false),
    isOwn: z.boolean().default(false),
  }),
  screen: (text, { authorType, login, mayPush, isIssueAuthor, edited, isOwn }) => {
    const author = { id: isOwn ? self.id : 2, login, type: authorType };
    const updatedAt = edited ? "2026-01-01T00:00:01Z" : created;
    const command = judgeCommand({ author, body: text, createdAt: created, updatedAt }, self);
    const speaks = authorType === "User" && !isOwn && (mayPush || isIssueAuthor);
    const shown = speaks ? judgeShown(text, showBrief({ comment: text }), "comment") : null;
    const details = { ...shown?.details, command: null, isShown: shown !== null };
    if (command.ok && mayPush) {
      const { verb } = command.value;
      const reason = `the command ${verb}, by somebody who may push`;
      return { verdict: "accepted", reason, text: shown?.text ?? "", details: { ...details, command: command.value } };
    }
    const why = command.ok ? "its author may not push" : command.error;
    if (shown === null)
      return ignored(`no command (${why}), and its author's text is not shown to a model`, "", details);
    return addressesBot(text) || addressesBot(shown.text)
      ? ignored(`no command: ${why}`, shown.text, details)
      : { ...shown, details };
  },
});
