/** The living document in the pull request body: what stands, what was seen, what it cost, what comes next, and the record. */
import type { RunRecord } from "../domain/record.ts";
import { openBlockers } from "../flow/fold-outcome.ts";
import { removeRecord, renderCompactRecord, renderRecord } from "../flow/record-text.ts";
import { allowFlaggedLabel } from "../flow/run-labels.ts";
import type { StateSeal } from "../flow/state-seal.ts";
import { proofPart, renderEvidence, withoutProven } from "./render-evidence.ts";
import { code, inline, quote } from "./render-foreign.ts";
import { testChangesPart } from "./render-test-changes.ts";

const begin = "<!-- draftsmith:begin -->";
const end = "<!-- draftsmith:end -->";

const nextText = (record: RunRecord): string => {
  switch (record.state) {
    case "working":
      return `the bot goes on with \`${record.position.stage}\`.`;
    case "waiting":
      return record.waitingFor === "consent"
        ? `a person with push right says yes or no to a flagged change of \`${record.position.stage}\`, which a comment below shows whole. Yes is the label \`${allowFlaggedLabel}\` on this pull request.`
        : `the bot waits: ${inline(record.reason, 300)}`;
    case "asking":
      return "answer the questions on the issue, then set the ready label again.";
    case "ready":
      return "a person reviews, and takes the pull request out of draft.";
    case "escalated":
      return `a person is needed: ${inline(record.reason, 300)}`;
    case "closed":
      return "none; the run has ended.";
  }
};

/** A criterion is ticked when the tests are green, no blocking finding is open, and the review did not name it unproven. */
const isProven = (record: RunRecord): boolean =>
  record.position.reviewed &&
  record.evidence.some((one) => one.check === "tests" && one.status === "passed") &&
  openBlockers(record.findings, "review").length + openBlockers(record.findings, "secure").length === 0;

const planPart = (record: RunRecord): string[] => {
  if (!record.plan) return ["The plan follows as the first comment."];
  const isGreen = isProven(record);
  const tick = (index: number): string => (isGreen && !record.unproven.includes(index + 1) ? "x" : " ");
  return [
    `**${inline(record.plan.title, 120)}** (${record.plan.kind})`,
    "",
    quote(record.plan.summary),
    "",
    "### Acceptance criteria",
    "",
    ...record.plan.criteria.map((criterion, index) => `- [${tick(index)}] ${inline(criterion, 500)}`),
  ];
};

const stagePart = (record: RunRecord): string[] =>
  record.stages.length === 0
    ? []
    : [
        "",
        "### Stages",
        "",
        "| stage | result | attempts | what | commit |",
        "|---|---|---|---|---|",
        ...record.stages.map(
          ({ name, status, attempts, summary, commit }) =>
            `| ${name} | ${status} | ${attempts} | ${inline(summary, 300)} | ${commit ? `\`${commit.slice(0, 10)}\`` : ""} |`,
        ),
      ];

/** Who said yes to what nobody may change unseen. */
const consentPart = ({ allowed }: RunRecord): string[] =>
  allowed.length === 0
    ? []
    : [
        "",
        "### Flagged changes that were allowed",
        "",
        "| by | at | SHA-256 of the diff |",
        "|---|---|---|",
        ...allowed.map(({ by, at, hash }) => `| ${code(by.login, 100)} | ${code(at, 40)} | \`${hash}\` |`),
      ];

const mostPlaces = 8;

/** What each role saw of the repository, and what its calls cost. */
const shownPart = (record: RunRecord): string[] => {
  const rows = record.stages.flatMap(({ name, slice, usage }) => {
    if (slice === null) return [];
    const places = slice.excerpts.slice(0, mostPlaces).map((place) => code(place, 160));
    const rest = slice.excerpts.length - places.length + slice.more;
    const more = rest > 0 ? [`and ${rest} more`] : [];
    return [`| ${name} | ${slice.tokens} | ${usage.usd.toFixed(4)} | ${[...places, ...more].join(", ")} |`];
  });
  return rows.length === 0
    ? []
    : ["", "### What each role was shown", "", "| stage | tokens | cost, USD | places |", "|---|---|---|---|", ...rows];
};

const costPart = ({ usage, reservedUsd, lostUsd }: RunRecord): string[] => [
  "",
  [
    `**Cost so far:** ${usage.calls} model calls, ${usage.inputTokens} tokens in, ${usage.outputTokens} out, ${usage.usd.toFixed(4)} USD`,
    ...(reservedUsd > 0 ? [`${reservedUsd.toFixed(2)} USD set aside`] : []),
    ...(lostUsd > 0 ? [`${lostUsd.toFixed(2)} USD counted for claims that were lost`] : []),
  ].join(", "),
];

const auditPart = ({ audit }: RunRecord): string[] =>
  audit ? ["", `**Audit:** ${audit.count} lines, the last \`${audit.hash.slice(0, 16)}\``] : [];

/** The visible part as Markdown; it still has to pass the outgoing door. */
export const renderDocument = (record: RunRecord): string =>
  [
    `**State:** ${record.state}. **Next:** ${nextText(record)}`,
    "",
    ...testChangesPart(record),
    ...planPart(record),
    ...stagePart(record),
    ...consentPart(record),
    ...proofPart(record),
    ...renderEvidence(withoutProven(record)),
    ...shownPart(record),
    ...costPart(record),
    ...auditPart(record),
  ].join("\n");

/** Puts the document and the record into `body`, leaving what people wrote around it alone. */
export const renderBody = (
  body: string,
  record: RunRecord,
  seal: StateSeal,
  screen: (markdown: string) => string,
): string => {
  const ended = record.state === "ready" || record.state === "closed";
  const block = [
    begin,
    `Closes #${record.issue}`,
    "",
    screen(renderDocument(record)),
    "",
    ended ? renderCompactRecord(record, seal) : renderRecord(record, seal),
    end,
  ].join("\n");
  const from = body.indexOf(begin);
  const to = body.lastIndexOf(end);
  if (from >= 0 && to > from) return body.slice(0, from) + block + body.slice(to + end.length);
  const words = removeRecord(body).trim();
  return words ? `${words}\n\n${block}` : block;
};
