import { describe, expect, it } from "vitest";
import { changeOf, contextOf, newFiles } from "./example-change.fixture.ts";
import { protectedPaths } from "./protected-paths.ts";

const check = (path: string) => protectedPaths(newFiles(path), contextOf({ kind: "build" }));

describe("protectedPaths", () => {
  it.each([
    ".github/workflows/ci.yml",
    ".GitHub/workflows/ci.yml",
    "．github/x",
    ".github/draftsmith.yml",
    "pkg/.github/x",
    ".circleci/config.yml",
    ".vscode/tasks.json",
    "pkg/.vscode/settings.json",
    ".env",
    ".unknown",
    ".hidden/dir/x",
    "action.yml",
    "Action.YAML",
    "CODEOWNERS",
    "docs/CodeOwners",
    "a/.gitattributes",
    "a/.gitmodules",
    ".gitlab-ci.yml",
    ".husky/pre-commit",
    "pkg/.husky/pre-push",
    ".npmrc",
    "pkg/.npmrc",
    ".yarnrc.yml",
    ".yarn/releases/yarn.cjs",
    ".pnpmfile.cjs",
    "pkg/bunfig.toml",
    "renovate.json",
    "renovate.json5",
    "Jenkinsfile",
    "ci/Jenkinsfile",
    "azure-pipelines.yml",
    "AGENTS.md",
    "pkg/agents.md",
    "CLAUDE.md",
    "GEMINI.md",
    ".cursorrules",
    ".cursor/rules/x.mdc",
    ".mcp.json",
    ".claude/settings.json",
    ".snyk",
    "pkg/.trivyignore",
    "sonar-project.properties",
    "node_modules/x/index.js",
    "pkg/node_modules/x",
    ".prettierrc/x",
    ".cargo/config.toml",
    "bitbucket-pipelines.yml",
    "appveyor.yml",
    ".drone.yml",
    ".woodpecker.yml",
    "pkg/.woodpecker/x.yml",
    ".buildkite/pipeline.yml",
    "buildkite.yml",
    "azure-pipelines-release.yml",
    "Jenkinsfile.release",
    "hooks/pre-commit",
    "tools/hooks/post-checkout",
    ".githooks/pre-push",
    "lefthook.yml",
    ".pre-commit-config.yaml",
    "pkg/.lintstagedrc.json",
    ".hg/hgrc",
    "pkg/.windsurfrules",
    "pkg/.aider.conf.yml",
    "pkg/.roo/rules.md",
    "pkg/copilot-instructions.md",
    "mcp.json",
    ".gitleaksignore",
    ".secretlintignore",
    ".semgrepignore",
    "zizmor.yml",
    "pkg/.snyk",
    "x.code-workspace",
    "pkg/.devcontainer/devcontainer.json",
    "pkg/.pnp.cjs",
    "pkg/.tool-versions",
  ])("refuses %s", (path) => {
    expect(check(path)).toMatchObject([{ rule: "protected-paths", path }]);
  });

  it.each([
    "src/index.ts",
    "README.md",
    ".editorconfig",
    ".prettierrc",
    ".prettierrc.json",
    ".gitignore",
    "pkg/.gitignore",
    "assets/.gitkeep",
    "src/actions/action.yml",
    "src/hooks/use-x.ts",
    "docs/agents/overview.md",
    "src/.well-known/x",
    "lib/renovate.ts",
    "src/claude-client.ts",
    "docs/cursor.md",
    "package.json",
    "src/hooks/update/index.ts",
    "docs/lefthook.md",
    "docs/claude-integration.md",
    "src/jenkinsfile-parser.ts",
    "src/renovate-config.ts",
    "docs/agent.md",
  ])("leaves %s to other guardrails", (path) => {
    expect(check(path)).toEqual([]);
  });

  /** One for every name that is listed, where no rule of hidden files at the top helps. */
  const everyName = `
    pkg/codeowners pkg/.hg pkg/.hgrc pkg/.hgignore pkg/.svn pkg/.bzr pkg/.jj pkg/.husky pkg/.huskyrcx pkg/.hooks
    pkg/git-hooks pkg/githooks pkg/.lefthookx pkg/lefthook-local.toml pkg/lefthook-local.json
    pkg/lefthook-local.yaml pkg/lefthook-local.toml pkg/lefthook-local.json pkg/lefthook-local.yml
    pkg/lefthook.toml pkg/lefthook.json pkg/lefthook.yaml pkg/lefthook.toml pkg/lefthook.json pkg/lefthook.yml
    pkg/.pre-commit-x pkg/pre-commit-config.yaml pkg/pre-commit-config.yml pkg/.overcommit.yml
    pkg/simple-git-hooks.x pkg/.simple-git-hooks.x pkg/.lintstagedrcx pkg/node_modules pkg/.npmrc pkg/.yarnrcx
    pkg/.yarn pkg/.pnpmfile.x pkg/pnpmfile.cjs pkg/pnpmfile.js pkg/.pnp.x pkg/bunfig.toml pkg/.bunfig.toml
    pkg/.pypirc pkg/pip.ini pkg/pip.conf pkg/.cargo pkg/.bundle pkg/.mvn pkg/nuget.config pkg/.netrc pkg/_netrc
    pkg/.envrc pkg/.misex pkg/.tool-versions pkg/.condarc pkg/.gemrc pkg/renovate.jsonx pkg/.renovatercx
    pkg/.dependabot pkg/jenkinsfile.x pkg/jenkinsfile pkg/x.jenkinsfile pkg/azure-pipelines-x.yaml
    pkg/azure-pipelines-x.yml pkg/azure-pipelines.x.yaml pkg/azure-pipelines.x.yml pkg/azure-pipelines.yaml
    pkg/azure-pipelines.yml pkg/.azure-pipelines pkg/.azuredevops pkg/bitbucket-pipelines.yaml
    pkg/bitbucket-pipelines.yml pkg/appveyor.yaml pkg/appveyor.yml pkg/.appveyor.yaml pkg/.appveyor.yml
    pkg/cloudbuild.json pkg/cloudbuild.yaml pkg/cloudbuild.json pkg/cloudbuild.yml pkg/buildspec.yaml
    pkg/buildspec.yml pkg/codefresh.yaml pkg/codefresh.yml pkg/wercker.yaml pkg/wercker.yml pkg/.circleci
    pkg/circle.yaml pkg/circle.yml pkg/.travis.yaml pkg/.travis.yml pkg/.drone.x pkg/woodpecker.yaml
    pkg/woodpecker.yml pkg/.woodpecker.yaml pkg/.woodpecker.yml pkg/.woodpecker pkg/.buildkite pkg/buildkite.yaml
    pkg/buildkite.yml pkg/.buildkite.yaml pkg/.buildkite.yml pkg/.semaphore pkg/.cirrus.x pkg/bitrise.yaml
    pkg/bitrise.yml pkg/.teamcity pkg/.builds pkg/.build.yaml pkg/.build.yml pkg/.tekton pkg/.zuul.x
    pkg/.prow.yaml pkg/.prow.yml pkg/screwdriver.yaml pkg/screwdriver.yml pkg/codemagic.yaml pkg/codemagic.yml
    pkg/shippable.yaml pkg/shippable.yml pkg/mergify.yaml pkg/mergify.yml pkg/.mergify.yaml pkg/.mergify.yml
    pkg/.mergify pkg/.kodiak.toml pkg/.forgejo pkg/.onedev-buildspec.yaml pkg/.onedev-buildspec.yml pkg/.gocd.yaml
    pkg/.gocd.yml pkg/concourse.yaml pkg/concourse.yml pkg/agents.local.md pkg/agents.override.md pkg/agents.md
    pkg/.agents pkg/.agent pkg/claude.local.md pkg/claude.md pkg/gemini.local.md pkg/gemini.md
    pkg/copilot-instructions.md pkg/.copilotx pkg/.cursorx pkg/.mcp.json pkg/.claudex pkg/.geminix pkg/.codexx
    pkg/.windsurfx pkg/.aiderx pkg/.clinex pkg/.roox pkg/.continuex pkg/.goosex pkg/.junie pkg/.kiro pkg/.amazonq
    pkg/.augmentx pkg/.opencodex pkg/opencode.jsonc pkg/opencode.json pkg/.qwen pkg/.tabninex pkg/.cody pkg/.trae
    pkg/.idx pkg/.bolt pkg/.replit pkg/.coderabbit.yaml pkg/.coderabbit.yml pkg/greptile.json pkg/.sweep.yaml
    pkg/.sweep.yml pkg/.prompts pkg/.vscode pkg/.vs pkg/.idea pkg/.fleet pkg/.zed pkg/.nova pkg/.devcontainer.json
    pkg/.devcontainer pkg/devcontainer.json pkg/x.code-workspace pkg/x.sublime-project pkg/.run pkg/.vimrc
    pkg/.nvimrc pkg/.exrc pkg/.lvimrc pkg/.nvim.lua pkg/.dir-locals-2.el pkg/.dir-locals.el pkg/.snyk
    pkg/.trivyignorex pkg/trivy.yaml pkg/trivy.yml pkg/.trivy.yaml pkg/.trivy.yml pkg/.semgrepx pkg/.secretlintx
    pkg/.secrets.baseline pkg/.detect-secretsx pkg/bandit.toml pkg/bandit.yaml pkg/bandit pkg/bandit.toml
    pkg/bandit.yml pkg/bandit pkg/.bandit.toml pkg/.bandit.yaml pkg/.bandit pkg/.bandit.toml pkg/.bandit.yml
    pkg/.bandit pkg/gitleaks.toml pkg/checkov.yaml pkg/checkov.yml pkg/.checkov.yaml pkg/.checkov.yml pkg/.nsprc
    pkg/.grype.yaml pkg/.grype.yml pkg/.syft.yaml pkg/.syft.yml pkg/.hadolint.yaml pkg/.hadolint.yml
    pkg/.trufflehogx pkg/.codeqlx pkg/codeql-config.yaml pkg/codeql-config.yml pkg/osv-scanner.toml
    pkg/sonar-project.properties pkg/.sonarcloud.properties pkg/zizmor.yaml pkg/zizmor.yml pkg/.zizmor.yaml
    pkg/.zizmor.yml pkg/actionlint.yaml pkg/actionlint.yml pkg/.actionlint.yaml pkg/.actionlint.yml pkg/.docklex
    pkg/.kicsx pkg/.whitesource pkg/.mendx pkg/.fossa.yaml pkg/.fossa.yml pkg/.talismanrc pkg/.ggshieldx
    pkg/brakeman.ignore pkg/.brakeman.ignore pkg/audit-ci.jsonc pkg/audit-ci.json pkg/.auditcix pkg/.npmauditrc
    pkg/.retireignorex pkg/.safety-policy.yaml pkg/.safety-policy.yml pkg/.bearerx pkg/.horusecx pkg/.tfsecx
    pkg/.terrascanx pkg/.nancy-ignorex pkg/.allstar pkg/.pip-auditx pkg/.dependency-check-suppression.xml`;
  it.each(everyName.trim().split(/\s+/))("refuses %s below the top", (path) => {
    expect(check(path)).toHaveLength(1);
  });

  it.each(
    `
    applypatch-msg pre-applypatch post-applypatch pre-commit pre-merge-commit prepare-commit-msg commit-msg
    post-commit pre-rebase post-checkout post-merge pre-push pre-receive update proc-receive post-receive
    post-update push-to-checkout reference-transaction pre-auto-gc post-rewrite sendemail-validate
    fsmonitor-watchman`
      .trim()
      .split(/\s+/),
  )("refuses the hook %s", (name) => expect(check(`tools/hooks/${name}`)).toHaveLength(1));

  it.each([
    "action.yml",
    "action.yaml",
    "agent.md",
    "qwen.md",
    "warp.md",
    "crush.md",
    "mcp.json",
    "renovate-config.js",
  ])("refuses %s at the top alone", (path) => {
    expect(check(path)).toHaveLength(1);
    expect(check(`pkg/${path}`)).toEqual([]);
  });

  it("looks at both names of a rename", () => {
    const moved = changeOf(
      { path: "CODEOWNERS", before: "a\n", after: null },
      { path: "x", before: null, after: "a\n" },
    );
    expect(protectedPaths(moved, contextOf())).toMatchObject([{ path: "CODEOWNERS" }]);
  });
});
