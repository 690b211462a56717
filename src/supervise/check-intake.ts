/** The last look before a text is taken up: unedited since its release, and nothing in it that the person who released it could not see. */
import type { Brief } from "../domain/brief.ts";
import type { Write } from "../domain/bundle.ts";
import { FailureError } from "../domain/failure.ts";
import type { Account, LabelEvent } from "../domain/issue.ts";
import { writeEditedNotice } from "../flow/edited-notice.ts";
import type { GithubClient } from "../github/create-client.ts";
import type { Thread } from "../github/decode.ts";
import type { GithubReader } from "../github/read-client.ts";
import { readIssueEdits } from "../github/read-issue-edits.ts";
import { checkUnedited } from "./check-unedited.ts";
import { findHiddenTexts, isConsented, writeHold } from "./hold-hidden.ts";
import type { Intake } from "./intake.ts";
import { normaliseBrief } from "./normalise-brief.ts";

/** Why the text is not taken up, and what people are told; no writes when another look may clear it. */
export type Unfit = { kind: "edited" | "unclear" | "hidden"; reason: string; writes: Write[] };

export type IntakeSource = {
  issue: Thread;
  event: LabelEvent;
  /** When the title was last changed; null when it never was. */
  renamedAt: string | null;
  /** Not normalised. */
  brief: Brief;
  readyLabel: string;
  intake: Intake;
  self: Account;
  reader: GithubReader;
  client: GithubClient;
};

const mustHold = ({ isPrivate }: { isPrivate: boolean }, { hiddenText }: Intake): boolean => {
  if (isPrivate) return hiddenText === "hold";
  if (hiddenText === "strip")
    throw new FailureError({
      kind: "usage",
      message:
        "DRAFTSMITH_HIDDEN_TEXT=strip is refused for a public repository: a stranger could hide text from the person who sets the label",
      hint: "Remove it; the bot then shows such text without its hidden characters, and asks for the label again.",
    });
  return true;
};

/** Null when the text may be taken up. One request, and one more for text with hidden characters. */
export const checkIntake = async (source: IntakeSource): Promise<Unfit | null> => {
  const { issue, event, renamedAt, brief, readyLabel, intake, self, reader, client } = source;
  const labelledBy = intake.labelledBy?.issue === issue.number ? intake.labelledBy : null;
  const holds = mustHold(brief.repository, intake);
  const edits = await readIssueEdits(client, issue.number);
  const verdict = checkUnedited({ event, title: issue.title, body: issue.body, renamedAt, edits, labelledBy });
  if (verdict.kind !== "unedited") {
    const { kind, reason } = verdict;
    const notice = { issue: issue.number, labelEventId: event.id, readyLabel, reason };
    const writes = kind === "edited" ? writeEditedNotice(notice) : [];
    return { kind, reason: `issue ${issue.number} is not taken up: ${reason}`, writes };
  }
  if (!holds) return null;
  const hidden = findHiddenTexts(brief, normaliseBrief(brief).brief);
  if (hidden.length === 0) return null;
  if (isConsented(hidden, await reader.listComments(issue.number), { event, self })) return null;
  return {
    kind: "hidden",
    reason: `issue ${issue.number} holds characters that nobody sees; a person must look at the cleaned text and set ${readyLabel} again`,
    writes: writeHold(hidden, issue.number, readyLabel),
  };
};
