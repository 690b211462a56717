import { describe, expect, it } from "vitest";
import { contextOf, newFiles } from "./example-change.fixture.ts";
import { flaggedPaths } from "./flagged-paths.ts";

describe("flaggedPaths", () => {
  const flagged = [
    "package.json",
    "packages/a/Package.json",
    "package-lock.json",
    "yarn.lock",
    "pnpm-lock.yaml",
    "poetry.lock",
    "Cargo.toml",
    "Cargo.lock",
    "go.mod",
    "go.sum",
    "requirements.txt",
    "requirements-dev.txt",
    "pyproject.toml",
    "setup.py",
    "app/build.gradle",
    "build.gradle.kts",
    "Makefile",
    "GNUmakefile",
    "tools/x.mk",
    "Dockerfile",
    "Dockerfile.dev",
    "docker-compose.yml",
    "vite.config.ts",
    "pkg/jest.config.cjs",
    ".eslintrc.cjs",
    "tests/conftest.py",
    "docs/conf.py",
    ".gitignore",
    ".mailmap",
    "LICENSE",
    "License.md",
    "SECURITY.md",
    "tsconfig.json",
    "CMakeLists.txt",
    "src/App.csproj",
    "Gemfile",
  ];
  it.each(flagged)("refuses %s unless the kind is build", (path) => {
    for (const kind of ["behaviour", "refactor", "docs", null] as const)
      expect(flaggedPaths(newFiles(path), contextOf({ kind }))).toMatchObject([{ rule: "flagged-paths", path }]);
    expect(flaggedPaths(newFiles(path), contextOf({ kind: "build" }))).toEqual([]);
  });

  it.each([
    "src/index.ts",
    "src/package.ts",
    "README.md",
    "docs/guide.md",
    "src/license-check.ts",
    "app/tasks.py",
    "src/config.ts",
    "robots.txt",
    "data/x.json",
    "src/build/x.ts",
  ])("accepts %s", (path) => {
    expect(flaggedPaths(newFiles(path), contextOf())).toEqual([]);
  });
});
