/** `document`: the documents that describe what changed, or a reasoned none. */
import { matchGlobs } from "../../config/match-globs.ts";
import { success } from "../../domain/result.ts";
import { testGlobsOf } from "../../flow/test-globs.ts";
import { scribe } from "../../roles/scribe.ts";
import type { FileSlice } from "../../roles/slice.ts";
import { holdFlagged, recallChange } from "../consent.ts";
import { fromRoleError, passed } from "../create-outcome.ts";
import { askRole, type Proposal, validateDiff } from "../propose-change.ts";
import { describeExcerpts, showFile, taskText } from "../show.ts";
import type { StageContext } from "../stage-context.ts";

const maxDocs = 8;
const maxCharacters = 60_000;

const isDocument = (path: string): boolean =>
  /\.(md|mdx|rst|txt|adoc)$/i.test(path) &&
  !/(^|\/)[\w-]*requirements[\w-]*\.txt$/i.test(path) &&
  !/(^|\/)(license|licence|copying|notice)/i.test(path);

/** README and changelog first, then what ranks for the change, then documents by depth. */
const rankDocuments = (paths: string[], ranked: string[]): string[] => {
  const place = new Map(ranked.map((path, i) => [path, i]));
  const weigh = (path: string): number =>
    /^readme/i.test(path) ? -2 : /^changelog/i.test(path) ? -1 : (place.get(path) ?? 1_000 + path.split("/").length);
  return paths.toSorted((a, b) => weigh(a) - weigh(b) || (a < b ? -1 : 1));
};

const charactersOf = (files: FileSlice[]): number => files.reduce((sum, file) => sum + file.text.length, 0);

export const runDocument = async (context: StageContext) => {
  const { record, changes, workspace, atlas, noteSlice } = context;
  const { plan } = record;
  if (!plan) throw new Error("the document stage needs a plan");
  const isTest = matchGlobs(testGlobsOf(context.item.settings));
  const paths = workspace.list().filter((path) => isDocument(path) && !isTest(path));
  const { docs: hits } = (await atlas.searcher()).search(`${taskText(context, plan)}\n${changes.diff()}`, {
    limit: maxDocs,
  });
  const docs = rankDocuments(
    paths,
    hits.map(({ path }) => path),
  )
    .flatMap((path) => showFile(context, path) ?? [])
    .slice(0, maxDocs)
    .filter((_, index, files) => charactersOf(files.slice(0, index + 1)) <= maxCharacters);
  noteSlice(describeExcerpts(docs));
  const result =
    recallChange(context) ??
    (await askRole(context, scribe, { plan, diff: changes.diff(), docs }, (output) =>
      output.diff === null ? success<Proposal | null>(null) : validateDiff(context, output.diff),
    ));
  if (!result.ok) return fromRoleError(context, result.error);
  const { value: proposal, output, usage } = result.value;
  if (!proposal) return passed("document", output.summary, { usage });
  changes.write(proposal.changes);
  workspace.keep();
  const outcome = passed("document", output.summary, {
    usage,
    commit: { subject: `docs: ${plan.title}`, body: output.summary, patch: proposal.text },
  });
  return holdFlagged(context, proposal, outcome);
};
