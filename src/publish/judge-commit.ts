/** What publish itself finds about a diff: parsed and applied again on blobs read from GitHub, refused or flagged by the rules. */
import { FailureError } from "../domain/failure.ts";
import type { CommitDraft } from "../domain/outcome.ts";
import type { FileChange } from "../domain/patch.ts";
import type { RunRecord } from "../domain/record.ts";
import type { Stage } from "../domain/stage.ts";
import { testGlobsOf } from "../flow/test-globs.ts";
import type { TreeEntry } from "../github/decode.ts";
import { type Flag, findFlags } from "../guardrails/flags.ts";
import { checkGuardrails } from "../guardrails/guardrails.ts";
import { screenPatch } from "../outgoing/screen-patch.ts";
import { applyCanonical, namedPaths } from "../patch/apply-canonical.ts";
import { describeRefusals } from "../patch/describe-refusal.ts";
import { findCollisions } from "../patch/find-collisions.ts";
import { parsePatch } from "../patch/parse/parse-patch.ts";
import type { PublishContext } from "./publish-context.ts";

export const refused = (by: string, message: string): FailureError =>
  new FailureError({
    kind: "refused",
    by,
    message,
    hint: "Nothing of this commit was written. The bundle does not fit what GitHub holds, or breaks a guardrail.",
  });

/** Texts of the files that the patch names, read from GitHub at the head. Binary files read as null text and are refused later. */
const readBases = async (
  context: PublishContext,
  tree: Map<string, TreeEntry>,
  paths: string[],
): Promise<Map<string, string>> => {
  const texts = new Map<string, string>();
  for (const path of paths) {
    const entry = tree.get(path);
    if (!entry) continue;
    if (entry.mode !== "100644" && entry.mode !== "100755")
      throw refused("file-mode", `${path} is not a plain file (mode ${entry.mode})`);
    const bytes = await context.reader.blob(entry.sha);
    const text = bytes.toString("utf8");
    if (!Buffer.from(text).equals(bytes)) throw refused("binary", `${path} is not UTF-8 text`);
    texts.set(path, text);
  }
  return texts;
};

const rebuild = async (
  context: PublishContext,
  record: RunRecord,
  stage: Stage,
  draft: CommitDraft,
  tree: Map<string, TreeEntry>,
): Promise<{ changes: FileChange[]; flags: Flag[] }> => {
  const patch = parsePatch(draft.patch);
  if (!patch.ok) throw refused("patch", describeRefusals(patch.error));
  const screened = screenPatch(patch.value, context.scanner);
  if (!screened.ok) throw refused("secret", describeRefusals(screened.error));
  const texts = await readBases(context, tree, namedPaths(patch.value));
  const applied = applyCanonical(draft.patch, (path) => texts.get(path) ?? null);
  if (!applied.ok) throw refused("patch", describeRefusals(applied.error));
  const { changes } = applied.value;
  const collisions = findCollisions(changes, tree.keys());
  if (collisions.length > 0) throw refused("patch", describeRefusals(collisions));
  const { settings } = context;
  const change = { changes, text: draft.patch };
  const guarded = { settings, stage, kind: record.plan?.kind ?? null, testGlobs: testGlobsOf(settings) };
  const violations = checkGuardrails(change, guarded);
  if (violations.length > 0)
    throw refused("guardrail", violations.map((one) => `${one.rule}: ${one.message}`).join("; "));
  return { changes, flags: findFlags(change, guarded) };
};

export type JudgedCommit = {
  changes: FileChange[];
  /** Why a writer must say yes first; empty when nobody has to be asked. */
  flags: Flag[];
  /** Of the head that the commit will stand on. */
  tree: { sha: string; entries: Map<string, TreeEntry> };
};

/** Throws `FailureError` when the diff does not fit the head of the branch or may not be published. */
export const judgeCommit = async (
  context: PublishContext,
  record: RunRecord,
  stage: Stage,
  draft: CommitDraft,
): Promise<JudgedCommit> => {
  const { tree: sha } = await context.reader.commit(record.head);
  const entries = await context.reader.tree(sha);
  return { ...(await rebuild(context, record, stage, draft, entries)), tree: { sha, entries } };
};
