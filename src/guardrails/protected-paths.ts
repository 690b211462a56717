/** Files that steer GitHub, git, CI, package managers, scanners or agents are never changed, whatever the plan says. */
import { foldPath } from "../patch/validate.ts";
import type { Guardrail } from "./guardrail.ts";
import { filesAnywhere, matchFoldedPaths } from "./path-globs.ts";

const rights = "codeowners";
const versionControl = ".hg .hgrc .hgignore .svn .bzr .jj";
const hooks = `
  .husky .huskyrc* .hooks git-hooks githooks .lefthook* lefthook{,-local}.{y{,a}ml,json,toml} .pre-commit-* pre-commit-config.y{,a}ml
  .overcommit.yml {.,}simple-git-hooks.* .lintstagedrc*`;
const gitHooks = `{
  applypatch-msg,pre-applypatch,post-applypatch,pre-commit,pre-merge-commit,prepare-commit-msg,commit-msg,post-commit,
  pre-rebase,post-checkout,post-merge,pre-push,pre-receive,update,proc-receive,post-receive,post-update,push-to-checkout,
  reference-transaction,pre-auto-gc,post-rewrite,sendemail-validate,fsmonitor-watchman}`;
const packageManagers = `
  node_modules .npmrc .yarnrc* .yarn .pnpmfile.* pnpmfile.{js,cjs} .pnp.* bunfig.toml .bunfig.toml .pypirc pip.{conf,ini}
  .cargo .bundle .mvn nuget.config .netrc _netrc .envrc .mise* .tool-versions .condarc .gemrc
  renovate.json* .renovaterc* .dependabot`;
const ci = `
  jenkinsfile{,.*} *.jenkinsfile azure-pipelines{,.*,-*}.y{,a}ml .azure-pipelines .azuredevops bitbucket-pipelines.y{,a}ml
  {.,}appveyor.y{,a}ml cloudbuild.{y{,a}ml,json} buildspec.y{,a}ml codefresh.y{,a}ml wercker.y{,a}ml .circleci
  circle.y{,a}ml .travis.y{,a}ml .drone.* {.,}woodpecker.y{,a}ml .woodpecker .buildkite {.,}buildkite.y{,a}ml .semaphore
  .cirrus.* bitrise.y{,a}ml .teamcity .builds .build.y{,a}ml .tekton .zuul.* .prow.y{,a}ml screwdriver.y{,a}ml
  codemagic.y{,a}ml shippable.y{,a}ml {.,}mergify.y{,a}ml .mergify .kodiak.toml .forgejo .onedev-buildspec.y{,a}ml
  .gocd.y{,a}ml concourse.y{,a}ml`;
const agents = `
  agents{,.override,.local}.md .agent{,s} claude{,.local}.md gemini{,.local}.md copilot-instructions.md
  .copilot* .cursor* .mcp.json .claude* .gemini* .codex* .windsurf* .aider* .cline* .roo* .continue*
  .goose* .junie .kiro .amazonq .augment* .opencode* opencode.json{,c} .qwen .tabnine* .cody .trae .idx .bolt .replit
  .coderabbit.y{,a}ml greptile.json .sweep.y{,a}ml .prompts`;
const editors = `
  .vscode .vs .idea .fleet .zed .nova .devcontainer{,.json} devcontainer.json *.code-workspace *.sublime-project .run
  .vimrc .nvimrc .exrc .lvimrc .nvim.lua .dir-locals{,-2}.el`;
const scanners = `
  .snyk .trivyignore* {.,}trivy.y{,a}ml .semgrep* .secretlint* .secrets.baseline .detect-secrets* {.,}bandit{,.y{,a}ml,.toml}
  {.,}gitleaks.toml {.,}checkov.y{,a}ml .nsprc .grype.y{,a}ml .syft.y{,a}ml .hadolint.y{,a}ml .trufflehog* .codeql*
  codeql-config.y{,a}ml osv-scanner.toml sonar-project.properties .sonarcloud.properties {.,}zizmor.y{,a}ml
  {.,}actionlint.y{,a}ml .dockle* .kics* .whitesource .mend* .fossa.y{,a}ml .talismanrc .ggshield* {.,}brakeman.ignore
  audit-ci.json{,c} .auditci* .npmauditrc .retireignore* .safety-policy.y{,a}ml .bearer* .horusec* .tfsec* .terrascan*
  .nancy-ignore* .allstar .pip-audit* .dependency-check-suppression.xml`;

const names = [rights, versionControl, hooks, packageManagers, ci, agents, editors, scanners].join(" ");
const files = filesAnywhere(names);

const atTop = ["action.y{,a}ml", "{agent,qwen,warp,crush}.md", "mcp.json", "renovate-config.js{,on}"];

const isListed = matchFoldedPaths([
  ...atTop,
  ...files,
  ...files.map((file) => `${file}/**`),
  `**/hooks/${gitHooks.replace(/\s/g, "")}`,
]);

const openGitFiles = new Set([".gitignore", ".gitkeep", ".git-blame-ignore-revs"]);

/** Hidden files at the top that may change; most of them are flagged. */
const isOpenAtTop = matchFoldedPaths([
  ...[".editorconfig", ".prettierrc*", ".prettierignore", ".eslintrc*", ".babelrc*", ".mocharc*", ".dockerignore"],
  ...[".mailmap", ...openGitFiles],
]);

const isProtected = (path: string): boolean => {
  const components = foldPath(path).split("/");
  if (components.some((name) => name.startsWith(".git") && !openGitFiles.has(name))) return true;
  if (components[0]?.startsWith(".") && !isOpenAtTop(path)) return true;
  return isListed(path);
};

export const protectedPaths: Guardrail = ({ changes }) =>
  changes
    .filter(({ path }) => isProtected(path))
    .map(({ path }) => ({
      rule: "protected-paths",
      path,
      message: `\`${path}\` is protected because it steers tools or people's rights: leave it as it is; a person can change it`,
    }));
