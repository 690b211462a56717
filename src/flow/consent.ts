/** The way of a flagged change: held back with its hash, allowed or refused by a writer, and then committed as exactly that. */
import { createHash } from "node:crypto";
import type { Allowance, Consent } from "../domain/consent.ts";
import type { CommitDraft, HeldCommit, Outcome } from "../domain/outcome.ts";
import type { RunRecord } from "../domain/record.ts";

const mostFlags = 100;
const mostKept = 20;
const mostNamed = 5;

/** Lower-case hex SHA-256 of a canonical patch: what a writer says yes to. */
export const hashPatch = (patch: string): string => createHash("sha256").update(patch).digest("hex");

export const isAllowed = ({ allowed }: Pick<RunRecord, "allowed">, hash: string): boolean =>
  allowed.some((one) => one.hash === hash);

const namePaths = (flags: { path: string }[]): string => {
  const paths = [...new Set(flags.map(({ path }) => path))];
  const more = paths.length > mostNamed ? ` and ${paths.length - mostNamed} more` : "";
  return `${paths.slice(0, mostNamed).join(", ")}${more}`;
};

/** `outcome` with its commit held back. What it proved is proven again with the commit; a verdict comes with the commit too. */
export const holdForConsent = (outcome: Outcome, commit: CommitDraft, flags: HeldCommit["flags"]): Outcome => ({
  ...outcome,
  status: "parked",
  waitingFor: "consent",
  summary: `A flagged change waits for a yes: ${namePaths(flags)}`.slice(0, 1_000),
  commit: null,
  consent: { commit, flags: flags.slice(0, mostFlags) },
  judged: false,
  red: null,
  green: null,
});

/** What the record keeps of it; where it is shown is known once publish has shown it. */
export const describeHeld = ({ stage, consent }: Outcome): Consent | null =>
  consent && {
    hash: hashPatch(consent.commit.patch),
    stage,
    flags: consent.flags.slice(0, mostKept).map(({ rule, path }) => ({ rule, path })),
    comment: null,
  };

/** A writer said yes; the change stays held until its commit is published. */
export const allowHeld = (record: RunRecord, { by, at }: Omit<Allowance, "hash">): RunRecord => {
  const { consent, allowed } = record;
  if (!consent || isAllowed(record, consent.hash)) return record;
  const allowance = { hash: consent.hash, by: { id: by.id, login: by.login }, at };
  return { ...record, allowed: [allowance, ...allowed].slice(0, mostKept) };
};

/** A writer said no: the stage has used up its attempt, and the next one is told what was not allowed. */
export const refuseHeld = (record: RunRecord): RunRecord => {
  const { consent } = record;
  if (!consent) return record;
  const rows = consent.flags.map(({ rule, path }) => `- ${path} (${rule})`);
  return {
    ...record,
    consent: null,
    feedback: [
      "A maintainer did not allow the last diff of this stage, because of these files:",
      ...rows,
      "Reach the goal without changing them in that way.",
    ]
      .join("\n")
      .slice(0, 4_000),
    stages: record.stages.map((entry) => (entry.name === consent.stage ? { ...entry, status: "failed" } : entry)),
  };
};
