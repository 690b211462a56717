/** One outcome's diff, once it is judged, as one commit: written, and read back. */
import { FailureError } from "../domain/failure.ts";
import type { CommitDraft } from "../domain/outcome.ts";
import type { FileChange } from "../domain/patch.ts";
import type { RunRecord } from "../domain/record.ts";
import type { Stage } from "../domain/stage.ts";
import { hashPatch } from "../flow/consent.ts";
import { renderAllowance, renderTrailers } from "../flow/trailers.ts";
import type { TreeEntry } from "../github/decode.ts";
import { explainError, isAmbiguous, statusOf } from "../github/explain-error.ts";
import type { TreeWrite } from "../github/write-client.ts";
import { blobId } from "../patch/blob-id.ts";
import { checkFreeze } from "./guard.ts";
import type { JudgedCommit } from "./judge-commit.ts";
import type { PublishContext } from "./publish-context.ts";
import { commitTextFor } from "./screen-names.ts";

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

/** The message is ours but for the subject and body, which are screened. */
const renderMessage = (
  context: PublishContext,
  record: RunRecord,
  stage: Stage,
  index: number,
  draft: CommitDraft,
): string => {
  const { subject, body } = commitTextFor(context, draft);
  const trailers = renderTrailers({ issue: record.issue, run: record.run, stage, sequence: record.sequence, index });
  const allowance = record.allowed.find(({ hash }) => hash === hashPatch(draft.patch));
  const last = allowance ? `${trailers}\n${renderAllowance(allowance)}` : trailers;
  return [subject, ...(body ? [body] : []), last].join("\n\n");
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
  outcome: { stage: Stage; index: number; commit: CommitDraft; judged: JudgedCommit },
): Promise<string> => {
  const { reader, writer } = context;
  const { changes, tree } = outcome.judged;
  const writes = treeWrites(changes, tree.entries);
  const treeSha = await writer.createTree(tree.sha, writes);
  const message = renderMessage(context, record, outcome.stage, outcome.index, outcome.commit);
  const commit = await writer.createCommit(message, treeSha, record.head);
  await checkFreeze(context, [record.issue, record.pull]);
  await moveBranch(context, record.branch, commit.sha);
  reader.remember("commit", commit.sha, commit);
  rememberTree(context, commit.tree, tree.entries, writes);
  return commit.sha;
};
