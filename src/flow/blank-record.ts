/** A record to which nothing has happened yet: what every run begins with, and what the compact record of an ended run leaves out. */
import { noUsage } from "../domain/budget.ts";
import type { RunRecord } from "../domain/record.ts";
import { firstPosition } from "./machine.ts";

/** The part of a record that tells one run from another. */
type Identity = "repositoryId" | "issue" | "pull" | "run" | "branch" | "base" | "head" | "frozenHash" | "labelEventId";

export const blankRecord = {
  version: 1,
  asked: null,
  configBlob: null,
  textHash: null,
  state: "working",
  reason: "",
  sequence: 1,
  published: 0,
  publishedHash: "",
  lostClaims: 0,
  position: firstPosition,
  stages: [],
  plan: null,
  findings: [],
  rubric: null,
  unproven: [],
  red: null,
  green: null,
  evidence: [],
  feedback: "",
  fingerprints: [],
  trees: [],
  usage: noUsage,
  lostUsd: 0,
  spent: { day: "", usd: 0 },
  reservedUsd: 0,
  claimedAt: null,
  waitingFor: null,
  waitingSince: null,
  consent: null,
  allowed: [],
} satisfies Omit<RunRecord, Identity>;
