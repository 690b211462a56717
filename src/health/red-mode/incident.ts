/** The record of an incident issue: what the probes said, since when, and how it ended. */
import { z } from "zod";
import type { Account } from "../../domain/issue.ts";
import { parseIssueRecord } from "../../flow/issue-record.ts";
import type { StateSeal } from "../../flow/state-seal.ts";
import type { Thread } from "../../github/decode.ts";

export const incidentMarker = "incident";

const probeRowSchema = z.strictObject({
  name: z.string().max(60),
  url: z.string().max(500),
  state: z.enum(["sick", "healthy", "refused"]),
  /** Failed probes of the pass, and how many there were. */
  failed: z.number().int().nonnegative(),
  of: z.number().int().nonnegative(),
  /** What the last failing, or else the last, probe saw. */
  last: z.string().max(300),
  /** ISO 8601; when `state` began. */
  since: z.string().max(40),
});

export type ProbeRow = z.infer<typeof probeRowSchema>;

export const incidentSchema = z.strictObject({
  version: z.literal(1),
  repositoryId: z.number().int(),
  /** Null between opening the issue and binding the record to it. */
  issue: z.number().int().positive().nullable(),
  /** Counts the versions of this record. */
  sequence: z.number().int().positive(),
  sickSince: z.string().max(40),
  /** Start of the healthy time that lasts; null while something is sick. */
  healthySince: z.string().max(40).nullable(),
  /** When the bot closed the issue. */
  closedAt: z.string().max(40).nullable(),
  /** The issue that stayed when two were opened at once. */
  duplicateOf: z.number().int().positive().nullable().default(null),
  probes: z.array(probeRowSchema).max(20),
});

export type Incident = z.infer<typeof incidentSchema>;

/** An issue with the incident label, by our account; `record` is null when it is damaged, or belongs to another issue. */
export type IncidentIssue = { thread: Thread; record: Incident | null };

/** Null for what is not ours at all: a pull request, somebody else's issue, one without any record of the kind. */
export const decodeIncident = (
  thread: Thread,
  self: Account,
  repositoryId: number,
  seal: StateSeal,
): IncidentIssue | null => {
  if (thread.isPull || thread.author.id !== self.id) return null;
  const json = parseIssueRecord(thread.body, incidentMarker, seal);
  const record = json.ok ? incidentSchema.safeParse(json.value).data : undefined;
  const isBound = record?.repositoryId === repositoryId && [null, thread.number].includes(record.issue);
  return { thread, record: record && isBound ? record : null };
};
