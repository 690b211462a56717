/** What made a check fail, as one table: the first rule that fits decides, and what fits none is the branch's own. */
import type { CiCause } from "../../domain/evidence.ts";
import type { Job } from "./read-jobs.ts";
import type { Signal } from "./signal.ts";

export type FailureFacts = {
  signal: Signal;
  /** The job behind the signal; null for what is no job of GitHub Actions. */
  job: Job | null;
  /** Attempt of the same job on the same commit that passed; null when none did. */
  passedIn: number | null;
  /** The same check of the same app failed on the base. */
  failsOnBase: boolean;
  /** Paths that the branch changes. */
  changed: string[];
  /** What GitHub noted about the job; empty when it was not asked. */
  annotations: string[];
  /** The failing step's section of the log, and which step it is; null when the log was not read, or is gone. */
  section: { step: string | null; lines: string[] } | null;
};

type Rule = {
  cause: CiCause;
  /** Null: the rule does not fit. Otherwise why it does. */
  why: (facts: FailureFacts) => string | null;
};

export const failedStepOf = (job: Job | null): string | null =>
  job?.steps.find(({ conclusion }) => conclusion === "failure" || conclusion === "timed_out")?.name ?? null;

const stepOf = ({ job, section }: FailureFacts): string | null => failedStepOf(job) ?? section?.step ?? null;

/** Steps that no file of the repository takes part in. */
const runnerStep = /^(?:Set up job|Initialize containers|Stop containers|Complete job|Set up runner|Pull \S+)/;

/** Steps that fetch what the others need. A chain of commands may hold tests, so it is none of them. */
const setupStep =
  /^(?:set ?up |initiali[sz]e |check ?out\b|restore |cache |install |post |log ?in |download |upload |run actions\/(?:checkout|setup-|cache|download-artifact|upload-artifact)|run (?:npm (?:ci|i|install)|pnpm (?:i|install)|yarn(?: install)?|bun install|(?:python3? -m )?pip3? install|uv sync|poetry install|go mod download|cargo fetch|bundle install|composer install|corepack|(?:sudo )?apt(?:-get)?|docker (?:pull|login))\b)/i;
const isSetup = (step: string | null): boolean => step !== null && setupStep.test(step) && !/&&|\|\||[;|]/.test(step);

const network =
  /\b(?:ECONNRESET|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|EAI_AGAIN|ENOTFOUND|ERR_SOCKET_TIMEOUT)\b|socket hang up|TLS handshake timeout|Could not resolve host|Connection (?:reset by peer|timed out)|Temporary failure (?:in name resolution|resolving)|Read timed out|i\/o timeout|\b(?:HTTP(?:\/\d(?:\.\d)?)?|status(?: code)?|error|returned)\W{1,3}5\d\d\b|\bE5\d\d\b|\b(?:500 Internal Server Error|502 Bad Gateway|503 Service Unavailable|504 Gateway Time-?out|429 Too Many Requests)\b|toomanyrequests/i;
const rateLimit = /\b(?:API )?rate limit (?:exceeded|reached)|secondary rate limit|pull rate limit/i;
const runnerLost =
  /lost communication with the server|runner has received a shutdown signal|was not acquired by Runner|no hosted parallelism|runner .{0,80}(?:unexpectedly|went offline)|self-hosted runner lost/i;
const outOfTime = /exceeded the maximum execution time|has timed out after \d+ minutes?/i;
const noSpace = /no space left on device|not enough space on the disk|\bENOSPC\b/i;

/** Lines in which a step tells how it ended; what it printed long before says nothing. */
const lastLines = 200;

const linesOf = ({ section, annotations }: FailureFacts): string[] => [
  ...annotations,
  ...(section?.lines.slice(-lastLines) ?? []),
];

const lineWith = (facts: FailureFacts, pattern: RegExp): string | null => {
  const found = linesOf(facts).find((line) => pattern.test(line));
  return found === undefined ? null : found.replace(/\s+/g, " ").trim().slice(0, 160);
};

const services: readonly { what: string; pattern: RegExp }[] = [
  { what: "a contributor agreement", pattern: /\b(?:cla|dco|easycla|license\/cla|cla-assistant)\b/i },
  { what: "a licence service", pattern: /licen[cs]e|fossa|snyk|black ?duck/i },
  { what: "a coverage service", pattern: /codecov|coveralls|coverage/i },
  { what: "a deployment", pattern: /deploy|preview|vercel|netlify|render\.com|cloudflare[- ]pages|heroku|fly\.io/i },
];

const isForeign = ({ signal }: FailureFacts): boolean => signal.kind === "check" || signal.kind === "status";

/** A path is named where it stands for itself, not as the end of another. */
const namesPath = (text: string, path: string): boolean => {
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
    const isBounded = !/[\w/.-]/.test(text[at - 1] ?? " ") && !/[\w/-]/.test(text[at + path.length] ?? " ");
    if (isBounded) return true;
  }
  return false;
};

/** Longer texts of apps are not searched. */
const longestText = 20_000;

const namedFile = ({ signal, changed }: FailureFacts): string | null =>
  changed.find((path) => namesPath(signal.text.slice(0, longestText), path)) ?? null;

export const causeRules: readonly Rule[] = [
  {
    cause: "flaky",
    why: ({ passedIn }) => (passedIn === null ? null : `the same job passed in attempt ${passedIn} of this commit`),
  },
  {
    cause: "infrastructure",
    why: ({ signal }) =>
      signal.conclusion === "startup_failure" || signal.conclusion === "stale"
        ? `GitHub could not run it (${signal.conclusion.replace("_", " ")})`
        : null,
  },
  {
    cause: "branch",
    why: (facts) =>
      facts.signal.conclusion === "timed_out" || lineWith(facts, outOfTime) ? "it ran longer than it may" : null,
  },
  {
    cause: "infrastructure",
    why: ({ signal }) => (signal.conclusion === "cancelled" ? "it was cancelled before it ended" : null),
  },
  {
    cause: "infrastructure",
    why: (facts) => {
      const step = failedStepOf(facts.job);
      return step !== null && runnerStep.test(step) ? `the runner failed in "${step.slice(0, 80)}"` : null;
    },
  },
  {
    cause: "infrastructure",
    why: (facts) => {
      if (!facts.job || failedStepOf(facts.job) !== null) return null;
      const line = lineWith(facts, runnerLost);
      return line && `the runner was lost: ${line}`;
    },
  },
  {
    cause: "infrastructure",
    why: (facts) => {
      const line = isSetup(stepOf(facts)) ? (lineWith(facts, network) ?? lineWith(facts, rateLimit)) : null;
      return line && `a server did not answer while "${stepOf(facts)?.slice(0, 80)}": ${line}`;
    },
  },
  {
    cause: "infrastructure",
    why: (facts) => {
      const line = lineWith(facts, noSpace);
      return line && `the runner's disk was full: ${line}`;
    },
  },
  { cause: "external", why: ({ failsOnBase }) => (failsOnBase ? "it fails on the base too" : null) },
  {
    cause: "external",
    why: (facts) => {
      const service = isForeign(facts) ? services.find(({ pattern }) => pattern.test(facts.signal.name)) : undefined;
      return service ? `it is ${service.what}` : null;
    },
  },
  {
    cause: "external",
    why: (facts) =>
      isForeign(facts) && namedFile(facts) === null ? "another app says so and names no file of this change" : null,
  },
];

const ownReason = (facts: FailureFacts): string => {
  const file = isForeign(facts) ? namedFile(facts) : null;
  if (file !== null) return `it names ${file}, which this change touches`;
  const step = stepOf(facts);
  return step === null ? "nothing points elsewhere" : `the step "${step.slice(0, 80)}" failed`;
};

/** Deterministic; the text of a log can move a failure away from the branch only where the runner's own steps failed or its disk was full. */
export const decideCause = (facts: FailureFacts): { cause: CiCause; reason: string } => {
  for (const { cause, why } of causeRules) {
    const reason = why(facts);
    if (reason !== null) return { cause, reason: reason.slice(0, 300).toWellFormed() };
  }
  return { cause: "branch", reason: ownReason(facts).slice(0, 300).toWellFormed() };
};
