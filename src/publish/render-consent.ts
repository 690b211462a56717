/** The comment that asks for a writer's yes to a flagged change: what and why, the whole diff, its hash, and the ways to answer. */
import type { CommitDraft, HeldCommit } from "../domain/outcome.ts";
import type { Stage } from "../domain/stage.ts";
import { hashPatch } from "../flow/consent.ts";
import { allowFlaggedLabel } from "../flow/run-labels.ts";
import { code, fence, inline } from "./render-foreign.ts";

export type Question = { stage: Stage; commit: CommitDraft; flags: HeldCommit["flags"]; readyLabel: string };

/** What waits, and why, without how to answer. */
export const renderHeld = ({ stage, commit, flags }: Omit<Question, "readyLabel">): string =>
  [
    "### A flagged change waits for a yes",
    "",
    `The stage \`${stage}\` proposes a change that a person with push right has to look at first. Nothing of it is on the branch.`,
    "",
    "| file | rule | why |",
    "|---|---|---|",
    ...flags.map(({ path, rule, message }) => `| ${code(path, 300)} | ${rule} | ${inline(message, 500)} |`),
    "",
    fence(commit.patch, "diff"),
    "",
    `SHA-256 of this diff: \`${hashPatch(commit.patch)}\``,
  ].join("\n");

export const renderConsent = (question: Question): string =>
  [
    renderHeld(question),
    "",
    `- **Yes:** set the label \`${allowFlaggedLabel}\` on this pull request. It counts when a person with push right sets it after this comment; the bot then takes it off and commits exactly this diff.`,
    `- **No:** comment \`/draftsmith retry\`, or remove and set \`${question.readyLabel}\` on the issue again: the stage runs anew and is told that this was not allowed. Closing this pull request ends the run.`,
    "",
    "An edit of this comment makes it void.",
  ].join("\n");
