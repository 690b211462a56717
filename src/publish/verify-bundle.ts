/** Decides whether a bundle may be published at all: it is hostile until it fits the record that GitHub holds. */
import { type Bundle, bundleSchema } from "../domain/bundle.ts";
import { FailureError } from "../domain/failure.ts";
import type { RunRecord } from "../domain/record.ts";
import type { Settings } from "../domain/settings.ts";
import { findMisfits } from "../flow/bind-record.ts";
import { branchRoot } from "../flow/branch-name.ts";
import { foldOutcome } from "../flow/fold-outcome.ts";
import { hashOutcomes } from "../flow/hash-outcomes.ts";
import { parseRecord } from "../flow/record-text.ts";
import type { Pull } from "../github/decode.ts";
import type { PublishContext } from "./publish-context.ts";

const maxBytes = 8 * 1024 * 1024;

const refused = (by: string, message: string, hint: string): FailureError =>
  new FailureError({ kind: "refused", by, message, hint });

/** A bundle from text. Throws `FailureError` with the first faults by path. */
export const parseBundle = (text: string): Bundle => {
  if (Buffer.byteLength(text) > maxBytes)
    throw refused("bundle", `the bundle is larger than ${maxBytes} bytes`, "Nothing was written.");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refused(
      "bundle",
      "the bundle is not JSON; work may have been cut off while writing",
      "Nothing was written; the next pass claims the run again.",
    );
  }
  const parsed = bundleSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join(".") || "(root)"}: ${issue.message}`);
  throw refused("bundle", `the bundle does not fit its schema: ${faults.join("; ")}`, "Nothing was written.");
};

/** Folds all of the bundle before anything of it is written. Throws `FailureError` when the run could not have come to it. */
const rehearse = (context: PublishContext, record: RunRecord, bundle: Bundle): void => {
  const options = { maxRepairs: context.settings.limits.repairs, sha: null, now: context.clock() };
  bundle.outcomes.slice(record.published).reduce((folded, outcome) => foldOutcome(folded, outcome, options), record);
};

/** The pull request of the bundle and its record, read now. Throws `FailureError` when the bundle is stale or not about our run. */
export const verifyBundle = async (
  context: PublishContext,
  bundle: Bundle,
): Promise<{ pull: Pull; record: RunRecord; settings: Settings }> => {
  const pull = await context.reader.pull(bundle.pull);
  if (!pull) throw refused("ours", `there is no pull request ${bundle.pull}`, "Nothing was written.");
  if (pull.state !== "open")
    throw refused(
      "closed",
      `pull request ${pull.number} was closed`,
      "Set the ready label on the issue again for another run.",
    );
  const isOurs =
    pull.author.id === context.self.id &&
    pull.headRepositoryId === pull.baseRepositoryId &&
    pull.headRef.startsWith(branchRoot);
  if (!isOurs)
    throw refused(
      "ours",
      `pull request ${pull.number} is not of this bot`,
      "Its author, head repository or branch does not fit.",
    );
  const parsed = parseRecord(pull.body, context.seal);
  if (!parsed.ok)
    throw new FailureError({
      kind: "conflict",
      message: `${parsed.error}; it was edited or deleted while the bot worked`,
      hint: "Restore the description from its edit history; the next pass goes on.",
    });
  const record = parsed.value;
  const fits: [string, boolean][] = [
    ["repository", record.repositoryId === bundle.repositoryId],
    ["run", record.run === bundle.run],
    ["sequence", record.sequence === bundle.sequence],
    ["claim", record.claimedAt === bundle.claimedAt],
    ["frozen task", record.frozenHash === bundle.frozenHash],
    ["count of outcomes", record.published <= bundle.outcomes.length],
    ["outcomes published before", record.publishedHash === hashOutcomes(bundle.outcomes.slice(0, record.published))],
  ];
  const place = {
    repositoryId: pull.baseRepositoryId,
    pull: pull.number,
    issue: bundle.issue,
    branch: pull.headRef,
  };
  const misfit = [...findMisfits(record, place), ...fits.filter(([, ok]) => !ok).map(([name]) => name)];
  if (misfit.length > 0)
    throw refused(
      "stale",
      `the bundle does not fit the record on pull request ${pull.number}: ${misfit.join(", ")}`,
      "A newer claim is at work, or this bundle was published already. Nothing was written.",
    );
  const bound = { ...record, pull: pull.number };
  const settings = await context.configuration.at(record.configBlob);
  rehearse({ ...context, settings }, bound, bundle);
  return { pull, record: bound, settings };
};
