/** What a parameter of a declared type is given: made from the opened text where it can hold one, else a plain value. */
import { defaultWeights } from "../../src/atlas/search/weights.ts";
import type { FileChange } from "../../src/domain/patch.ts";
import { noSeal } from "../../src/flow/state-seal.ts";
import { nothingDropped } from "../../src/outgoing/incoming/dropped.ts";
import type { Line, Scope } from "../../src/patch/extract/piece.ts";
import { scan } from "../../src/patch/extract/scan.ts";
import { readFileText } from "../../src/patch/locate/file-text.ts";
import { splitLines } from "../../src/patch/text-lines.ts";
import { scanner } from "./live-secrets.ts";

const lines = (text: string): string[] => text.split("\n");
const placed = (text: string): Line[] => lines(text).map((each, at) => ({ text: each, at: at + 1 }));
const change = (text: string): FileChange => ({ path: "src/a.ts", before: text.slice(text.length / 2), after: text });
const scope = (): Scope => ({
  path: null,
  isClosed: false,
  isRendered: true,
  depth: 0,
  carried: { path: undefined },
  scan,
});

/** Where the text goes in. */
export const fromText: Readonly<Record<string, (text: string) => unknown>> = {
  string: (text) => text,
  Untrusted: (text) => text,
  "string | null": (text) => text,
  "string | undefined": (text) => text,
  "Untrusted | null": (text) => text,
  unknown: (text) => ({ text, list: lines(text).slice(0, 1_000) }),
  "string[]": lines,
  "readonly string[]": lines,
  "Iterable<string>": lines,
  "ReadonlySet<string>": (text) => new Set(lines(text)),
  "Line[]": placed,
  FileText: readFileText,
  TextLines: splitLines,
  FileChange: change,
  "FileChange[]": (text) => [change(text)],
  Buffer: (text) => Buffer.from(text),
};

/** What is no text. */
export const plain: Readonly<Record<string, () => unknown>> = {
  number: () => 1_000,
  "number | null": () => null,
  boolean: () => true,
  Date: () => new Date(0),
  SecretScanner: () => scanner,
  Dropped: nothingDropped,
  Scope: scope,
  StateSeal: () => noSeal,
  Author: () => "model",
  Surroundings: () => "outside",
  Visit: () => () => {},
  ParsedLanguage: () => "python",
  CommentStyle: () => ({ line: ["//", "#"], block: true, quotes: "\"'" }),
  "DraftFile[]": () => [],
  "readonly Hit[]": () => [],
  Language: () => "javascript",
  PatternRules: () => ({ descends: true, hasSets: true }),
  QueryWeights: () => defaultWeights,
  ScanOptions: () => ({ isTest: true, hasNames: true }),
  "{ owner: string; name: string }": () => ({ owner: "acme", name: "app" }),
  "{ path: string | null; label: string | null }": () => ({ path: null, label: null }),
  "{ at: number; isClosed: boolean }": () => ({ at: 1, isClosed: true }),
  '"typescript" | "tsx" | "javascript"': () => "tsx",
  "PackageManifest | null": () => null,
  "HunkHeader | null": () => null,
  "ReadonlyMap<string, number>": () => new Map(),
  "string | null | undefined": () => null,
  Repository: () => ({ id: 1, owner: "acme", name: "app" }),
  Account: () => ({ id: 1, login: "octo", type: "User" }),
  "(path: string) => boolean": () => () => false,
  "(path: string) => string | null": () => () => null,
  "Set<string>": () => new Set(),
};
