/** `document`: the documents that describe what changed, or a reasoned none. */
import picomatch from "picomatch";
import { success } from "../../domain/result.ts";
import { testGlobsOf } from "../../flow/test-globs.ts";
import { scribe } from "../../roles/scribe.ts";
import type { FileSlice } from "../../roles/slice.ts";
import { fromRoleError, passed } from "../create-outcome.ts";
import { askRole, type Proposal, validateDiff } from "../propose-change.ts";
import { showFile } from "../show.ts";
import type { StageContext } from "../stage-context.ts";

const maxDocs = 8;
const maxCharacters = 60_000;

const isDocument = (path: string): boolean =>
  /\.(md|mdx|rst|txt|adoc)$/i.test(path) &&
  !/(^|\/)[\w-]*requirements[\w-]*\.txt$/i.test(path) &&
  !/(^|\/)(license|licence|copying|notice)/i.test(path);

/** README and changelog first, then documents by depth. */
const rank = (path: string): number =>
  /^readme/i.test(path) ? 0 : /^changelog/i.test(path) ? 1 : 1 + path.split("/").length;

const charactersOf = (files: FileSlice[]): number => files.reduce((sum, file) => sum + file.text.length, 0);

export const runDocument = async (context: StageContext) => {
  const { record, changes, workspace } = context;
  const { plan } = record;
  if (!plan) throw new Error("the document stage needs a plan");
  const isTest = picomatch(testGlobsOf(context.item.settings), { dot: true });
  const docs = workspace
    .list()
    .filter((path) => isDocument(path) && !isTest(path))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .flatMap((path) => showFile(context, path) ?? [])
    .slice(0, maxDocs)
    .filter((_, index, files) => charactersOf(files.slice(0, index + 1)) <= maxCharacters);
  const result = await askRole(context, scribe, { plan, diff: changes.diff(), docs }, (output) =>
    output.diff === null ? success<Proposal | null>(null) : validateDiff(context, output.diff),
  );
  if (!result.ok) return fromRoleError(context, result.error);
  const { value: proposal, output, usage } = result.value;
  if (!proposal) return passed("document", output.summary, { usage });
  changes.write(proposal.changes);
  workspace.keep();
  return passed("document", output.summary, {
    usage,
    commit: { subject: `docs: ${plan.title}`, body: output.summary, patch: proposal.text },
  });
};
