/** Reads a map that was written before: whole, checked against its schema, or why it cannot be used. */
import { readFileSync, statSync } from "node:fs";
import { type AtlasDocument, atlasDocumentSchema } from "../atlas/store/atlas-document.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { errorCodeOf } from "./error-code.ts";

/** Some 200,000 files at the greatest size per file, and room. */
const maxBytes = 200_000_000;

export type UnusableMap = { kind: "missing" | "damaged"; message: string };

const damaged = (message: string) => failure<UnusableMap>({ kind: "damaged", message });

export const readAtlasDocument = (path: string): Result<AtlasDocument, UnusableMap> => {
  let text: string;
  try {
    if (statSync(path).size > maxBytes) return damaged(`${path} is larger than a map can be`);
    text = readFileSync(path, "utf8");
  } catch (error) {
    const code = errorCodeOf(error);
    return failure({ kind: code === "ENOENT" ? "missing" : "damaged", message: `${path} cannot be read (${code})` });
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return damaged(`${path} is not JSON`);
  }
  const parsed = atlasDocumentSchema.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return damaged(`${path} is not a map of this version: ${issue?.path.join(".") || "file"}: ${issue?.message ?? ""}`);
  }
  return hasPlaces(parsed.data) ? success(parsed.data) : damaged(`${path} names files or owners that are not in it`);
};

/** Whether every number stands for an entry of the list that it points into. */
const hasPlaces = ({ files, owners, people, cycles }: AtlasDocument): boolean =>
  cycles.every((cycle) => cycle.every((place) => place < files.length)) &&
  files.every(
    (file) =>
      (file.imports ?? []).every((place) => place < files.length) &&
      (file.owners ?? []).every((place) => place < owners.length) &&
      (file.people ?? []).every(([place]) => place < people.length),
  );
