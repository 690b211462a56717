import { describe, expect, it } from "vitest";
import { changeOf, contextOf, newFiles } from "./example-change.fixture.ts";
import { flagPaths } from "./flag-paths.ts";
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
    "justfile",
    "karma.conf.js",
    "src/jest.setup.ts",
    "build.rs",
    "binding.gyp",
    "gradlew",
    "gradle/wrapper/gradle-wrapper.properties",
    "sitecustomize.py",
    "codecov.yml",
    "fly.toml",
    ".git-blame-ignore-revs",
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

  /** One for every name that is listed. */
  const everyName = `
    pkg/package-lock.json pkg/npm-shrinkwrap.json pkg/yarn.lock pkg/pnpm-lock.yaml pkg/bun.lock pkg/bun.lockb
    pkg/deno.lock pkg/poetry.lock pkg/uv.lock pkg/pdm.lock pkg/pipfile.lock pkg/cargo.lock pkg/gemfile.lock
    pkg/composer.lock pkg/mix.lock pkg/go.sum pkg/go.work.sum pkg/gradle.lockfile pkg/packages.lock.json
    pkg/pubspec.lock pkg/package.resolved pkg/flake.lock pkg/podfile.lock pkg/cartfile.resolved pkg/conan.lock
    pkg/pixi.lock pkg/stack.yaml.lock pkg/shard.lock pkg/.terraform.lock.hcl pkg/chart.lock pkg/package.json
    pkg/pnpm-workspace.yaml pkg/bower.json pkg/lerna.json pkg/nx.json pkg/turbo.json pkg/deno.jsonc pkg/deno.json
    pkg/jsr.json pkg/pyproject.toml pkg/setup.cfg pkg/setup.py pkg/requirementsx.txt pkg/constraintsx.txt
    pkg/pipfile pkg/environment.yaml pkg/environment.yml pkg/cargo.toml pkg/go.work pkg/go.mod pkg/gemfile
    pkg/x.gemspec pkg/composer.json pkg/pom.xml pkg/x.gradle.kts pkg/x.gradle pkg/gradle.properties
    pkg/libs.versions.toml pkg/x.vbproj pkg/x.fsproj pkg/x.csproj pkg/x.targets pkg/x.props pkg/package.swift
    pkg/podfile pkg/x.podspec pkg/cartfile.private pkg/cartfile pkg/mix.exs pkg/pubspec.yaml pkg/vcpkg.json
    pkg/conanfile.txt pkg/conanfile.py pkg/x.sbt pkg/build.zig pkg/build.xml pkg/build.sc pkg/project.clj
    pkg/deps.edn pkg/x.cabal pkg/cabal.projectx pkg/stack.yaml pkg/x.opam pkg/pixi.toml pkg/shard.yml pkg/makefile
    pkg/gnumakefile pkg/makefile.in pkg/makefile.am pkg/x.mk pkg/justfile pkg/.justfile pkg/taskfile.yaml
    pkg/taskfile.yml pkg/rakefile pkg/cmakelists.txt pkg/x.cmake pkg/meson.build pkg/build.bazel pkg/build
    pkg/workspace.bazel pkg/workspace pkg/module.bazel pkg/dockerfilex pkg/x.dockerfile pkg/containerfilex
    pkg/x.containerfile pkg/composex.yaml pkg/composex.yml pkg/docker-composex.yaml pkg/docker-composex.yml
    pkg/docker-bake.json pkg/docker-bake.hcl pkg/vagrantfile pkg/procfile.windows pkg/procfile.dev pkg/procfile
    pkg/earthfile pkg/tiltfile pkg/snakefile pkg/sconstruct pkg/magefile.go pkg/noxfile.py pkg/fabfile.py
    pkg/dodo.py pkg/jakefile.x pkg/gulpfile.x pkg/gruntfile.x pkg/build.rs pkg/gradlew.bat pkg/gradlew
    pkg/mvnw.cmd pkg/mvnw pkg/configure.ac pkg/configure pkg/mise.toml pkg/railway.json pkg/firebase.json
    pkg/vercel.json pkg/railway.toml pkg/fly.toml pkg/netlify.toml pkg/render.yaml pkg/heroku.yml
    pkg/wrangler.jsonc pkg/wrangler.json pkg/wrangler.toml pkg/serverless.yaml pkg/serverless.yml
    pkg/skaffold.yaml pkg/x.config.lua pkg/x.config.php pkg/x.config.py pkg/x.config.rb pkg/x.config.coffee
    pkg/x.config.toml pkg/x.config.yaml pkg/x.config.json5 pkg/x.config.tsx pkg/x.config.mts pkg/x.config.lua
    pkg/x.config.php pkg/x.config.py pkg/x.config.rb pkg/x.config.coffee pkg/x.config.toml pkg/x.config.yml
    pkg/x.config.json5 pkg/x.config.tsx pkg/x.config.mts pkg/x.config.lua pkg/x.config.php pkg/x.config.py
    pkg/x.config.rb pkg/x.config.coffee pkg/x.config.toml pkg/x.config.yaml pkg/x.config.jsonc pkg/x.config.tsx
    pkg/x.config.mts pkg/x.config.lua pkg/x.config.php pkg/x.config.py pkg/x.config.rb pkg/x.config.coffee
    pkg/x.config.toml pkg/x.config.yml pkg/x.config.jsonc pkg/x.config.tsx pkg/x.config.mts pkg/x.config.lua
    pkg/x.config.php pkg/x.config.py pkg/x.config.rb pkg/x.config.coffee pkg/x.config.toml pkg/x.config.yaml
    pkg/x.config.json pkg/x.config.tsx pkg/x.config.mts pkg/x.config.lua pkg/x.config.php pkg/x.config.py
    pkg/x.config.rb pkg/x.config.coffee pkg/x.config.toml pkg/x.config.yml pkg/x.config.json pkg/x.config.tsx
    pkg/x.config.mts pkg/x.conf.ts pkg/x.conf.mjs pkg/x.conf.cjs pkg/x.conf.js pkg/webpack.x.ts pkg/webpack.x.mjs
    pkg/webpack.x.cjs pkg/webpack.x.js pkg/vitest.workspacex.x pkg/vitest.setupx.x pkg/jest.workspacex.x
    pkg/jest.setupx.x pkg/.eslintrcx pkg/.babelrcx pkg/.swcrc pkg/.mocharcx pkg/.nycrcx pkg/.c8rcx
    pkg/.lintstagedrcx pkg/.prettierrc.ts pkg/.prettierrc.mjs pkg/.prettierrc.cjs pkg/.prettierrc.js
    pkg/.dockerignore pkg/tsconfigx.json pkg/conftest.py pkg/sitecustomize.py pkg/usercustomize.py pkg/x.pth
    pkg/tox.ini pkg/pytest.ini pkg/.coveragerc pkg/codecov.yaml pkg/codecov.yml pkg/flake.nix pkg/.mailmap`;
  it.each(everyName.trim().split(/\s+/))("flags %s", (path) => {
    expect(flaggedPaths(newFiles(path), contextOf())).toHaveLength(1);
    expect(flagPaths(newFiles(path), contextOf({ kind: "build" }))).toHaveLength(1);
  });

  it.each([
    ...["LICENSE", "License.md", "LICENCE.txt", "COPYING", "copying.lesser", "UNLICENSE", "NOTICE.rst", "LICENSE.adoc"],
    ...["LICENSE-MIT", "LICENSE-APACHE", "license-apache-2.0.txt", "license-bsd", "licence-gpl.md"],
    ...[
      "SECURITY.md",
      "docs/security.md",
      "security",
      "security.txt",
      "a/security.txt",
      "security.rst",
      "security.adoc",
    ],
  ])("lets a plan of the kind docs be about %s", (path) => {
    for (const kind of ["behaviour", "refactor", null] as const)
      expect(flaggedPaths(newFiles(path), contextOf({ kind }))).toMatchObject([{ rule: "flagged-paths", path }]);
    for (const kind of ["docs", "build"] as const)
      expect(flaggedPaths(newFiles(path), contextOf({ kind }))).toEqual([]);
  });

  const manifest = (version: string, more = ""): string =>
    `{\n  "name": "a",\n  "version": "${version}",\n${more}  "scripts": { "test": "vitest" }\n}\n`;
  it.each<[string, string, boolean]>([
    ["the version", manifest("2"), false],
    ["scripts beside the version", manifest("2").replace("vitest", "true"), true],
    ["the name", manifest("1").replace('"a"', '"b"'), true],
    ["a second scripts that only some parsers read", manifest("2", '  "scripts": {},\n'), true],
    ["into what is no JSON", `${manifest("2")}x`, true],
    ["a version below", manifest("1", '  "overrides": {\n    "version": "2"\n  },\n'), true],
  ])("judges a manifest by what changes: %s", (_, after, isRefused) => {
    const change = changeOf({ path: "pkg/package.json", before: manifest("1"), after });
    expect(flaggedPaths(change, contextOf()).length > 0).toBe(isRefused);
    expect(flagPaths(change, contextOf()).length > 0).toBe(isRefused);
  });

  it.each([
    "src/index.ts",
    "docs/makefile.md",
    "docs/x.config.md",
    "src/gradle/parser.ts",
    "locales/global.json",
    "docs/requirements/x.txt",
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
