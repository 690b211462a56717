/** The changed files between two commits with counts and patches, as pull requests and comparisons list them. */
import type { RepositoryCall } from "./call.ts";
import { emptyTree } from "./git-formats.ts";
import { fullName, repositoryUrl } from "./render-repository.ts";

const statusWords: Record<string, string> = {
  A: "added",
  D: "removed",
  M: "modified",
  R: "renamed",
  C: "copied",
  T: "changed",
};
const nothing = /^0+$/;

/** The hunks of each file in the order of the raw listing, without the header lines; undefined for binary files. */
const splitPatches = (text: string): (string | undefined)[] =>
  text
    .split(/^diff --git .*\n/m)
    .slice(1)
    .map((part) => {
      const start = part.search(/^@@ /m);
      return start === -1 ? undefined : part.slice(start).replace(/\n$/, "");
    });

const countLines = (patch: string | undefined, sign: "+" | "-"): number =>
  (patch ?? "").split("\n").filter((line) => line.startsWith(sign)).length;

/** `from` null is the empty tree: the first commit. Renames are found as git finds them by default. */
export const diffFiles = async (call: RepositoryCall, from: string | null, to: string) => {
  const base = from ?? emptyTree;
  const out = (await call.objects.diff(base, to)).toString("utf8");
  // An empty record ends the raw listing; the patch follows.
  const gap = out.indexOf("\0\0");
  const fields = out.slice(0, Math.max(0, gap)).split("\0");
  const patches = splitPatches(out.slice(gap + 2));
  const files = [];
  const url = repositoryUrl(call, call.repository);
  const html = `${call.url}/${fullName(call.repository)}`;
  for (let at = 0; at + 1 < fields.length; ) {
    const [, , before = "", after = "", letter = ""] = (fields[at] ?? "").split(" ");
    const isMoved = letter.startsWith("R") || letter.startsWith("C");
    const filename = fields[at + (isMoved ? 2 : 1)] ?? "";
    const patch: string | undefined = patches[files.length];
    const additions = countLines(patch, "+");
    const deletions = countLines(patch, "-");
    const place = filename.split("/").map(encodeURIComponent).join("/");
    files.push({
      sha: nothing.test(after) ? before : after,
      filename,
      status: statusWords[letter.slice(0, 1)] ?? "changed",
      additions,
      deletions,
      changes: additions + deletions,
      blob_url: `${html}/blob/${to}/${place}`,
      raw_url: `${html}/raw/${to}/${place}`,
      contents_url: `${url}/contents/${place}?ref=${to}`,
      ...(patch === undefined ? {} : { patch }),
      ...(isMoved ? { previous_filename: fields[at + 1] ?? "" } : {}),
    });
    at += isMoved ? 3 : 2;
  }
  return files;
};
