/** The record as text in a pull request body, and back. */

import { z } from "zod";
import { noUsage } from "../domain/budget.ts";
import { type RunRecord, recordSchema } from "../domain/record.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { firstPosition } from "./machine.ts";

const open = "<!-- draftsmith:record ";
const close = " -->";

/** Largest record in a body, in bytes; GitHub's bodies hold 65,536 characters. */
export const maxRecordBytes = 24 * 1024;

const bytes = (text: string): number => Buffer.byteLength(text);

/** Cuts what is only there to be read, the least useful first, until the record fits. */
const fit = (record: RunRecord): RunRecord => {
  const cuts: ((record: RunRecord) => RunRecord)[] = [
    (one) => ({ ...r, evidence: r.evidence.map((one) => ({ ...one, excerpt: one.excerpt.slice(-400) })) }),
    (one) => ({
      ...r,
      evidence: r.evidence.map((one) => ({ ...one, excerpt: "" })),
      feedback: r.feedback.slice(0, 1_500),
    }),
    (one) => ({
      ...r,
      red: r.red && { ...r.red, tests: r.red.tests.slice(0, 30) },
      green: r.green && { ...r.green, tests: r.green.tests.slice(0, 30) },
    }),
    (one) => ({ ...r, findings: r.findings.map((one) => ({ ...one, reason: one.reason.slice(0, 200) })) }),
    (one) => ({
      ...r,
      plan: r.plan && {
        ...r.plan,
        summary: r.plan.summary.slice(0, 500),
        steps: r.plan.steps.map((s) => s.slice(0, 200)),
      },
    }),
  ];
  let fitted = record;
  for (const cut of cuts) {
    if (bytes(JSON.stringify(fitted)) <= maxRecordBytes) break;
    fitted = cut(fitted);
  }
  return fitted;
};

/** One HTML comment; `>` is escaped, so that nothing in it can end the comment. */
export const renderRecord = (record: RunRecord): string =>
  `${open}${JSON.stringify(fit(record)).replaceAll(">", "\\u003e").replaceAll("<", "\\u003c")}${close}`;

const compactSchema = recordSchema
  .pick({
    version: true,
    repositoryId: true,
    issue: true,
    pull: true,
    run: true,
    branch: true,
    base: true,
    head: true,
    labelEventId: true,
    state: true,
    sequence: true,
  })
  .extend({ compact: z.literal(true) });

/** The record of a run that has ended, in some 300 bytes: squash commits copy the body. */
export const renderCompactRecord = (record: RunRecord): string =>
  `${open}${JSON.stringify(compactSchema.strip().parse({ ...record, compact: true }))}${close}`;

const expand = ({ compact: _, ...kept }: z.infer<typeof compactSchema>): RunRecord => ({
  ...kept,
  frozenHash: "",
  reason: "",
  published: 0,
  lostClaims: 0,
  position: firstPosition,
  stages: [],
  plan: null,
  findings: [],
  rubric: null,
  red: null,
  green: null,
  evidence: [],
  feedback: "",
  fingerprints: [],
  usage: noUsage,
  spent: { day: "", usd: 0 },
  reservedUsd: 0,
  claimedAt: null,
  waitingFor: null,
  waitingSince: null,
});

/** The record in `body`. The error says why it cannot be used: none, two of them, or not of the schema. */
export const parseRecord = (body: string): Result<RunRecord, string> => {
  const start = body.indexOf(open);
  if (start < 0) return failure("the PR body holds no record");
  if (body.indexOf(open, start + open.length) >= 0) return failure("the PR body holds two records");
  const end = body.indexOf(close, start);
  if (end < 0) return failure("the record in the PR body has no end");
  try {
    const json: unknown = JSON.parse(body.slice(start + open.length, end));
    const compact = compactSchema.safeParse(json);
    if (compact.success) return success(expand(compact.data));
    const parsed = recordSchema.safeParse(json);
    return parsed.success
      ? success(parsed.data)
      : failure(`the record in the PR body is not valid: ${parsed.error.issues[0]?.path.join(".")}`);
  } catch {
    return failure("the record in the PR body is not JSON");
  }
};
