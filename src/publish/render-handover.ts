/** What a person reads when the bot stops: why, what was tried, what to do next. */
import type { Outcome } from "../domain/outcome.ts";
import type { RunRecord } from "../domain/record.ts";
import { fence, inline } from "./render-foreign.ts";

export const renderEscalation = (record: RunRecord, outcome: Outcome, readyLabel: string): string => {
  const entry = record.stages.find((stage) => stage.name === outcome.stage);
  return [
    "### A person is needed",
    "",
    `The run stopped at \`${outcome.stage}\` after ${entry?.attempts ?? 1} attempts: ${inline(record.reason, 1_000)}`,
    ...(outcome.feedback ? ["", "What was seen last:", "", fence(outcome.feedback.slice(-3_000))] : []),
    "",
    "**Next steps**",
    "",
    "- Read the stage table above: everything that passed is on the branch and stays there.",
    "- Make the issue more precise, or push what is missing by hand; the bot never overwrites a commit.",
    `- To let the bot try again from here, remove and set \`${readyLabel}\` on the issue again.`,
    "- To give up, close this pull request.",
  ].join("\n");
};

export const renderQuestions = (outcome: Outcome, readyLabel: string): string =>
  [
    "### Questions before work can start",
    "",
    ...outcome.questions.map((question) => `- [ ] ${inline(question, 1_000)}`),
    "",
    `Answer in the issue's text or in a comment, then set \`${readyLabel}\` again. Text by the issue's author and by people with push right counts.`,
  ].join("\n");
