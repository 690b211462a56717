/** Reads what a decision needs, with as few requests as it can: three for a pass without work, details only for what may start or wait. */
import type { Account, LabelEvent } from "../domain/issue.ts";
import type { Settings } from "../domain/settings.ts";
import { branchRoot, parseBranch } from "../flow/branch-name.ts";
import { parseRecord } from "../flow/record-text.ts";
import { runLabel } from "../flow/run-labels.ts";
import type { GithubClient } from "../github/create-client.ts";
import type { Thread } from "../github/decode.ts";
import type { GithubReader, Head } from "../github/read-client.ts";
import { findCommand, takesCommands } from "./find-command.ts";
import { isPerson } from "./gates.ts";
import { readOwnRegression } from "./own-regression.ts";
import { parseDependencies } from "./parse-dependencies.ts";
import { readCommandEvent, readRecentComments, type ThreadComment } from "./read-comments.ts";
import { readRunCi } from "./read-run-ci.ts";
import { countOpenRuns, type ReadyIssue, type RunView, runOf, type Snapshot } from "./snapshot.ts";

export type ObserveOptions = {
  reader: GithubReader;
  client: GithubClient;
  settings: Settings;
  self: Account;
  now: Date;
  /** Red mode from outside, whatever the labels say. */
  isRedMode: boolean;
  /** The operator lets the bot's own regression issues start runs. */
  trustsOwnRegressions?: boolean;
  /** The comment by which this pass was started, as it was then; it counts although it was edited since. */
  startedBy?: ThreadComment | null;
  /** Look at this issue alone; it counts as asked for only when it carries the ready label. */
  only: number | null;
};

/** Runs that wait for CI are asked oldest first, at most this many in a pass. */
const maxCiReads = 10;
/** Ready issues whose label event and dependencies are read in one pass. */
const maxDetails = 20;

const viewRun = (pull: Thread, heads: Head[], self: Account): RunView => {
  const record = parseRecord(pull.body);
  const branch = record.ok ? record.value.branch : null;
  return {
    pull,
    isByBot: pull.author.id === self.id,
    record: record.ok ? record.value : null,
    issue: record.ok ? record.value.issue : null,
    fault: record.ok ? "" : record.error,
    head: heads.find((head) => head.branch === branch)?.sha ?? null,
    ci: null,
    dispatch: null,
    command: null,
  };
};

/** A run whose record is lost keeps its issue from a second run: its branch still says whose it is. */
const addLostIssues = (runs: RunView[], reader: GithubReader): Promise<RunView[]> =>
  Promise.all(
    runs.map(async (run) => {
      if (run.record || !run.isByBot) return run;
      const pull = await reader.pull(run.pull.number);
      return { ...run, issue: parseBranch(pull?.headRef ?? "") };
    }),
  );

const isLookedAt = (run: RunView, only: number | null): boolean =>
  run.isByBot && (only === null || only === run.issue || only === run.pull.number);

/** One request for all runs together, and none when no run could take a command. */
const addCommands = async (runs: RunView[], options: ObserveOptions): Promise<RunView[]> => {
  const { client, reader, self, settings, now, startedBy, only } = options;
  const listening = runs.filter((run) => isLookedAt(run, only) && run.record && takesCommands(run.record));
  if (listening.length === 0) return runs;
  const recent = await readRecentComments(client, now);
  const comments = startedBy ? [startedBy, ...recent.filter(({ id }) => id !== startedBy.id)] : recent;
  const source = { comments, self, reader, readyLabel: settings.labels.ready };
  return Promise.all(
    runs.map(async (run) =>
      listening.includes(run) && run.record
        ? { ...run, command: await findCommand(run.record, run.pull.number, source) }
        : run,
    ),
  );
};

const addCi = (runs: RunView[], options: ObserveOptions): Promise<RunView[]> => {
  const waiting = runs
    .filter((run) => run.record?.state === "waiting" && run.record.waitingFor === "ci" && run.head !== null)
    .filter((run) => isLookedAt(run, options.only))
    .slice(0, maxCiReads);
  return Promise.all(
    runs.map(async (run) =>
      waiting.includes(run) && run.record && run.head
        ? { ...run, ...(await readRunCi(options, run.record, run.head)) }
        : run,
    ),
  );
};

const closedRunOf = (issue: number, closed: Thread[], self: Account): ReadyIssue["closedRun"] => {
  const runs = closed.flatMap((pull) => {
    const record = parseRecord(pull.body);
    if (pull.author.id !== self.id || !record.ok || record.value.issue !== issue) return [];
    return [{ run: record.value.run, pull: pull.number, closedAt: pull.closedAt ?? pull.createdAt }];
  });
  return runs.sort((a, b) => b.run - a.run)[0] ?? null;
};

const openOnes = async (numbers: number[], reader: GithubReader): Promise<number[]> => {
  const issues = await Promise.all(numbers.map((number) => reader.issue(number)));
  return numbers.filter((_, index) => issues[index]?.state === "open");
};

/** What runs that are closed by now cost today, in USD. */
const spentBy = (closed: Thread[], { self, now }: ObserveOptions): number => {
  const day = now.toISOString().slice(0, 10);
  return closed.reduce((sum, pull) => {
    const record = pull.author.id === self.id ? parseRecord(pull.body) : null;
    return sum + (record?.ok && record.value.spent.day === day ? record.value.spent.usd : 0);
  }, 0);
};

/** The event that a run stands on: of its label, or a command that took its place. */
const findBase = async (id: number, events: LabelEvent[], client: GithubClient): Promise<LabelEvent | null> =>
  events.find((event) => event.id === id) ?? readCommandEvent(client, id);

const addDetails = async (
  issues: Thread[],
  runs: RunView[],
  options: ObserveOptions,
): Promise<Pick<Snapshot, "ready" | "closedSpentUsd">> => {
  const { reader, client, settings, self, trustsOwnRegressions = false } = options;
  const isFull = countOpenRuns(runs) >= settings.limits.openRuns;
  const needsDetails = (issue: Thread) => {
    const run = runOf(runs, issue.number);
    if (issue.labels.includes(settings.labels.freeze)) return false;
    return run ? run.record?.state === "asking" || run.record?.state === "escalated" : !isFull;
  };
  const detailed = issues.filter(needsDetails).slice(0, maxDetails);
  const mayStart = detailed.some((issue) => !runOf(runs, issue.number));
  const closed = mayStart ? (await reader.listThreads(runLabel, "closed")).filter((thread) => thread.isPull) : [];
  const permission = new Map<string, Promise<boolean>>();
  const mayPush = (account: Account) => {
    const known = permission.get(account.login) ?? reader.mayPush(account);
    permission.set(account.login, known);
    return known;
  };
  const byNumber = new Map(
    await Promise.all(
      detailed.map(async (issue) => {
        const events = await reader.labelEvents(issue.number, settings.labels.ready);
        const event = events.at(-1) ?? null;
        const run = runOf(runs, issue.number);
        const base = run?.record ? await findBase(run.record.labelEventId, events, client) : null;
        const isNews = event !== null && event.id !== base?.id && (base === null || event.at >= base.at);
        const mayPushIt = isNews && isPerson(event.actor) && (await mayPush(event.actor));
        const openDependencies = mayPushIt && !run ? await openOnes(parseDependencies(issue.body), reader) : [];
        const ownRegression = run
          ? null
          : await readOwnRegression(issue, event, { self, settings, reader, isTrusted: trustsOwnRegressions });
        return [issue.number, { asked: { event, mayPush: mayPushIt }, ownRegression, openDependencies }] as const;
      }),
    ),
  );
  const ready = issues.map((issue) => ({
    issue,
    asked: byNumber.get(issue.number)?.asked ?? null,
    ownRegression: byNumber.get(issue.number)?.ownRegression ?? null,
    openDependencies: byNumber.get(issue.number)?.openDependencies ?? [],
    closedRun: closedRunOf(issue.number, closed, self),
  }));
  return { ready, closedSpentUsd: spentBy(closed, options) };
};

/** One look at GitHub. Throws `FailureError` when it cannot see; an empty snapshot therefore means that there is no work. */
export const observe = async (options: ObserveOptions): Promise<Snapshot> => {
  const { reader, settings } = options;
  const readyLabel = settings.labels.ready;
  const [ready, runThreads, heads] = await Promise.all([
    options.only === null
      ? reader.listThreads(readyLabel)
      : reader
          .issue(options.only)
          .then((issue) => (issue?.state === "open" && issue.labels.includes(readyLabel) ? [issue] : [])),
    reader.listThreads(runLabel),
    reader.listHeads(branchRoot),
  ]);
  const runs = await addLostIssues(
    runThreads.filter((thread) => thread.isPull).map((pull) => viewRun(pull, heads, options.self)),
    reader,
  );
  const issues = ready.filter((thread) => !thread.isPull);
  const mayStart = issues.some((issue) => !runOf(runs, issue.number));
  const [details, withAll, redThreads] = await Promise.all([
    addDetails(issues, runs, options),
    addCommands(runs, options).then((told) => addCi(told, options)),
    mayStart && !options.isRedMode ? reader.listThreads(settings.labels.red) : [],
  ]);
  const isEmpty = ready.length === 0 && runs.length === 0;
  return {
    self: options.self,
    ...details,
    runs: withAll,
    heads,
    readyPulls: ready.filter((thread) => thread.isPull).map((thread) => thread.number),
    isRedMode: options.isRedMode || redThreads.some((thread) => !thread.isPull),
    labelExists: !isEmpty || options.only !== null || (await reader.hasLabel(readyLabel)),
    observedAt: options.now.toISOString(),
  };
};
