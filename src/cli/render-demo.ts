/** The demo's last page: the pull request, its commits, the evidence, the scores, the cost, and where to look. */
import { toOneLine } from "../outgoing/visible-text.ts";
import { withoutProven } from "../publish/render-evidence.ts";
import { evidenceLines } from "./evidence-lines.ts";
import type { Story } from "./run-world.ts";

type Page = {
  story: Story;
  pull: { number: number; title: string; comments: { body: string }[] };
  diff: string;
  own: number;
  /** Of the run, as its record says. */
  state: string;
  kept: { dir: string; gitDir: string; branch: string; artifacts: string | null } | null;
};

const heading = (title: string): string => `\n── ${title} ${"─".repeat(Math.max(3, 90 - title.length))}\n`;

/** Places that are listed of what a role was shown. */
const mostPlaces = 6;

const withoutMarkers = (markdown: string): string => markdown.replace(/<!--[\s\S]*?-->/g, "").trim();

const commentOf = (page: Page, marker: string): string => {
  const found = page.pull.comments.find((comment) => comment.body.startsWith(`<!-- draftsmith:${marker} -->`));
  return found ? withoutMarkers(found.body) : "";
};

export const renderDemo = (page: Page): string => {
  const { story, pull, own, kept } = page;
  const { report } = story;
  if (!report)
    return `Nothing to do: pull request ${pull.number} is there already, and its run is ${page.state}. ${story.writesAgain} writes were made.\n`;
  const { record, commits } = report;
  return [
    heading("Plan"),
    commentOf(page, "plan"),
    heading("Commits"),
    page.diff,
    heading("Review"),
    commentOf(page, "review"),
    heading("Security"),
    commentOf(page, "security"),
    heading("Stages"),
    ...record.stages.map(
      (stage) => `${stage.name.padEnd(10)} ${stage.status.padEnd(8)} ×${stage.attempts}  ${stage.summary}`,
    ),
    heading("Shown"),
    ...record.stages.flatMap(({ name, slice }) =>
      slice === null
        ? []
        : [
            `${name.padEnd(10)} ${String(slice.tokens).padStart(6)} tokens  ${slice.excerpts.slice(0, mostPlaces).join(" ")}${slice.excerpts.length > mostPlaces ? " …" : ""}`,
          ],
    ),
    heading("Evidence"),
    record.red
      ? `red    ${record.red.tests.length} new tests failed before the change (${record.red.proof})`
      : "red    not asked for",
    record.green ? `green  ${record.green.passed} tests pass, the new ones among them` : "green  not seen",
    ...(record.red?.tests ?? []).map(
      (name) => `  ${record.green?.tests.includes(name) ? "failed → passed" : "failed → ?     "}  ${toOneLine(name)}`,
    ),
    "",
    ...withoutProven(record).flatMap(evidenceLines),
    heading("Pull request"),
    `#${pull.number} ${pull.title}`,
    `state ${record.state}, draft`,
    ...commits.map((commit) => `  ${commit.sha.slice(0, 10)} ${commit.stage.padEnd(10)} ${commit.subject}`),
    "",
    `model     ${record.usage.calls} calls, ${record.usage.inputTokens} tokens in, ${record.usage.outputTokens} out, ${record.usage.usd.toFixed(4)} USD (replayed)`,
    `GitHub    ${story.requests.read} reads, ${story.requests.write} writes; a further pass wrote ${story.writesAgain} times`,
    `time      ${Math.round(story.milliseconds)} ms in all, ${own} ms of them Draftsmith's own`,
    ...(kept?.artifacts ? [`files     ${kept.artifacts}`] : []),
    kept
      ? `look      git --git-dir ${kept.gitDir} log -p main..${kept.branch}`
      : "look      npm run demo -- --keep DIR leaves the git repository for inspection",
    "",
  ].join("\n");
};
