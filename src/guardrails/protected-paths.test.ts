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
  ])("leaves %s to other guardrails", (path) => {
    expect(check(path)).toEqual([]);
  });

  it("looks at both names of a rename", () => {
    const moved = changeOf(
      { path: "CODEOWNERS", before: "a\n", after: null },
      { path: "x", before: null, after: "a\n" },
    );
    expect(protectedPaths(moved, contextOf())).toMatchObject([{ path: "CODEOWNERS" }]);
  });
});
