/** Which paths are lockfiles, build files, documentation or tests: the lists that several guardrails share. */
import type { GuardrailContext } from "./guardrail.ts";
import { filesAnywhere, matchFoldedPaths, type PathTest } from "./path-globs.ts";

const lockfiles = filesAnywhere(`
  package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb deno.lock
  poetry.lock uv.lock pdm.lock pipfile.lock cargo.lock gemfile.lock composer.lock mix.lock
  go.sum go.work.sum gradle.lockfile packages.lock.json pubspec.lock package.resolved flake.lock
  podfile.lock cartfile.resolved conan.lock pixi.lock stack.yaml.lock shard.lock .terraform.lock.hcl chart.lock`);

const manifests = filesAnywhere(`
  package.json pnpm-workspace.yaml bower.json lerna.json nx.json turbo.json deno.json{,c} jsr.json
  pyproject.toml setup.{py,cfg} requirements*.txt constraints*.txt pipfile environment.y{,a}ml
  cargo.toml go.{mod,work} gemfile *.gemspec composer.json pom.xml *.gradle{,.kts} gradle.properties libs.versions.toml
  *.{cs,fs,vb}proj *.{props,targets} package.swift podfile *.podspec cartfile{,.private} mix.exs pubspec.yaml
  vcpkg.json conanfile.{py,txt} *.sbt build.{sc,xml,zig} project.clj deps.edn *.cabal cabal.project* stack.yaml *.opam
  pixi.toml shard.yml`);

const runners = filesAnywhere(`
  {gnu,}makefile makefile.{am,in} *.mk justfile .justfile taskfile.y{,a}ml rakefile cmakelists.txt *.cmake meson.build
  build{,.bazel} workspace{,.bazel} module.bazel dockerfile* *.dockerfile containerfile* *.containerfile
  {docker-,}compose*.y{,a}ml docker-bake.{hcl,json} vagrantfile procfile{,.dev,.windows} earthfile tiltfile snakefile sconstruct magefile.go
  binding.gyp *.gypi noxfile.py fabfile.py dodo.py {grunt,gulp,jake}file.* build.rs gradlew{,.bat} mvnw{,.cmd} configure{,.ac}
  mise.toml`);

const deployment = filesAnywhere(`
  {vercel,firebase,railway}.json {netlify,fly,railway}.toml render.yaml heroku.yml wrangler.{toml,json,jsonc}
  serverless.y{,a}ml skaffold.yaml`);

const toolConfiguration = filesAnywhere(`
  *.config.{[cm][jt]s,[jt]s{,x},json{,c,5},y{,a}ml,toml,coffee,rb,py,php,lua} *.conf.{js,cjs,mjs,ts} webpack.*.{js,cjs,mjs,ts} {jest,vitest}.{setup,workspace}*.* .eslintrc* .babelrc*
  .swcrc .mocharc* .nycrc* .c8rc* .lintstagedrc* .prettierrc.{js,cjs,mjs,ts} .dockerignore tsconfig*.json conftest.py
  sitecustomize.py usercustomize.py *.pth tox.ini pytest.ini .coveragerc codecov.y{,a}ml flake.nix`);

const hiding = filesAnywhere(".gitignore .mailmap .git-blame-ignore-revs");

const policies = [
  ...filesAnywhere(`
    {license,licence,copying,unlicense,notice}{,.md,.txt,.rst,.adoc} copying.lesser
    {license,licence}-{mit,apache,apache-2.0,bsd,gpl}{,.md,.txt}`),
  ...["{,docs/}security{,.md,.txt,.rst,.adoc}", "**/security.txt"],
];

/** Files that run at build time, choose dependencies, hide changes or bind people: a writer is asked about them. */
export const isFlagged: PathTest = matchFoldedPaths([
  ...[lockfiles, manifests, runners, deployment, toolConfiguration, hiding, policies].flat(),
  ...["docs/**/conf.py", "requirements/*.txt", "global.json", "**/gradle/wrapper/**"],
]);

/** What others may do with the work, and whom they tell of holes: text that a change of docs may be about. */
export const isPolicy: PathTest = matchFoldedPaths(policies);

export const isLockfile: PathTest = matchFoldedPaths(lockfiles);

const isConfiguration = matchFoldedPaths([
  ...filesAnywhere("*.{json,jsonc,toml,yaml,yml,ini,cfg} .editorconfig .prettierrc*"),
  "scripts/**",
]);

export const isBuildFile: PathTest = (path) => isFlagged(path) || isConfiguration(path);

export const isDocumentation: PathTest = matchFoldedPaths([...filesAnywhere("*.{md,mdx,rst,txt}"), "docs/**"]);

/** Denies by the projects' own globs, in any case; what a stage may write is matched as it is written. */
export const isTest = ({ testGlobs }: GuardrailContext): PathTest => matchFoldedPaths(testGlobs);
