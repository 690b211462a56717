/** A case that is written as JSON, held against its schema. */
import type { z } from "zod";
import { failure, type Result, success } from "../../domain/result.ts";

/** The error names the first fault by its place. */
export const readCase = <T>(text: string, schema: z.ZodType<T>): Result<T, string> => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return failure("the text is not JSON");
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return success(parsed.data);
  const [issue] = parsed.error.issues;
  return failure(`${issue?.path.join(".") || "(root)"}: ${issue?.message}`);
};
