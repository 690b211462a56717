/** Says of every failing signal what made it fail and shows the part of its log that tells; reads only what is still open. */
import type { CiEvidence } from "../../domain/evidence.ts";
import { toOneLine } from "../../outgoing/visible-text.ts";
import type { GithubClient } from "../create-client.ts";
import { orNull } from "../explain-error.ts";
import { decideCause, type FailureFacts, failedStepOf } from "./cause-rules.ts";
import { cleanLog } from "./clean-log.ts";
import { downloadLog } from "./download-log.ts";
import { findFailingPart } from "./find-failing-part.ts";
import { type Job, readAnnotations, readJob, readJobs } from "./read-jobs.ts";
import { readCheckSignals, readStatusSignals } from "./read-signals.ts";
import { newestOf } from "./select-signals.ts";
import { isCutShort, type Signal } from "./signal.ts";

type Failure = CiEvidence["failures"][number];

export type FailureSource = {
  client: GithubClient;
  sha: string;
  /** Base of the branch; null when it is not known, and nothing is compared. */
  base: string | null;
};

const longestExcerpt = 6_000;

const isSame = (one: Signal, other: Signal): boolean => one.name === other.name && one.app.id === other.app.id;

/** Every check of that name and app failed there; one that passed leaves the failure to the branch. */
const failsIn = (base: Signal[], signal: Signal): boolean => {
  const same = base.filter((one) => isSame(one, signal) && !isCutShort(one));
  return same.length > 0 && same.every(({ state }) => state === "failed");
};

/** What the base says: one request for check runs, one for statuses, each only when one of these failed. */
const readBase = async ({ client, base, sha }: FailureSource, failed: Signal[]): Promise<Signal[]> => {
  if (base === null || base === sha) return [];
  const hasChecks = failed.some(({ kind }) => kind === "job" || kind === "check");
  const hasStatuses = failed.some(({ kind }) => kind === "status");
  const [checks, statuses] = await Promise.all([
    hasChecks ? readCheckSignals(client, base) : [],
    hasStatuses ? readStatusSignals(client, base) : [],
  ]);
  return [...checks, ...newestOf(statuses)];
};

/** Paths that the branch changes, for what other apps say: one request, up to the 300 files that GitHub gives. */
const readChanged = async ({ client, base, sha }: FailureSource, failed: Signal[]): Promise<string[]> => {
  const isAsked = failed.some(({ kind, text }) => (kind === "check" || kind === "status") && text !== "");
  if (base === null || !isAsked) return [];
  const { octokit, owner, repo } = client;
  const answer = await orNull(
    octokit.repos.compareCommitsWithBasehead({ owner, repo, basehead: `${base}...${sha}`, per_page: 1 }),
  );
  return (answer?.data.files ?? []).map(({ filename }) => filename);
};

/** Jobs by their run, each asked for once. */
const readAllJobs = async ({ client }: FailureSource, failed: Signal[]): Promise<Job[]> => {
  const runs = new Map(failed.flatMap(({ kind, run }) => (kind === "job" && run ? [[run.id, run] as const] : [])));
  return (await Promise.all([...runs.values()].map((run) => readJobs(client, run)))).flat();
};

const passedAttempt = (jobs: Job[], job: Job | null): number | null => {
  const passed = jobs.find(
    (one) =>
      one.runId === job?.runId && one.name === job.name && one.attempt < job.attempt && one.conclusion === "success",
  );
  return passed?.attempt ?? null;
};

/** Where no step failed, the runner did, and only it knows why. */
const wantsAnnotations = ({ job }: FailureFacts): boolean => job !== null && failedStepOf(job) === null;

type Known = { base: Signal[]; changed: string[]; jobs: Job[] };

const explainFailure = async (source: FailureSource, signal: Signal, known: Known): Promise<Failure> => {
  const { client } = source;
  const isJob = signal.kind === "job";
  const job = isJob ? (known.jobs.find(({ id }) => id === signal.id) ?? (await readJob(client, signal.id))) : null;
  const facts: FailureFacts = {
    signal,
    job,
    passedIn: passedAttempt(known.jobs, job),
    failsOnBase: failsIn(known.base, signal),
    changed: known.changed,
    annotations: [],
    section: null,
  };
  if (wantsAnnotations(facts)) facts.annotations = await readAnnotations(client, signal.id);
  const show = (excerpt: string): Failure => ({
    name: toOneLine(signal.name).slice(0, 200).toWellFormed() || "(no name)",
    excerpt: excerpt.slice(0, longestExcerpt).toWellFormed(),
    link: signal.link,
    ...decideCause(facts),
  });
  const text = isJob
    ? facts.annotations.join("\n")
    : cleanLog(signal.text)
        .map((line) => line.text)
        .join("\n");
  // A cause that is certain without the log spares two requests.
  if (!isJob || decideCause(facts).cause !== "branch") return show(text);
  const log = await downloadLog(client, signal.id);
  if (log === null) return show([text, "(its log cannot be read)"].filter(Boolean).join("\n"));
  const part = findFailingPart(cleanLog(log.text), failedStepOf(job));
  facts.section = part;
  return show(part.excerpt);
};

/** In the order of `failed`. At most five requests for each job, and three for all together. */
export const explainFailures = async (source: FailureSource, failed: Signal[]): Promise<Failure[]> => {
  if (failed.length === 0) return [];
  const [base, changed, jobs] = await Promise.all([
    readBase(source, failed),
    readChanged(source, failed),
    readAllJobs(source, failed),
  ]);
  return Promise.all(failed.map((signal) => explainFailure(source, signal, { base, changed, jobs })));
};
