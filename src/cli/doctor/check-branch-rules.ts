/** Which rules stand between the bot's pull request and the default branch, as far as a reading token can tell. */
import { FailureError } from "../../domain/failure.ts";
import type { GithubClient } from "../../github/create-client.ts";
import { explained } from "../../github/explain-error.ts";
import type { RepositoryFiles } from "../repository-files.ts";
import { type Row, row } from "./row.ts";

/** The rule `pull_request` of a rule set, as far as it matters here. */
export type PullRule = {
  required_approving_review_count?: number;
  dismiss_stale_reviews_on_push?: boolean;
  require_code_owner_review?: boolean;
  require_last_push_approval?: boolean;
};

export type BranchRule = { type: string; parameters?: PullRule };

const name = "branch rules";
const where = "Settings, Rules, Rulesets";

const wishes: [(rules: PullRule[]) => boolean, string, string][] = [
  [
    (rules) => rules.some((rule) => (rule.required_approving_review_count ?? 0) > 0),
    "no approval is needed",
    "require one approval, by someone other than whoever set the label",
  ],
  [
    (rules) => rules.some((rule) => rule.dismiss_stale_reviews_on_push === true),
    "an approval outlives later commits",
    "dismiss stale approvals",
  ],
  [
    (rules) => rules.some((rule) => rule.require_code_owner_review === true),
    "code owners need not look",
    "require review from code owners, and name them for .github/",
  ],
];

/** `isProtected`: the branch has a protection of the older kind, whose details no reading token sees. */
export const judgeBranchRules = (branch: string, rules: BranchRule[], isProtected: boolean): Row => {
  const pulls = rules.flatMap(({ type, parameters }) => (type === "pull_request" ? [parameters ?? {}] : []));
  if (pulls.length === 0 && isProtected)
    return row(
      name,
      "unknown",
      `${branch} is protected in a way that no reading token sees`,
      `Look yourself: a pull request, an approval by someone other than the labeller, stale approvals dismissed, code owners for .github/.`,
    );
  if (pulls.length === 0)
    return row(
      name,
      "warning",
      `${branch} takes pushes without a pull request`,
      `${where}: require a pull request with an approval, dismiss stale approvals, require code owners.`,
    );
  const missing = wishes.filter(([isMet]) => !isMet(pulls));
  if (missing.length === 0) return row(name, "ok", `${branch} needs a fresh approval and its code owners`);
  return row(
    name,
    "warning",
    `on ${branch} ${missing.map(([, what]) => what).join("; ")}`,
    `${where}: ${missing.map(([, , todo]) => todo).join("; ")}.`,
  );
};

const ownerFiles = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/** A pattern of CODEOWNERS that takes in the workflows, with at least one owner behind it. */
const coversWorkflows = (line: string): boolean =>
  /^(?:\*|\/?\.github(?:\/(?:\*\*?|workflows(?:\/\*?\*?)?)?)?)\s+[^\s#]*@/.test(line.trim());

/** GitHub heeds the first of the three files alone. */
export const checkCodeOwners = async (files: RepositoryFiles): Promise<Row> => {
  for (const path of ownerFiles) {
    const text = await files.read(path);
    if (text === null) continue;
    return text.split("\n").some(coversWorkflows)
      ? row("code owners", "ok", `${path} names owners for .github/`)
      : row("code owners", "warning", `${path} names nobody for .github/`, "Add a line: /.github/ @owner");
  }
  return row(
    "code owners",
    "warning",
    "there is no CODEOWNERS file",
    "Write .github/CODEOWNERS with: /.github/ @owner",
  );
};

/** Two reads; an answer that cannot be had is `unknown`. */
export const checkBranchRules = async ({ octokit, owner, repo }: GithubClient, branch: string): Promise<Row> => {
  try {
    const [rules, { data }] = await Promise.all([
      explained(octokit.repos.getBranchRules({ owner, repo, branch })),
      explained(octokit.repos.getBranch({ owner, repo, branch })),
    ]);
    return judgeBranchRules(branch, rules.data as BranchRule[], data.protected);
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    return row(
      name,
      "unknown",
      `GitHub does not tell the rules of ${branch}`,
      `${where}: require a pull request with an approval by someone other than the labeller, dismiss stale approvals, require code owners for .github/.`,
    );
  }
};
