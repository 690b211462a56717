/** Files that steer GitHub, git, CI, package managers, scanners or agents are never changed, whatever the plan says. */
import { foldPath } from "../patch/validate.ts";
import type { Guardrail } from "./guardrail.ts";
import { filesAnywhere, matchFoldedPaths } from "./path-globs.ts";

const rights = "codeowners";
const hooks = ".husky .hooks git-hooks .lefthook* lefthook.y{,a}ml .pre-commit-*";
const packageManagers = `
  node_modules .npmrc .yarnrc* .yarn .pnpmfile.* bunfig.toml .pypirc pip.conf .cargo nuget.config .netrc .envrc
  renovate.json* .renovaterc*`;
const ci = `
  jenkinsfile azure-pipelines*.y{,a}ml bitbucket-pipelines.y{,a}ml appveyor.y{,a}ml cloudbuild.y{,a}ml
  buildspec.y{,a}ml codefresh.y{,a}ml wercker.y{,a}ml .circleci .travis.y{,a}ml .drone.y{,a}ml`;
const agents = `
  agents.md agents.override.md claude{,.local}.md gemini.md copilot-instructions.md .cursor* .mcp.json .claude
  .gemini .windsurf* .aider* .clinerules*`;
const editors = ".vscode .idea .devcontainer devcontainer.json";
const scanners = `
  .snyk .trivyignore* .semgrepignore .secretlint* .secrets.baseline .bandit .checkov.y{,a}ml .nsprc .grype.y{,a}ml
  .hadolint.y{,a}ml .trufflehog* .codeql* osv-scanner.toml sonar-project.properties zizmor.y{,a}ml`;

const files = filesAnywhere([rights, hooks, packageManagers, ci, agents, editors, scanners].join(" "));

const isListed = matchFoldedPaths(["action.y{,a}ml", ...files, ...files.map((file) => `${file}/**`)]);

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
