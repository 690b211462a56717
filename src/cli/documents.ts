/** Work items and bundles as files: written whole or not at all, read with every fault named. */
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

export const readItem = (path: string): WorkItem => {
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
