/** The canonical form of a change: everything that judges or applies a patch works on this and nothing else. */

export type HunkLine = { kind: "context" | "remove" | "add"; text: string };

export type Hunk = {
  /** 1-based line in the old file where the hunk starts; 0 when the old side is empty or unknown. */
  oldStart: number;
  /** 1-based line in the new file; 0 when the new side is empty. */
  newStart: number;
  section: string;
  lines: HunkLine[];
  /** The old or new side of this hunk ends the file without a final newline. */
  oldNoNewline: boolean;
  newNoNewline: boolean;
};

export type FilePatch =
  | { kind: "add"; path: string; content: string }
  /** Hunks are empty when the patch shows no text of the deleted file; else they must show all of it. */
  | { kind: "delete"; path: string; hunks: Hunk[] }
  | { kind: "modify"; path: string; hunks: Hunk[] }
  | { kind: "rename"; path: string; from: string; hunks: Hunk[] };

export type PatchSet = { files: FilePatch[] };

/** The text of a file before the change, or null where no file stands. Paths are relative, `/`-separated. */
export type ReadBase = (path: string) => string | null;

/** One file after the change; null content means that it is gone. `from` is the file's name before it was renamed. */
export type FileChange = { path: string; before: string | null; after: string | null; from?: string };

/** Why a patch was refused, precise enough that one repair round can mend it. */
export type Refusal = {
  path: string | null;
  /** 1-based hunk within the file, null when the refusal is not about a hunk. */
  hunk: number | null;
  /** 1-based line in the reply or file that `detail` speaks of. */
  line: number | null;
  reason:
    | "empty"
    | "malformed"
    | "unsafe-path"
    | "missing-file"
    | "file-exists"
    | "no-match"
    | "ambiguous"
    | "binary"
    | "overlap"
    | "no-change"
    | "guardrail";
  detail: string;
  /** The lines of the base that come nearest, with line numbers, where that helps. */
  nearest: string | null;
};
