/** What one round of load on a server gave; it comes out of the sandbox, so all of it is untrusted. */
import { z } from "zod";
import { sentence } from "../serve/sentence.ts";

const count = z.number().int().nonnegative();
const milliseconds = z.number().nonnegative();

export const measureSchema = z.object({
  path: z.string().max(300),
  /** Status of a single request before the load; null when it was not answered. */
  status: z.number().int().nullable(),
  /** Requests that ended in one way or another. */
  requests: count,
  /** Those with a status of 400 or more, and those that got no answer. */
  failed: count,
  /** Length of the measurement. */
  seconds: z.number().nonnegative(),
  /** Of the answers with a status below 400; null when there were too few. */
  p50: milliseconds.nullable(),
  p95: milliseconds.nullable(),
});

export type Measure = z.infer<typeof measureSchema>;

export const roundReportSchema = z.object({
  /** Why nothing, or not all, was measured; null when all was. */
  failure: sentence.nullable(),
  serverOutput: z.string().max(8_000),
  measures: z.array(measureSchema).max(20),
  /** The end of what k6 printed; empty when it was not run. */
  k6Output: z.string().max(8_000),
  /** Exit status of k6; null when it was not run, or was ended. */
  k6Exit: z.number().int().nullable(),
});

export type RoundReport = z.infer<typeof roundReportSchema>;
