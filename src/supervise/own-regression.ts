/** Whether an issue about a regression that the bot opened itself may start a run: only by the operator's leave, and only word for word. */
import type { Repository } from "../domain/brief.ts";
import type { Account, LabelEvent } from "../domain/issue.ts";
import type { Settings } from "../domain/settings.ts";
import { parseIssueRecord, textWithoutRecord } from "../flow/issue-record.ts";
import { regressionMarker, regressionSchema, renderRegression } from "../flow/regression.ts";
import { regressionLabel } from "../flow/run-labels.ts";
import type { StateSeal } from "../flow/state-seal.ts";
import type { Thread } from "../github/decode.ts";
import type { GithubReader } from "../github/read-client.ts";
import { createSecretScanner } from "../outgoing/secrets.ts";

/** `fault` is why the gate stays shut; null when title and text are what the record says. */
export type OwnRegression = { fault: string | null };

const isOwn = (issue: Thread, event: LabelEvent, self: Account): boolean =>
  issue.author.id === self.id && event.actor.id === self.id && issue.labels.includes(regressionLabel);

const withUnixLines = (text: string): string => text.replaceAll("\r\n", "\n").trim();

/** Other workflows share our account, and people may edit: what starts a run is text that follows from numbers alone. */
const findFault = async (
  issue: Thread,
  repository: Repository,
  { health }: Settings,
  seal: StateSeal,
): Promise<string | null> => {
  const json = parseIssueRecord(issue.body, regressionMarker, seal);
  const record = json.ok ? regressionSchema.safeParse(json.value).data : undefined;
  if (!record) return "its record is missing or damaged";
  if (record.repositoryId !== repository.id || record.issue !== issue.number)
    return "its record belongs to another issue";
  const { metrics } = health;
  const { url, requests, duration } = record.source;
  if (metrics?.url !== url || metrics.requests !== requests || metrics.duration !== duration)
    return "its numbers are not from the metrics of the configuration";
  // Loaded only here: the Markdown parser takes longer to load than a quiet pass lasts.
  const [{ renderSafeMarkdown }, { renderTitle }] = await Promise.all([
    import("../outgoing/markdown.ts"),
    import("../outgoing/plain-line.ts"),
  ]);
  const { title, markdown } = renderRegression(record, repository);
  const text = renderSafeMarkdown(markdown, { scanner: createSecretScanner([]), repository, ownIssue: null });
  const isUntouched =
    issue.title === renderTitle(title) &&
    withUnixLines(textWithoutRecord(issue.body, regressionMarker)) === withUnixLines(text);
  return isUntouched ? null : "its title or text was edited";
};

/** Null for an issue that is not the bot's own regression, or whose label a person set. One request for a trusted one. */
export const readOwnRegression = async (
  issue: Thread,
  event: LabelEvent | null,
  {
    self,
    settings,
    reader,
    seal,
    isTrusted,
  }: { self: Account; settings: Settings; reader: GithubReader; seal: StateSeal; isTrusted: boolean },
): Promise<OwnRegression | null> => {
  if (!event || !isOwn(issue, event, self)) return null;
  if (!isTrusted) return { fault: "the operator has not opted in to runs from such issues" };
  return { fault: await findFault(issue, await reader.repository(), settings, seal) };
};
