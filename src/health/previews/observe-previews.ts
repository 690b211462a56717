/** Looks at the bot's open pull requests, their deployments, and what answers at their previews. */
import { FailureError } from "../../domain/failure.ts";
import type { Account } from "../../domain/issue.ts";
import type { Settings } from "../../domain/settings.ts";
import { branchRoot, parseBranch } from "../../flow/branch-name.ts";
import { runLabel } from "../../flow/run-labels.ts";
import type { GithubClient } from "../../github/create-client.ts";
import type { Pull } from "../../github/decode.ts";
import type { GithubReader } from "../../github/read-client.ts";
import { readDeployments } from "../../github/read-deployments.ts";
import type { OutsideAnswer } from "../fetch-outside.ts";
import { checkPreview } from "./check-preview.ts";
import { type PullPreviews, previewMarker } from "./decide-previews.ts";
import { listPreviews } from "./list-previews.ts";

export type PreviewOptions = {
  reader: GithubReader;
  client: GithubClient;
  settings: Settings;
  self: Account;
  repositoryId: number;
  /** One pull request; null looks at all. */
  only: number | null;
  /** Pull requests with this head alone; null takes every head. */
  sha: string | null;
  open: (url: string) => Promise<OutsideAnswer>;
};

const maxPulls = 50;

const isOurs = (pull: Pull, { self, repositoryId }: PreviewOptions): boolean =>
  pull.author.id === self.id && pull.headRepositoryId === repositoryId && pull.headRef.startsWith(branchRoot);

const findPulls = async (options: PreviewOptions): Promise<Pull[]> => {
  const { reader, only, sha } = options;
  if (only === null) {
    const threads = (await reader.listThreads(runLabel)).filter(
      ({ isPull, author }) => isPull && author.id === options.self.id,
    );
    const pulls: Pull[] = [];
    for (const { number } of threads.slice(-maxPulls)) {
      const pull = await reader.pull(number);
      if (pull?.state === "open" && isOurs(pull, options)) pulls.push(pull);
    }
    return pulls.filter(({ headSha }) => sha === null || headSha === sha);
  }
  const pull = await reader.pull(only);
  if (pull?.state === "open" && isOurs(pull, options)) return [pull];
  throw new FailureError({
    kind: "refused",
    by: "ours",
    message: `${only} is not an open pull request of the bot`,
    hint: "Previews are shown on the bot's own pull requests.",
  });
};

const hasComment = async ({ reader, self }: PreviewOptions, number: number): Promise<boolean> =>
  (await reader.listComments(number)).some(
    ({ author, body }) => author.id === self.id && body.startsWith(`<!-- draftsmith:${previewMarker} -->`),
  );

/** Two requests a pull request, and one per environment; one more where there is no preview. */
export const observePreviews = async (options: PreviewOptions): Promise<PullPreviews[]> => {
  const { reader, client, settings, open } = options;
  const frozen = new Set((await reader.listThreads(settings.labels.freeze)).map(({ number }) => number));
  const seen: PullPreviews[] = [];
  for (const pull of await findPulls(options)) {
    const { number, headSha: sha, headRef: branch } = pull;
    const issue = parseBranch(branch);
    const isFrozen = frozen.has(number) || (issue !== null && frozen.has(issue));
    const listed = isFrozen ? [] : listPreviews({ number, branch, sha }, await readDeployments(client, sha), settings);
    const previews = await Promise.all(listed.map((preview) => checkPreview(preview, open)));
    const isEmpty = previews.length === 0 && !isFrozen;
    seen.push({ number, issue, sha, previews, isFrozen, hasComment: isEmpty && (await hasComment(options, number)) });
  }
  return seen;
};
