/** Reads what a decision needs, with as few requests as it can: three for a pass without work, details only for what may start or wait. */
import type { Account, LabelEvent } from "../domain/issue.ts";
import type { RunRecord } from "../domain/record.ts";
import { failure, type Result, success } from "../domain/result.ts";
import type { Settings } from "../domain/settings.ts";
import { describeMisfit } from "../flow/bind-record.ts";
import { branchRoot, parseBranch } from "../flow/branch-name.ts";
import { parseRecord } from "../flow/record-text.ts";
import { runLabel } from "../flow/run-labels.ts";
import { noSeal, type StateSeal } from "../flow/state-seal.ts";
import type { GithubClient } from "../github/create-client.ts";
import type { Thread } from "../github/decode.ts";
import type { GithubReader, Head } from "../github/read-client.ts";
import { findCommand, takesCommands } from "./find-command.ts";
import { dropDistrusted } from "./find-distrust.ts";
import { isPerson } from "./gates.ts";
import { type Intake, plainIntake } from "./intake.ts";
import { mayRelease } from "./judge-release.ts";
import { readOwnRegression } from "./own-regression.ts";
import { parseDependencies } from "./parse-dependencies.ts";
import { readCommandEvent, readRecentComments, type ThreadComment } from "./read-comments.ts";
import { readConsent, waitsForConsent } from "./read-consent.ts";
import { readRelease } from "./read-release.ts";
import { readRunCi } from "./read-run-ci.ts";
import { countOpenRuns, type ReadyIssue, type Release, type RunView, runOf, type Snapshot } from "./snapshot.ts";
import { type SpentRun, spentRunOf, worstCase } from "./spending.ts";

export type ObserveOptions = {
  reader: GithubReader;
  client: GithubClient;
  settings: Settings;
  self: Account;
  /** Proves that records are the bot's own, where the operator gave a key. */
  seal: StateSeal;
  /** Where the surroundings name it; the claim asks GitHub. */
  repositoryId?: number | null;
  now: Date;
  /** Red mode from outside, whatever the labels say. */
  isRedMode: boolean;
  /** The operator lets the bot's own regression issues start runs. */
  trustsOwnRegressions?: boolean;
  /** Whose labels count beside people's, and the event that started this pass. */
  intake?: Intake;
  /** The comment by which this pass was started, as it was then; it counts although it was edited since. */
  startedBy?: ThreadComment | null;
  /** Look at this issue alone; it counts as asked for only when it carries the ready label. */
  only: number | null;
};

/** Runs that wait for CI are asked oldest first, at most this many in a pass. */
const maxCiReads = 10;
/** Ready issues whose label event and dependencies are read in one pass. */
const maxDetails = 20;

/** Anybody may write such a text; it counts on the bot's own pull request alone, in its own place. */
const readRecord = (pull: Thread, { self, seal, repositoryId = null }: ObserveOptions): Result<RunRecord, string> => {
  if (pull.author.id !== self.id) return failure("the pull request was not opened by the bot");
  const record = parseRecord(pull.body, seal);
  if (!record.ok) return record;
  const misfit = describeMisfit(record.value, { repositoryId, pull: pull.number, issue: null, branch: null });
  return misfit === null ? success(record.value) : failure(misfit);
};

const viewRun = (pull: Thread, heads: Head[], options: ObserveOptions): RunView => {
  const record = readRecord(pull, options);
  const branch = record.ok ? record.value.branch : null;
  return {
    pull,
    isByBot: pull.author.id === options.self.id,
    record: record.ok ? record.value : null,
    issue: record.ok ? record.value.issue : null,
    fault: record.ok ? "" : record.error,
    head: heads.find((head) => head.branch === branch)?.sha ?? null,
    ci: null,
    dispatch: null,
    command: null,
    consent: null,
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

/** Runs whose pull request carries no such label cost nothing. */
const addConsents = (runs: RunView[], { reader, settings, only }: ObserveOptions): Promise<RunView[]> =>
  Promise.all(
    runs.map(async (run) => {
      const { record, pull } = run;
      if (!record || !isLookedAt(run, only) || pull.labels.includes(settings.labels.freeze)) return run;
      return { ...run, consent: await readConsent(record, pull, reader) };
    }),
  );

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

/** A closed run only shuts gates, so one whose signature fails still counts as one. */
const closedRunOf = (issue: number, closed: Thread[], options: ObserveOptions): ReadyIssue["closedRun"] => {
  const runs = closed.flatMap((pull) => {
    const record = readRecord(pull, { ...options, seal: noSeal });
    if (!record.ok || record.value.issue !== issue) return [];
    return [{ run: record.value.run, pull: pull.number, closedAt: pull.closedAt ?? pull.createdAt }];
  });
  return runs.sort((a, b) => b.run - a.run)[0] ?? null;
};

const openOnes = async (numbers: number[], reader: GithubReader): Promise<number[]> => {
  const issues = await Promise.all(numbers.map((number) => reader.issue(number)));
  return numbers.filter((_, index) => issues[index]?.state === "open");
};

/** What runs that are closed by now cost today; nothing is set aside for them any more. */
const spentByClosed = (closed: Thread[], options: ObserveOptions): SpentRun[] => {
  const { now, self, settings } = options;
  const day = now.toISOString().slice(0, 10);
  return closed.flatMap((pull) => {
    const record = readRecord(pull, options);
    if (record.ok) return [spentRunOf({ ...record.value, reservedUsd: 0 }, now)];
    return pull.author.id === self.id && pull.closedAt?.startsWith(day) ? [worstCase(settings)] : [];
  });
};

/** A claim spends money, so the day's whole cost must be known; a pass in which all wait for people asks for none of it. */
const goesOnByItself = ({ record }: RunView, { only }: ObserveOptions): boolean =>
  record !== null &&
  (only !== null || record.state === "working" || (record.state === "waiting" && !waitsForConsent(record)));

/** A person told the run to go on: by a command, by a yes to its flagged change, or by the ready label. */
const isToldToGoOn = ({ record, command, consent }: RunView, ready: ReadyIssue[]): boolean =>
  command !== null ||
  consent?.isYes === true ||
  ready.some(({ issue, asked }) => issue.number === record?.issue && asked?.mayPush);

const listClosed = async (reader: GithubReader): Promise<Thread[]> =>
  (await reader.listThreads(runLabel, "closed")).filter((thread) => thread.isPull);

/** The event that a run stands on: of its label, or a command that took its place. */
const findBase = async (id: number, events: LabelEvent[], client: GithubClient): Promise<LabelEvent | null> =>
  events.find((event) => event.id === id) ?? readCommandEvent(client, id);

const addDetails = async (
  issues: Thread[],
  runs: RunView[],
  options: ObserveOptions,
): Promise<{ ready: ReadyIssue[]; closed: Thread[] | null }> => {
  const { reader, client, settings, self, seal, trustsOwnRegressions = false, intake = plainIntake } = options;
  const readyLabel = settings.labels.ready;
  const isFull = countOpenRuns(runs) >= settings.limits.openRuns;
  const needsDetails = (issue: Thread) => {
    const run = runOf(runs, issue.number);
    if (issue.labels.includes(settings.labels.freeze)) return false;
    if (!run) return !isFull;
    const { record } = run;
    return record !== null && (record.state === "asking" || record.state === "escalated" || waitsForConsent(record));
  };
  const detailed = issues.filter(needsDetails).slice(0, maxDetails);
  const mayStart = detailed.some((issue) => !runOf(runs, issue.number));
  const mayResume = runs.some((run) => isLookedAt(run, options.only) && goesOnByItself(run, options));
  const closed = mayStart || mayResume ? await listClosed(reader) : null;
  const permission = new Map<number, Promise<boolean>>();
  const mayPush = (account: Account) => {
    const known = permission.get(account.id) ?? reader.mayPush(account);
    permission.set(account.id, known);
    return known;
  };
  const byNumber = new Map(
    await Promise.all(
      detailed.map(async (issue) => {
        const list = await reader.issueEvents(issue.number);
        const { events, last: event, renamedAt, fault } = readRelease(issue.number, list, { readyLabel, intake });
        const run = runOf(runs, issue.number);
        const base = run?.record ? await findBase(run.record.labelEventId, events, client) : null;
        const isNews = event !== null && event.id !== base?.id && (base === null || event.at >= base.at);
        const isReleasing = isNews && fault === null && mayRelease(event, self, intake);
        const mayPushIt = isReleasing && (await mayPush(event.actor));
        const openDependencies = mayPushIt && !run ? await openOnes(parseDependencies(issue.body), reader) : [];
        const ownRegression = run
          ? null
          : await readOwnRegression(issue, event, {
              ...{ self, settings, reader, seal },
              isTrusted: trustsOwnRegressions,
            });
        const asked: Release = {
          ...{ event, mayPush: mayPushIt, isByTrustedApp: isReleasing && !isPerson(event.actor) },
          ...(fault === null ? {} : { fault }),
          ...(renamedAt === null ? {} : { renamedAt }),
        };
        return [issue.number, { asked, ownRegression, openDependencies }] as const;
      }),
    ),
  );
  const ready = issues.map((issue) => ({
    issue,
    asked: byNumber.get(issue.number)?.asked ?? null,
    ownRegression: byNumber.get(issue.number)?.ownRegression ?? null,
    openDependencies: byNumber.get(issue.number)?.openDependencies ?? [],
    closedRun: closedRunOf(issue.number, closed ?? [], options),
  }));
  return { ready, closed };
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
  const views = runThreads.filter((thread) => thread.isPull).map((pull) => viewRun(pull, heads, options));
  const runs = await dropDistrusted(await addLostIssues(views, reader), options);
  const issues = ready.filter((thread) => !thread.isPull);
  const mayStart = issues.some((issue) => !runOf(runs, issue.number));
  const [{ ready: details, closed }, withAll, redThreads] = await Promise.all([
    addDetails(issues, runs, options),
    addCommands(runs, options)
      .then((told) => addConsents(told, options))
      .then((told) => addCi(told, options)),
    mayStart && !options.isRedMode ? reader.listThreads(settings.labels.red) : [],
  ]);
  const isTold = withAll.some((run) => isToldToGoOn(run, details));
  const closedRuns = spentByClosed(closed ?? (isTold ? await listClosed(reader) : []), options);
  const isEmpty = ready.length === 0 && runs.length === 0;
  return {
    self: options.self,
    ready: details,
    closedRuns,
    runs: withAll,
    heads,
    readyPulls: ready.filter((thread) => thread.isPull).map((thread) => thread.number),
    isRedMode: options.isRedMode || redThreads.some((thread) => !thread.isPull),
    labelExists: !isEmpty || options.only !== null || (await reader.hasLabel(readyLabel)),
    observedAt: options.now.toISOString(),
  };
};
