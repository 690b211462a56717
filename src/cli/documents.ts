/** Work items and bundles as files: written whole or not at all, read with every fault named. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { FailureError } from "../domain/failure.ts";
import { type WorkItem, workItemSchema } from "../domain/work-item.ts";

/** Writes beside the target and renames, so that a reader never sees half of it. */
export const saveDocument = (path: string, document: unknown): void => {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.partial`;
  writeFileSync(partial, `${JSON.stringify(document)}\n`);
  renameSync(partial, path);
};

export const readText = (path: string, what: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    throw new FailureError({
      kind: "usage",
      message: `${what} ${path} cannot be read (${reason})`,
      hint: "Check the path.",
    });
  }
};

/** SHA-256 of a file's bytes, as the step output `digest`. */
export const digestOf = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

/** Refuses a document that is not the one which the job before wrote; without a digest there is nothing to compare. */
export const checkDigest = (path: string, what: string, digest: string | undefined): void => {
  if (!digest) return;
  const found = createHash("sha256").update(readText(path, what)).digest("hex");
  if (found === digest) return;
  throw new FailureError({
    kind: "refused",
    by: "digest",
    message: `${what} ${path} has the SHA-256 ${found}, not ${digest.slice(0, 64)}`,
    hint: "It was changed or exchanged between the jobs. Nothing was done; the next pass claims the run again.",
  });
};

/** Throws `FailureError` when the file is missing, has another digest, or does not fit the schema. */
export const readItem = (path: string, digest?: string): WorkItem => {
  checkDigest(path, "the work item", digest);
  const text = readText(path, "the work item");
  const fail = (message: string) =>
    new FailureError({ kind: "usage", message, hint: "Make it with `draftsmith claim N --item FILE`." });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw fail(`${path} is not JSON`);
  }
  const parsed = workItemSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw fail(
    `${path} is not a work item: ${parsed.error.issues
      .slice(0, 5)
      .map((issue) => `${issue.path.join(".")}: ${issue.message}`)
      .join("; ")}`,
  );
};
