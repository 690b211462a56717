/** The door `ci-log`: a failed job's log, as the evidence for models and people is made of it. */
import { z } from "zod";
import { decideCause } from "../../github/ci/cause-rules.ts";
import { cleanLog } from "../../github/ci/clean-log.ts";
import { logTail } from "../../github/ci/download-log.ts";
import { findFailingPart } from "../../github/ci/find-failing-part.ts";
import { stateOf } from "../../github/ci/signal.ts";
import { renderSafeMarkdown } from "../../outgoing/markdown.ts";
import { createSecretScanner } from "../../outgoing/secrets.ts";
import { fence } from "../../publish/render-foreign.ts";
import { createDoor, type Screened } from "./door.ts";

const repository = { owner: "owner", name: "name" };

/** A job as the API tells it; the log has no say in it. */
const failedJob = (conclusion: string, step: string) => ({
  id: 1,
  runId: 1,
  name: "test",
  attempt: 1,
  conclusion,
  steps: [{ name: step, conclusion }],
});

/** GitHub writes them before every line. */
const timestamps = /^\d{4}-\d\d-\d\dT[\d:.]{8,20}Z /gm;

const verdictOf = (text: string, excerpt: string, isCut: boolean): Pick<Screened, "verdict" | "reason"> => {
  if (isCut) return { verdict: "truncated", reason: "only the end of the log and the part that tells are kept" };
  return text.replace(timestamps, "").trim() === excerpt
    ? { verdict: "accepted", reason: "shown as it is, in a fence that it cannot close" }
    : { verdict: "sanitised", reason: "commands, terminal sequences or invisible characters were broken" };
};

export const ciLogDoor = createDoor({
  name: "ci-log",
  summary: "the log of a job of CI, which tells why it failed and never whether",
  help: {
    conclusion: "what GitHub says of the job (default failure)",
    step: "the step that failed, as GitHub names it (default Run npm test)",
    secrets: "live secrets, as a list",
  },
  options: z.strictObject({
    conclusion: z.string().default("failure"),
    step: z.string().default("Run npm test"),
    secrets: z.array(z.string()).max(20).default([]),
  }),
  screen: (text, { conclusion, step, secrets }) => {
    const bytes = Buffer.from(text);
    const tail = bytes.subarray(-logTail).toString("utf8");
    const lines = cleanLog(tail);
    const part = findFailingPart(lines, step);
    const job = failedJob(conclusion, step);
    const state = stateOf("completed", conclusion, true);
    const { cause, reason } = decideCause({
      signal: {
        kind: "job",
        id: 1,
        name: "test",
        app: { id: 15_368, slug: "github-actions" },
        state,
        conclusion,
        run: null,
        link: null,
        text: "",
      },
      job,
      passedIn: null,
      failsOnBase: false,
      changed: [],
      annotations: [],
      section: part,
    });
    const scanner = createSecretScanner(secrets);
    const shown = renderSafeMarkdown(fence(part.excerpt), { scanner, repository, ownIssue: 1 });
    const details = { state, cause, causeReason: reason, lines: part.lines.length };
    const hits = scanner.find(part.excerpt);
    if (hits.length > 0) {
      const kinds = [...new Set(hits.map(({ kind }) => kind))].join(", ");
      return { verdict: "redacted", reason: `held ${kinds}`, text: shown, details };
    }
    const isCut =
      bytes.length > logTail ||
      part.excerpt.length <
        lines
          .map((line) => line.text)
          .join("\n")
          .trim().length;
    return { ...verdictOf(text, part.excerpt, isCut), text: shown, details };
  },
});
