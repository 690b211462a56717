/** One outcome's diff as one commit: parsed and applied again on blobs read from GitHub, judged, written, and read back. */
import { FailureError } from "../domain/failure.ts";
import type { CommitDraft } from "../domain/outcome.ts";
import type { FileChange } from "../domain/patch.ts";
import type { RunRecord } from "../domain/record.ts";
import type { Stage } from "../domain/stage.ts";
import { testGlobsOf } from "../flow/test-globs.ts";
import { renderTrailers } from "../flow/trailers.ts";
import type { TreeEntry } from "../github/decode.ts";
import { explainError, isAmbiguous, statusOf } from "../github/explain-error.ts";
import type { TreeWrite } from "../github/write-client.ts";
import { checkGuardrails } from "../guardrails/guardrails.ts";
import { renderCommitBody, renderCommitSubject } from "../outgoing/plain-line.ts";
import { screenPatch } from "../outgoing/screen-patch.ts";
import { applyCanonical, namedPaths } from "../patch/apply-canonical.ts";
import { blobId } from "../patch/blob-id.ts";
import { describeRefusals } from "../patch/describe-refusal.ts";
import { findCollisions } from "../patch/find-collisions.ts";
import { parsePatch } from "../patch/parse/parse-patch.ts";
import { checkFreeze } from "./guard.ts";
import type { PublishContext } from "./publish-context.ts";

const refused = (by: string, message: string): FailureError =>
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
): Promise<FileChange[]> => {
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
  const violations = checkGuardrails(
    { changes, text: draft.patch },
    { settings: context.settings, stage, kind: record.plan?.kind ?? null, testGlobs: testGlobsOf(context.settings) },
  );
  if (violations.length > 0)
    throw refused("guardrail", violations.map((one) => `${one.rule}: ${one.message}`).join("; "));
  return changes;
};

const treeWrites = (changes: FileChange[], tree: Map<string, TreeEntry>): TreeWrite[] =>
  changes.map((change) =>
    change.after === null
      ? { path: change.path, gone: true }
      : {
          path: change.path,
          mode: tree.get(change.from ?? change.path)?.mode === "100755" ? "100755" : "100644",
          content: change.after,
        },
  );

/** The message is ours but for the subject and body, which are screened line by line. */
const renderMessage = (
  context: PublishContext,
  record: RunRecord,
  stage: Stage,
  index: number,
  draft: CommitDraft,
): string => {
  const subject = renderCommitSubject(context.scanner.redact(draft.subject));
  const body = renderCommitBody(context.scanner.redact(draft.body)).trim();
  const trailers = renderTrailers({ issue: record.issue, run: record.run, stage, sequence: record.sequence, index });
  return [subject, ...(body ? [body] : []), trailers].join("\n\n");
};

/** What GitHub would answer for the tree just written, so that the next commit need not ask. */
const rememberTree = (
  context: PublishContext,
  sha: string,
  base: Map<string, TreeEntry>,
  writes: TreeWrite[],
): void => {
  const tree = new Map(base);
  for (const write of writes) {
    if ("gone" in write) tree.delete(write.path);
    else {
      const bytes = Buffer.from(write.content);
      const entry = { path: write.path, mode: write.mode, type: "blob", sha: blobId(bytes) };
      tree.set(write.path, entry);
      context.reader.remember("blob", entry.sha, bytes);
    }
  }
  context.reader.remember("tree", sha, tree);
};

/** Moves the branch to `sha`; a branch that moved meanwhile is a conflict that a person must see. */
export const moveBranch = async (context: PublishContext, branch: string, sha: string): Promise<void> => {
  for (let tries = 0; ; tries += 1) {
    try {
      const seen = await context.writer.moveBranch(branch, sha);
      if (seen === sha) return;
    } catch (error) {
      if (!isAmbiguous(error) && statusOf(error) !== 422 && statusOf(error) !== 404)
        throw new FailureError(explainError(error));
      if ((await context.reader.headOf(branch)) === sha) return;
      if (isAmbiguous(error) && tries < 2) continue;
      if (isAmbiguous(error)) throw new FailureError(explainError(error));
    }
    throw new FailureError({
      kind: "conflict",
      message: `branch ${branch} was moved or deleted by somebody else`,
      hint: "The bot keeps its hands off: go on by hand, or restore the branch and set the ready label again.",
    });
  }
};

/** Resolves to the SHA of the commit at the tip of the branch. Throws `FailureError` and writes nothing visible when anything does not fit. */
export const publishCommit = async (
  context: PublishContext,
  record: RunRecord,
  outcome: { stage: Stage; index: number; commit: CommitDraft },
): Promise<string> => {
  const { reader, writer } = context;
  const parent = await reader.commit(record.head);
  const tree = await reader.tree(parent.tree);
  const changes = await rebuild(context, record, outcome.stage, outcome.commit, tree);
  const writes = treeWrites(changes, tree);
  const treeSha = await writer.createTree(parent.tree, writes);
  const message = renderMessage(context, record, outcome.stage, outcome.index, outcome.commit);
  const commit = await writer.createCommit(message, treeSha, record.head);
  await checkFreeze(context, [record.issue, record.pull]);
  await moveBranch(context, record.branch, commit.sha);
  reader.remember("commit", commit.sha, commit);
  rememberTree(context, commit.tree, tree, writes);
  return commit.sha;
};
