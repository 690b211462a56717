/** Refuses new file content that holds a secret: a file is never redacted, since a changed file is a wrong file. */
import type { FilePatch, PatchSet, Refusal } from "../domain/patch.ts";
import { failure, type Result, success } from "../domain/result.ts";
import type { Hit, SecretScanner } from "./secrets.ts";

const describe = ({ kind, line, lastLine }: Hit): string =>
  `${line === lastLine ? `line ${line} looks` : `lines ${line} to ${lastLine} look`} like a secret (${kind})`;

type AddedLine = { hunk: number | null; line: number; text: string };

/** What the patch adds to the file, without the signs of the diff, each line with its number in the new file. */
const addedLines = (file: FilePatch): AddedLine[] => {
  if (file.kind === "delete") return [];
  if (file.kind === "add")
    return file.content.split("\n").map((text, index) => ({ hunk: null, line: index + 1, text }));
  return file.hunks.flatMap((hunk, index) => {
    let line = hunk.newStart;
    const added: AddedLine[] = [];
    for (const { kind, text } of hunk.lines) {
      if (kind === "add") added.push({ hunk: index + 1, line, text });
      if (kind !== "remove") line++;
    }
    return added;
  });
};

const screenFile = (file: FilePatch, scanner: SecretScanner): Refusal[] => {
  const refuse = (hunk: number | null, line: number | null, path: string | null, detail: string): Refusal => ({
    path,
    hunk,
    line,
    reason: "guardrail",
    detail: `${detail}; leave it out, and read such values from the environment`,
    nearest: null,
  });
  const inPath = scanner
    .find(file.path)
    .map(({ kind }) => refuse(null, null, null, `a path looks like a secret (${kind})`));
  if (inPath.length > 0) return inPath;
  const added = addedLines(file);
  return scanner.find(added.map(({ text }) => text).join("\n")).map((hit) => {
    const first = added[hit.line - 1];
    const [line, lastLine] = [first?.line ?? 0, added[hit.lastLine - 1]?.line ?? 0];
    return refuse(first?.hunk ?? null, line, file.path, describe({ kind: hit.kind, line, lastLine }));
  });
};

/** Looks at paths and added lines only: a secret that a patch removes, or that stood there before, is no reason to refuse it. */
export const screenPatch = (patch: PatchSet, scanner: SecretScanner): Result<PatchSet, Refusal[]> => {
  const refused = patch.files.flatMap((file) => screenFile(file, scanner));
  return refused.length === 0 ? success(patch) : failure(refused);
};
