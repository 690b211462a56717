/** What is said of a patch apart from whether it applies: guardrails that refuse it, and flags that a writer must say yes to. */
import type { Refusal } from "../domain/patch.ts";
import type { ChangeKind } from "../domain/plan.ts";
import { defaultSettings, type Settings } from "../domain/settings.ts";
import type { Stage } from "../domain/stage.ts";
import { testGlobsOf } from "../flow/test-globs.ts";
import { findFlags } from "../guardrails/flags.ts";
import type { Flag, GuardrailContext } from "../guardrails/guardrail.ts";
import { checkGuardrails } from "../guardrails/guardrails.ts";
import { protectedPaths } from "../guardrails/protected-paths.ts";
import { screenPatch } from "../outgoing/screen-patch.ts";
import { createSecretScanner } from "../outgoing/secrets.ts";
import type { AppliedReply } from "../patch/apply-reply.ts";
import { extractPieces } from "../patch/extract/extract-pieces.ts";
import { parseDiff } from "../patch/parse/parse-diff.ts";
import { parsePatch } from "../patch/parse/parse-patch.ts";
import { refusal } from "../patch/refusal.ts";

/** Without a stage, the rules which stage and plan may write what are left out. */
export type PatchPolicy = { allow: string[]; stage: Stage | null; kind: ChangeKind | null; secrets: string[] };

export const openPolicy: PatchPolicy = { allow: [], stage: null, kind: "behaviour", secrets: [] };

export type Judgement = { refused: Refusal[]; flagged: Flag[] };

const rulesOfFlow = ["tests-first", "kind-fits"];

/** What a repository may be given at most: its own configuration is not known here. */
const settingsFor = ({ allow }: PatchPolicy): Settings => {
  const settings = { ...defaultSettings(), allow };
  return { ...settings, limits: { ...settings.limits, patchLines: 3_000, patchFiles: 60 } };
};

const contextFor = (policy: PatchPolicy): GuardrailContext => {
  const settings = settingsFor(policy);
  return { settings, stage: policy.stage ?? "implement", kind: policy.kind, testGlobs: testGlobsOf(settings) };
};

/** A patch that applies. What only a plan of another kind would forbid is flagged: here is no plan. */
export const judgeApplied = (applied: AppliedReply, policy: PatchPolicy): Judgement => {
  const canonical = parsePatch(applied.text);
  if (!canonical.ok) return { refused: canonical.error, flagged: [] };
  const screened = screenPatch(canonical.value, createSecretScanner(policy.secrets));
  const context = contextFor(policy);
  const violations = checkGuardrails(applied, context).filter(
    ({ rule }) => rule !== "flagged-paths" && (policy.stage !== null || !rulesOfFlow.includes(rule)),
  );
  const refused = [
    ...(screened.ok ? [] : screened.error),
    ...violations.map(({ rule, path, message }) => refusal("guardrail", `${rule}: ${message}`, { path })),
  ];
  return { refused, flagged: refused.length > 0 ? [] : findFlags(applied, context) };
};

const maxNames = 1_000;

const namesIn = (reply: string): string[] => {
  const extracted = extractPieces(reply);
  if (!extracted.ok) return [];
  const drafts = extracted.value.pieces.flatMap((piece) => (piece.kind === "diff" ? parseDiff(piece) : [piece.file]));
  return [...new Set(drafts.flatMap(({ before, after }) => [...(before ?? []), ...(after ?? [])]))].slice(0, maxNames);
};

/** Faults that depend on the files that happen to stand. */
const ofFiles: readonly Refusal["reason"][] = [
  "missing-file",
  "file-exists",
  "no-match",
  "ambiguous",
  "overlap",
  "no-change",
];

/** A patch that does not apply: what would forbid it anywhere comes first. */
export const judgeRefused = (reply: string, refused: Refusal[], policy: PatchPolicy): Refusal[] => {
  const known = new Set(refused.filter(({ reason }) => reason === "unsafe-path").map(({ path }) => path));
  const changes = namesIn(reply)
    .filter((path) => !known.has(path))
    .map((path) => ({ path, before: null, after: "" }));
  const forbidden = protectedPaths({ changes, text: "" }, contextFor(policy)).map(({ rule, path, message }) =>
    refusal("guardrail", `${rule}: ${message}`, { path }),
  );
  const isOfFiles = ({ reason }: Refusal): boolean => ofFiles.includes(reason);
  return [...refused.filter((one) => !isOfFiles(one)), ...forbidden, ...refused.filter(isOfFiles)];
};
