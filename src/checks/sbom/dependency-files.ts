/** Which files say what a project depends on: manifests, written by people, and lockfiles, written by tools. */
import { posix } from "node:path";
import type { FileChange } from "../../domain/patch.ts";

/** Lockfile by name, with the manifests that it is made from. */
const manifests: Readonly<Record<string, readonly string[]>> = {
  "package-lock.json": ["package.json"],
  "npm-shrinkwrap.json": ["package.json"],
  "pnpm-lock.yaml": ["package.json", "pnpm-workspace.yaml"],
  "yarn.lock": ["package.json"],
  "bun.lock": ["package.json"],
  "Cargo.lock": ["Cargo.toml"],
  "go.sum": ["go.mod"],
  "poetry.lock": ["pyproject.toml"],
  "uv.lock": ["pyproject.toml"],
  "pdm.lock": ["pyproject.toml"],
  "Pipfile.lock": ["Pipfile"],
  "Gemfile.lock": ["Gemfile"],
  "composer.lock": ["composer.json"],
  "packages.lock.json": [],
  "gradle.lockfile": ["build.gradle", "build.gradle.kts"],
  "mix.lock": ["mix.exs"],
};

/** Other files from which generators read components. */
const others =
  /^(?:requirements[\w.-]*\.(?:txt|in)|setup\.(?:py|cfg)|pom\.xml|.*\.gemspec|.*\.csproj|.*\.versions\.toml|Dockerfile.*)$/;

const allManifests = new Set(Object.values(manifests).flat());

export const isDependencyFile = (path: string): boolean => {
  const name = posix.basename(path);
  return Object.hasOwn(manifests, name) || allManifests.has(name) || others.test(name);
};

/** Changed lockfiles in whose directory, or below it, no manifest changed; sorted. */
export const findLonelyLockfiles = (changes: readonly FileChange[]): string[] =>
  changes
    .filter(({ path, before, after }) => {
      const wanted = manifests[posix.basename(path)] ?? [];
      if (wanted.length === 0 || before === null || after === null) return false;
      const dir = posix.dirname(path);
      return !changes.some(
        (other) => wanted.includes(posix.basename(other.path)) && (dir === "." || other.path.startsWith(`${dir}/`)),
      );
    })
    .map(({ path }) => path)
    .sort();
