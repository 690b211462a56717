/** Decodes the JSON of `oasdiff changelog` and joins what is one change seen through many operations. */
import { z } from "zod";
import { failure, type Result, success } from "../../domain/result.ts";
import type { Untrusted } from "../../domain/untrusted.ts";
import { cleanText } from "../scanners/clean-text.ts";
import { decodePercent } from "./decode-percent.ts";

/** The program's levels: an error breaks clients, a warning may, the rest does not. */
export const impacts = ["breaking", "possibly breaking", "compatible"] as const;
export type Impact = (typeof impacts)[number];
const levels = new Map<number, Impact>([
  [3, "breaking"],
  [2, "possibly breaking"],
  [1, "compatible"],
]);

export type ApiChange = {
  impact: Impact;
  /** The program's name of the rule, such as `endpoint-added`. */
  kind: string;
  text: string;
  /** Operations such as `GET /orders`, in the order of the report; empty when it is about the document. */
  operations: string[];
  /** File and line, of the head where it has the place: `openapi.yaml:19`; null when unknown. */
  place: string | null;
};

const sourceSchema = z.object({ file: z.string(), line: z.number().int() }).optional().catch(undefined);

const reportSchema = z
  .array(
    z.object({
      id: z.string(),
      text: z.string(),
      level: z.number().int(),
      operation: z.string().optional(),
      path: z.string().optional(),
      section: z.string().optional(),
      baseSource: sourceSchema,
      revisionSource: sourceSchema,
    }),
  )
  .max(500_000);

/** Changes by impact, otherwise in the order of the report. The error says why the text is no report. */
export const decodeChanges = (text: Untrusted): Result<ApiChange[], string> => {
  const report = parseReport(text);
  if (report === null) return failure("printed no report that can be read");
  const byKey = new Map<string, ApiChange>();
  for (const entry of report) {
    const place = placeOf(entry.revisionSource ?? entry.baseSource);
    const change: ApiChange = {
      impact: levels.get(entry.level) ?? "possibly breaking",
      kind: cleanText(entry.id, 100),
      text: cleanText(entry.text.replaceAll("`", ""), 1_000),
      operations: [],
      place,
    };
    // Paths and operations have a place of their own, so that only what they share is joined.
    const key = JSON.stringify([change.impact, change.kind, change.text, place ?? [entry.operation, entry.path]]);
    const known = byKey.get(key) ?? change;
    byKey.set(key, known);
    const operation = cleanText([entry.operation, entry.path].filter(Boolean).join(" "), 250);
    if (operation !== "") known.operations.push(operation);
  }
  const changes = [...byKey.values()];
  return success(impacts.flatMap((impact) => changes.filter((change) => change.impact === impact)));
};

const parseReport = (text: string): z.infer<typeof reportSchema> | null => {
  try {
    return reportSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

/** Files are written below `base/` and `head/`; the program encodes them as in a URL. */
const placeOf = (source: z.infer<typeof sourceSchema>): string | null => {
  const file = source && /^(?:base|head)\/(.+)$/s.exec(source.file)?.[1];
  return file ? cleanText(`${decodePercent(file)}:${source.line}`, 250) : null;
};
