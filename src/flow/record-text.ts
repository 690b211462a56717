/** The record as text in a pull request body, and back. */

import { z } from "zod";
import type { EvidenceTable } from "../domain/evidence.ts";
import type { FrozenFinding } from "../domain/finding.ts";
import { type RunRecord, recordSchema } from "../domain/record.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { blankRecord } from "./blank-record.ts";
import { decodeHidden, encodeHidden } from "./hidden-json.ts";
import type { StateSeal } from "./state-seal.ts";

const open = "<!-- draftsmith:record ";
const close = " -->";
const kind = "record";

/** Largest record in a body, in bytes; GitHub's bodies hold 65,536 characters. */
export const maxRecordBytes = 24 * 1024;

/** From mild to hard: the longest text, in encoded bytes, and the longest list that stay; the shortest text still holds every SHA and branch. */
const cuts = [
  { text: 1_500, list: 200 },
  { text: 600, list: 100 },
  { text: 300, list: 40 },
  { text: 150, list: 20 },
  { text: 80, list: 8 },
] as const;

/** Evidence is gathered anew for every head, so it is what goes first. */
const evidenceCuts = [
  { text: 600, list: 12 },
  { text: 250, list: 5 },
] as const;

/** Longer than any list of one check's evidence, once its table is short. */
const longestList = 100;

const clip = (text: string, max: number): string => {
  if (text.length * 6 <= max) return text;
  let [end, size] = [0, 2];
  for (const sign of text) {
    size += Buffer.byteLength(encodeHidden(sign)) - 2;
    if (size > max) return text.slice(0, end);
    end += sign.length;
  }
  return text;
};

const shorten = (value: unknown, text: number, list: number): unknown => {
  if (typeof value === "string") return clip(value, text);
  if (Array.isArray(value)) return value.slice(0, list).map((one) => shorten(one, text, list));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shorten(one, text, list)]));
};

const shortenTable = ({ columns, rows, more }: EvidenceTable, list: number): EvidenceTable => ({
  columns,
  rows: rows.slice(0, list),
  more: more + Math.max(0, rows.length - list),
});

/** The record, cut where it is long until it fits: people read the rest on the pull request. */
const encodeFitting = (record: RunRecord, seal: StateSeal): string => {
  const encode = (fitting: RunRecord): string => encodeHidden(seal.close(kind, fitting));
  const whole = encode(record);
  if (Buffer.byteLength(whole) <= maxRecordBytes) return whole;
  for (const { text, list } of evidenceCuts) {
    const evidence = record.evidence.map((one) =>
      shorten({ ...one, table: one.table && shortenTable(one.table, list) }, text, longestList),
    );
    const shorter = encode({ ...record, evidence: evidence as RunRecord["evidence"] });
    if (Buffer.byteLength(shorter) <= maxRecordBytes) return shorter;
  }
  const { base, fingerprints, trees } = record;
  const isOpen = (one: FrozenFinding) => one.severity === "blocking" && !one.settled;
  const bare = record.evidence.map((one) => ({ ...one, table: null }));
  const findings = [...record.findings].sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
  for (const { text, list } of cuts) {
    const shorter = encode({
      ...(shorten({ ...record, findings, evidence: bare }, text, list) as RunRecord),
      base,
      fingerprints,
      trees,
    });
    if (Buffer.byteLength(shorter) <= maxRecordBytes) return shorter;
  }
  throw new Error(`the record of issue ${record.issue} does not fit into ${maxRecordBytes} bytes`);
};

/** One HTML comment. */
export const renderRecord = (record: RunRecord, seal: StateSeal): string =>
  `${open}${encodeFitting(record, seal)}${close}`;

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
    asked: true,
    state: true,
    sequence: true,
    spent: true,
    audit: true,
  })
  .extend({ compact: z.literal(true) });

/** The record of a run that has ended, in some 300 bytes: squash commits copy the body. */
export const renderCompactRecord = (record: RunRecord, seal: StateSeal): string =>
  `${open}${encodeHidden(seal.close(kind, compactSchema.strip().parse({ ...record, compact: true })))}${close}`;

const expand = ({ compact: _, ...kept }: z.infer<typeof compactSchema>): RunRecord => ({
  ...blankRecord,
  ...kept,
  frozenHash: "",
});

/** The record in `body`. The error says why it cannot be used: none, two of them, not signed, or not of the schema. */
export const parseRecord = (body: string, seal: StateSeal): Result<RunRecord, string> => {
  const hidden = decodeHidden(body, open, close);
  const json = hidden.ok ? seal.open(kind, hidden.value) : hidden;
  if (!json.ok) return failure(`the PR body ${json.error}`);
  const compact = compactSchema.safeParse(json.value);
  if (compact.success) return success(expand(compact.data));
  const parsed = recordSchema.safeParse(json.value);
  return parsed.success
    ? success(parsed.data)
    : failure(`the record in the PR body is not valid: ${parsed.error.issues[0]?.path.join(".")}`);
};

/** `body` without any record. */
export const removeRecord = (body: string): string => {
  const start = body.indexOf(open);
  const end = body.indexOf(close, start);
  return start < 0 || end < 0 ? body : removeRecord(body.slice(0, start) + body.slice(end + close.length));
};
