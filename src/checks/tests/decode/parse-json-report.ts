/** Reads a report in JSON that anything may have written. */
import type { z } from "zod";
import { failure, type Result, success } from "../../../domain/result.ts";
import type { Untrusted } from "../../../domain/untrusted.ts";

/** The error says what is wrong with the report. */
export const parseJsonReport = <T>(document: Untrusted, schema: z.ZodType<T>): Result<T, string> => {
  let value: unknown;
  try {
    value = JSON.parse(document.replace(/^\ufeff/, ""));
  } catch {
    return failure("the report is not well-formed JSON");
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return success(parsed.data);
  const place = parsed.error.issues[0]?.path.map(String).join(".") || "its top";
  return failure(`the report does not have the runner's form at ${place.slice(0, 200)}`);
};
