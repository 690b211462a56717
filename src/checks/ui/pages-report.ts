/** What a browser saw on the pages of a server; it comes out of the sandbox, so all of it is untrusted. */
import { z } from "zod";
import { sentence } from "../serve/sentence.ts";

export const pageReportSchema = z.object({
  /** As configured. */
  path: z.string().max(300),
  /** Status of the answer; null when there was none. */
  status: z.number().int().nullable(),
  /** What is wrong with the page, the most telling first. */
  faults: z.array(z.string().max(400)).max(20),
  /** Faults that were left out. */
  more: z.number().int().nonnegative(),
  /** What is worth a word but no fault. */
  notes: z.array(z.string().max(400)).max(10),
  /** A file name in the report's directory; null when there is none. */
  screenshot: z
    .string()
    .regex(/^[a-z0-9-]{1,80}\.png$/)
    .nullable(),
});

export type PageReport = z.infer<typeof pageReportSchema>;

export const pagesReportSchema = z.object({
  /** Why pages could not be looked at; null when all of them were. */
  failure: sentence.nullable(),
  serverOutput: z.string().max(8_000),
  /** Version of the browser; empty when it was not started. */
  browser: z.string().max(100),
  pages: z.array(pageReportSchema).max(20),
});

export type PagesReport = z.infer<typeof pagesReportSchema>;
