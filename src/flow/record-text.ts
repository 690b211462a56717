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

const encode = (value: unknown): string => JSON.stringify(value).replaceAll(">", "\\u003e").replaceAll("<", "\\u003c");

/** From mild to hard: the longest text and the longest list that stay; the shortest text still holds every name, SHA and branch. */
const cuts = [
  { text: 1_500, list: 200 },
  { text: 600, list: 100 },
  { text: 300, list: 40 },
  { text: 200, list: 20 },
  { text: 120, list: 15 },
] as const;

const shorten = (value: unknown, text: number, list: number): unknown => {
  if (typeof value === "string") return value.slice(0, text).toWellFormed();
  if (Array.isArray(value)) return value.slice(0, list).map((one) => shorten(one, text, list));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shorten(one, text, list)]));
};

/** The record, cut where it is long until it fits: people read the rest on the pull request. */
const encodeFitting = (record: RunRecord): string => {
  const whole = encode(record);
  if (Buffer.byteLength(whole) <= maxRecordBytes) return whole;
  for (const { text, list } of cuts) {
    const shorter = encode(shorten(record, text, list));
    if (Buffer.byteLength(shorter) <= maxRecordBytes) return shorter;
  }
  throw new Error(`the record of issue ${record.issue} does not fit into ${maxRecordBytes} bytes`);
};

/** One HTML comment; `<` and `>` are escaped, so that nothing in it can end the comment. */
export const renderRecord = (record: RunRecord): string => `${open}${encodeFitting(record)}${close}`;

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
  `${open}${encode(compactSchema.strip().parse({ ...record, compact: true }))}${close}`;

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
