import { describe, expect, it } from "vitest";
import { projectSchema } from "../../domain/settings.ts";
import { detectProjects } from "./detect-projects.ts";

const detect = (files: Record<string, string>) => detectProjects(Object.keys(files), (path) => files[path] ?? null);
const npmCi = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"];
const script = (test: string, more: object = {}) => JSON.stringify({ scripts: { test }, ...more });
const dependsOn = (name: string) => JSON.stringify({ devDependencies: { [name]: "1" } });

describe("detectProjects", () => {
  it.each<[string, Record<string, string>, object]>([
    [
      "an npm script without dependencies",
      { "package.json": script("node --test") },
      { test: ["npm", "test"], install: null },
    ],
    [
      "npm with a lockfile",
      { "package.json": script("x", { dependencies: { a: "1" } }), "package-lock.json": "{}" },
      { install: npmCi },
    ],
    ["no lockfile, no install", { "package.json": script("x", { dependencies: { a: "1" } }) }, { install: null }],
    ["a lockfile without dependencies", { "package.json": script("x"), "package-lock.json": "{}" }, { install: null }],
    [
      "pnpm",
      { "package.json": script("vitest", { devDependencies: { vitest: "1" } }), "pnpm-lock.yaml": "" },
      { test: ["pnpm", "test"], install: ["pnpm", "install", "--frozen-lockfile", "--ignore-scripts"] },
    ],
    [
      "yarn 1",
      { "package.json": script("jest", { devDependencies: { jest: "1" } }), "yarn.lock": "" },
      { test: ["yarn", "test"], install: ["yarn", "install", "--frozen-lockfile", "--ignore-scripts"] },
    ],
    [
      "yarn 2 and later",
      { "package.json": script("jest", { devDependencies: { jest: "1" } }), "yarn.lock": "", ".yarnrc.yml": "" },
      { install: ["yarn", "install", "--immutable", "--mode=skip-build"] },
    ],
    [
      "vitest without a script",
      { "package.json": dependsOn("vitest") },
      { test: ["npx", "--no-install", "vitest", "run"] },
    ],
    ["jest without a script", { "package.json": dependsOn("jest") }, { test: ["npx", "--no-install", "jest"] }],
    ["mocha without a script", { "package.json": dependsOn("mocha") }, { test: ["npx", "--no-install", "mocha"] }],
    [
      "npm's placeholder script",
      { "package.json": script('echo "Error: no test specified" && exit 1'), "a.test.js": "" },
      { test: ["node", "--test"] },
    ],
    ["test files alone", { "package.json": "{}", "test/a.mjs": "" }, { test: ["node", "--test"] }],
    [
      "pytest in pyproject",
      { "pyproject.toml": "[tool.pytest.ini_options]" },
      { test: ["python3", "-m", "pytest", "-q"], install: null },
    ],
    [
      "pytest by requirements",
      { "requirements-dev.txt": "pytest==8\n", "tests/test_a.py": "" },
      { test: ["python3", "-m", "pytest", "-q"] },
    ],
    [
      "pytest by plain functions",
      { "tests/test_a.py": "def test_a():\n  pass\n" },
      { test: ["python3", "-m", "pytest", "-q"] },
    ],
    [
      "unittest in a package",
      { "tests/__init__.py": "", "tests/test_a.py": "import unittest" },
      { test: ["python3", "-m", "unittest"] },
    ],
    [
      "unittest in a directory",
      { "tests/test_a.py": "import unittest" },
      { test: ["python3", "-m", "unittest", "discover", "-s", "tests"] },
    ],
    ["go", { "go.mod": "module x" }, { test: ["go", "test", "./..."] }],
    ["rust", { "Cargo.toml": "" }, { test: ["cargo", "test", "--offline"] }],
    ["maven", { "pom.xml": "" }, { test: ["mvn", "-o", "-q", "test"], junit: "target/surefire-reports" }],
    [
      "gradle with a wrapper",
      { "build.gradle.kts": "", gradlew: "" },
      { test: ["./gradlew", "--offline", "test"], junit: "build/test-results/test" },
    ],
    ["gradle without", { "build.gradle": "" }, { test: ["gradle", "--offline", "test"] }],
    ["make", { Makefile: "all:\n\ntest: all\n\t./run\n" }, { test: ["make", "test"] }],
  ])("knows %s", (_, files, expected) => {
    const [project, ...others] = detect(files);
    expect(project).toMatchObject({ dir: ".", ...expected });
    expect(projectSchema.parse(project)).toEqual(project);
    expect(others).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ["an empty repository", {}],
    ["a readme", { "README.md": "# x" }],
    ["a package without tests", { "package.json": "{}", "index.js": "" }],
    ["a broken package", { "package.json": "{" }],
    ["a package of the wrong shape", { "package.json": '{"scripts": ["test"], "dependencies": 1}' }],
    ["python without tests", { "setup.py": "", "a.py": "" }],
    ["a Makefile without the target", { Makefile: "testing:\ntest := 1\n" }],
  ])("finds nothing in %s", (_, files) => {
    expect(detect(files)).toEqual([]);
  });

  it("prefers the language over the Makefile", () => {
    expect(detect({ "go.mod": "", Makefile: "test:\n" }).map((project) => project.test)).toEqual([
      ["go", "test", "./..."],
    ]);
  });

  it("gives one project per language at the root", () => {
    const found = detect({ "package.json": script("node --test"), "pyproject.toml": "pytest" });
    expect(found.map((project) => project.test?.[0])).toEqual(["npm", "python3"]);
  });

  it("looks into directories only where the root has nothing", () => {
    const found = detect({
      "README.md": "",
      "web/package.json": script("vitest"),
      "web/packages/a/package.json": script("vitest"),
      "api/go.mod": "",
      "examples/b/go.mod": "",
      "web/node_modules/c/package.json": script("x"),
    });
    expect(found.map((project) => [project.dir, project.test?.[0]])).toEqual([
      ["api", "go"],
      ["web", "npm"],
    ]);
  });
});
