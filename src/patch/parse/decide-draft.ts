/** A header and its hunks become the draft of one file, or a draft that says why it can never be applied. */
import type { DraftFile, DraftHunk } from "../draft.ts";
import { decideNames, guessNames, type Names } from "./decide-names.ts";
import { type Fault, type Header, malformed } from "./parse-header.ts";

/** A draft without a file, for faults of a whole piece. */
export const faultDraft = (at: number, detail: string): DraftFile => ({
  at,
  before: [],
  after: [],
  kind: "unknown",
  baseBlob: null,
  hunks: [],
  content: null,
  fault: malformed(detail),
});

const decideKind = (header: Header, { before, after }: Names): DraftFile["kind"] | Fault => {
  const isRename = header.renameFrom !== null;
  const isAdd = header.isNewFile || before === null;
  const isDelete = header.isDeletedFile || after === null;
  if (isAdd && isDelete) return malformed("it says both that the file is new and that it is deleted");
  if (isRename && (isAdd || isDelete)) return malformed("a renamed file can be neither new nor deleted");
  return isRename ? "rename" : isAdd ? "add" : isDelete ? "delete" : "unknown";
};

/** What asks for nothing can only be a part of something else. */
const emptyFault = (header: Header, kind: DraftFile["kind"]): Fault | null => {
  if (kind === "unknown")
    return malformed("it has no hunks: write `@@ -line,count +line,count @@` and the lines below it");
  if (kind === "add" && header.plus !== null)
    return malformed("the new file has no hunk: write `@@ -0,0 +1,count @@` and its lines with `+`");
  return null;
};

type Place = { path: string | null; at: number };

/** Decides names and kind from all that the header states; `path` names the file of a header that names none. */
export const decideDraft = (header: Header, hunks: DraftHunk[], { path, at }: Place): DraftFile => {
  const names = decideNames(header, path);
  const kind = typeof names === "string" ? malformed(names) : decideKind(header, names);
  const fault = header.fault ?? (typeof kind === "string" ? null : kind);
  if (fault || typeof names === "string" || typeof kind !== "string") {
    const guess = guessNames(header, path);
    return { at, before: guess, after: guess, kind: "unknown", baseBlob: null, hunks, content: null, fault };
  }
  return {
    at,
    before: kind === "add" ? null : names.before,
    after: kind === "delete" ? null : names.after,
    kind,
    baseBlob: header.baseBlob,
    hunks,
    content: null,
    fault: hunks.length === 0 ? emptyFault(header, kind) : null,
  };
};
