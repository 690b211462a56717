/** Which paths are lockfiles, build files, documentation or tests: the lists that several guardrails share. */
import type { GuardrailContext } from "./guardrail.ts";
import { filesAnywhere, matchFoldedPaths, type PathTest } from "./path-globs.ts";

const lockfiles = filesAnywhere(`
  package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb deno.lock
  poetry.lock uv.lock pdm.lock pipfile.lock cargo.lock gemfile.lock composer.lock mix.lock
  go.sum go.work.sum gradle.lockfile packages.lock.json pubspec.lock package.resolved flake.lock`);

const manifests = filesAnywhere(`
  package.json pnpm-workspace.yaml bower.json lerna.json nx.json turbo.json deno.json{,c} jsr.json
  pyproject.toml setup.{py,cfg} requirements*.txt constraints*.txt pipfile environment.y{,a}ml
  cargo.toml go.{mod,work} gemfile *.gemspec composer.json pom.xml *.gradle{,.kts} gradle.properties
  *.{cs,fs,vb}proj directory.{build,packages}.props package.swift mix.exs pubspec.yaml vcpkg.json`);

const runners = filesAnywhere(`
  {gnu,}makefile *.mk justfile taskfile.y{,a}ml rakefile cmakelists.txt *.cmake meson.build
  build{,.bazel} workspace{,.bazel} module.bazel dockerfile* *.dockerfile containerfile*
  {docker-,}compose*.y{,a}ml vagrantfile procfile earthfile noxfile.py {grunt,gulp}file.*`);

const toolConfiguration = filesAnywhere(`
  *.config.* .eslintrc* .babelrc* .mocharc* .prettierrc.{js,cjs,mjs,ts} .dockerignore tsconfig*.json
  conftest.py tox.ini pytest.ini flake.nix`);

const repositoryFiles = filesAnywhere(`
  .gitignore .mailmap .git-blame-ignore-revs {license,licence,copying,notice}{,.md,.txt,.rst}`);

/** Files that run at build time, choose dependencies or hide changes: they need a plan of the kind `build`. */
export const isFlagged: PathTest = matchFoldedPaths([
  ...[lockfiles, manifests, runners, toolConfiguration, repositoryFiles].flat(),
  ...["{,docs/}security.md", "docs/**/conf.py"],
]);

export const isLockfile: PathTest = matchFoldedPaths(lockfiles);

const isConfiguration = matchFoldedPaths([
  ...filesAnywhere("*.{json,jsonc,toml,yaml,yml,ini,cfg} .editorconfig .prettierrc*"),
  "scripts/**",
]);

export const isBuildFile: PathTest = (path) => isFlagged(path) || isConfiguration(path);

export const isDocumentation: PathTest = matchFoldedPaths([...filesAnywhere("*.{md,mdx,rst,txt}"), "docs/**"]);

/** Denies by the projects' own globs, in any case; what a stage may write is matched as it is written. */
export const isTest = ({ testGlobs }: GuardrailContext): PathTest => matchFoldedPaths(testGlobs);
