/** What may be given from outside, as JSON lines: issues to join to fixes, and prepared cases with their base. */
import { readFileSync } from "node:fs";
import * as z from "zod";

const sha = z.string().regex(/^[0-9a-f]{7,64}$/);

const issue = z.object({
  repo: z.string(),
  number: z.int().positive(),
  title: z.string(),
  body: z.string().nullish(),
  /** Commit to search; the parent of `fix` where it is not given. */
  base: sha.optional(),
  /** The commit that fixed it; found by its message where it is not given. */
  fix: sha.optional(),
});

const prepared = z
  .object({
    id: z.string().optional(),
    repo: z.string(),
    base: sha,
    text: z.string(),
    patch: z.string().optional(),
    fix: sha.optional(),
  })
  .refine((one) => one.patch !== undefined || one.fix !== undefined, "needs patch or fix");

export type Issue = z.infer<typeof issue>;
export type Prepared = z.infer<typeof prepared>;

const readLines = <T>(file: string, schema: z.ZodType<T>): T[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, index) => {
      if (line.trim() === "") return [];
      try {
        return [schema.parse(JSON.parse(line))];
      } catch (error) {
        const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
        throw new Error(`${file}:${index + 1}: ${reason}`);
      }
    });

export const readIssues = (file: string): Issue[] => readLines(file, issue);

export const readPrepared = (file: string): Prepared[] => readLines(file, prepared);
