import { describe, expect, it } from "vitest";
import type { TestResult } from "../../../domain/evidence.ts";
import { projectSchema } from "../../../domain/settings.ts";
import { readPackage } from "../read-package.ts";
import { chooseAdapter } from "./adapters.ts";

const node = [
  "--test-reporter=spec",
  "--test-reporter-destination=stdout",
  "--test-reporter=junit",
  "--test-reporter-destination=/r",
];
const vitest = ["--reporter=default", "--reporter=junit", "--outputFile.junit=/r", "--passWithNoTests"];
const jest = ["--json", "--outputFile=/r", "--passWithNoTests"];
const mocha = ["--reporter", "json", "--reporter-option", "output=/r"];
const pytest = ["--junitxml=/r", "-o", "junit_family=xunit1", "--continue-on-collection-errors"];
const go = ["sh", "-c", 'exec "$@" > "$0"', "/r"];
const merged = ["sh", "-c", 'exec "$@" 2>&1', "sh"];

const choose = (
  test: string,
  scripts: Record<string, string> | null = null,
  settings: { junit?: string; dir?: string } = {},
  only: TestResult[] | null = null,
) => {
  const argv = test.split(" ");
  const project = projectSchema.parse({ test: argv, ...settings });
  const manifest = scripts === null ? null : readPackage(JSON.stringify({ scripts }));
  const { adapter, invocation } = chooseAdapter({ argv, project, manifest }, "/r", only);
  return { name: adapter.name, argv: invocation.argv, emptyExits: invocation.emptyExits ?? [] };
};

const failing = (name: string, file: string | null): TestResult => ({
  name,
  status: "failed",
  file,
  line: null,
  message: "",
  stack: null,
});

describe("chooseAdapter", () => {
  it.each<[string, Record<string, string> | null, string, string[]]>([
    ["node --test", null, "node:test", ["node", "--test", ...node]],
    ["node --test test/a.js", null, "node:test", ["node", "--test", ...node, "test/a.js"]],
    ["npm test", { test: "node --test" }, "node:test", ["npm", "test", "--", ...node]],
    ["npm test", { test: "tsc -p . && node --test" }, "node:test", ["npm", "test", "--", ...node]],
    ["npm test", { test: "node --import tsx --test" }, "node:test", ["npm", "test", "--", ...node]],
    ["npm test", { test: "c8 node --test" }, "node:test", ["npm", "test", "--", ...node]],
    ["npm test", { test: "node --test 'test/**/*.js'" }, "node:test", ["node", "--test", ...node, "test/**/*.js"]],
    ["npm run unit", { unit: "node --test test/" }, "node:test", ["node", "--test", ...node, "test/"]],
    ["npx --no-install vitest run", null, "vitest", ["npx", "--no-install", "vitest", "run", ...vitest]],
    ["npm test", { test: "vitest run" }, "vitest", ["npm", "test", "--", ...vitest]],
    ["npm test", { test: "tsc --noEmit && vitest run src" }, "vitest", ["npm", "test", "--", ...vitest]],
    ["npm test", { test: "npm run unit", unit: "vitest" }, "vitest", ["npm", "test", "--", "--", ...vitest]],
    ["pnpm test", { test: "vitest" }, "vitest", ["pnpm", "test", ...vitest]],
    ["yarn run test", { test: "vitest" }, "vitest", ["yarn", "run", "test", ...vitest]],
    ["npm test", { test: "jest" }, "jest", ["npm", "test", "--", ...jest]],
    ["npm test", { test: "jest --reporters=default" }, "jest", ["npm", "test", "--", ...jest]],
    ["npm test", { test: "NODE_OPTIONS=--experimental-vm-modules npx jest" }, "jest", ["npm", "test", "--", ...jest]],
    ["npm test", { test: "react-scripts test" }, "jest", ["npm", "test", "--", ...jest]],
    ["npx jest", {}, "jest", ["npx", "jest", ...jest]],
    ["npm test", { test: "mocha" }, "mocha", ["npm", "test", "--", ...mocha]],
    ["npm test", { test: "nyc mocha 'test/*.js'" }, "mocha", ["npm", "test", "--", ...mocha]],
    ["pytest", null, "pytest", ["pytest", ...pytest]],
    ["python3 -m pytest -q", null, "pytest", ["python3", "-m", "pytest", "-q", ...pytest]],
    [
      "env PYTHONPATH=src python3.12 -m pytest",
      null,
      "pytest",
      ["env", "PYTHONPATH=src", "python3.12", "-m", "pytest", ...pytest],
    ],
    ["uv run pytest tests", null, "pytest", ["uv", "run", "pytest", "tests", ...pytest]],
    ["python3 -m unittest", null, "unittest", [...merged, "python3", "-m", "unittest", "-v"]],
    ["go test ./...", null, "go test", [...go, "go", "test", "-json", "./..."]],
    [
      "env CGO_ENABLED=0 go test ./...",
      null,
      "go test",
      [...go, "env", "CGO_ENABLED=0", "go", "test", "-json", "./..."],
    ],
    ["cargo test --offline", null, "cargo test", [...merged, "cargo", "test", "--no-fail-fast", "--offline"]],
    ["mvn -o -q test", null, "Maven", ["mvn", "-o", "-q", "test", "-fae"]],
    ["./gradlew --offline test", null, "Gradle", ["./gradlew", "--offline", "test", "--continue"]],
  ])("%s with %j is one of %s", (test, scripts, name, argv) => {
    expect(choose(test, scripts)).toMatchObject({ name, argv });
  });

  it.each<[string, Record<string, string> | null]>([
    ["make test", null],
    ["npm test", null],
    ["npm test", {}],
    ["npm test", { test: "npm test" }],
    ["npm test", { test: "mocha --reporter dot" }],
    ["npm test", { test: "jest --json" }],
    ["npm test", { test: "node --test; echo done" }],
    ["npm test", { test: "vitest run | tee log" }],
    ["npm test", { test: "vitest run || true" }],
    ["npm test", { test: "FOO=$(rm) vitest run" }],
    ["npm test", { test: "FOO=1 node --test test/" }],
    ["npm test", { test: "node --test $FILES" }],
    ["npm test", { test: 'node --test "$FILES"' }],
    ["npm test", { test: "node --test test/a'b'" }],
    ["npm test", { test: "node --test test/", pretest: "tsc" }],
    ["npm test", { test: "tsc && node --test test/" }],
    ["npm test", { test: "node --test --test-reporter=tap" }],
    ["npm test", { test: "vitest run --reporter=dot" }],
    ["npm test -- --grep x", { test: "vitest run" }],
    ["node --test --test-reporter=tap", null],
    ["pytest --junitxml=own.xml", null],
    ["python3 -m unittest -q", null],
    ["cargo test -q", null],
    ["cargo build", null],
    ["go vet ./...", null],
    ["mvn compile", null],
  ])("%s with %j stays as it is", (test, scripts) => {
    expect(choose(test, scripts)).toEqual({ name: "exit status", argv: test.split(" "), emptyExits: [] });
  });

  it("leaves a project alone that says where its report is", () => {
    const junit = "reports/junit.xml";
    expect(choose("npm test", { test: "vitest run" }, { junit })).toMatchObject({
      name: "JUnit XML",
      argv: ["npm", "test"],
    });
    expect(choose("mvn test", null, { junit })).toMatchObject({ name: "JUnit XML", argv: ["mvn", "test"] });
    expect(choose("mvn test", null, { junit: "target/surefire-reports" })).toMatchObject({ name: "Maven" });
  });

  it("knows that pytest exits 5 without tests", () => {
    expect(choose("pytest").emptyExits).toEqual([5]);
  });

  it.each<[string, Record<string, string> | null, TestResult[], string[]]>([
    [
      "npm test",
      { test: "vitest run" },
      [failing("web/a.js > x", "web/a.js")],
      ["npm", "test", "--", ...vitest, "a.js"],
    ],
    ["npx jest", {}, [failing("web/[a].js > x", "web/[a].js")], ["npx", "jest", ...jest, "\\[a\\]\\.js$"]],
    ["npx jest", {}, [failing("x", null)], ["npx", "jest", ...jest]],
    ["npx mocha", {}, [failing("web/a.js > s x.y", "web/a.js")], ["npx", "mocha", ...mocha, "--grep", "^(?:s x.y)$"]],
    ["npx mocha -g z", {}, [failing("web/a.js > s x", "web/a.js")], ["npx", "mocha", "-g", "z", ...mocha]],
    ["npx mocha", {}, [failing('web/a.js > "before each" hook for "x"', "web/a.js")], ["npx", "mocha", ...mocha]],
    [
      "node --test test/",
      null,
      [failing("web/test/a.js > x", "web/test/a.js")],
      ["node", "--test", ...node, "test/a.js"],
    ],
    ["pytest", null, [failing("web/a.py > x", "web/a.py")], ["pytest", ...pytest, "--last-failed"]],
    [
      "go test ./...",
      null,
      [failing("web/a_test.go > TestA > sub", "web/a_test.go")],
      [...go, "go", "test", "-json", "-run", "^(?:TestA)$", "./..."],
    ],
    ["go test ./...", null, [failing("web/a_test.go", "web/a_test.go")], [...go, "go", "test", "-json", "./..."]],
    [
      "cargo test",
      null,
      [failing("web/src/a.rs > a::tests::x", "web/src/a.rs")],
      [...merged, "cargo", "test", "--no-fail-fast", "--", "--exact", "a::tests::x"],
    ],
    [
      "cargo test",
      null,
      [failing("web/src/a.rs > doc make", "web/src/a.rs")],
      [...merged, "cargo", "test", "--no-fail-fast"],
    ],
    [
      "python3 -m unittest",
      null,
      [failing("web/tests/test_a.py > TestA > test_x", "web/tests/test_a.py")],
      [...merged, "python3", "-m", "unittest", "-v", "-k", "TestA.test_x"],
    ],
    [
      "./gradlew test",
      null,
      [failing("com.acme.ATest > x", null)],
      ["./gradlew", "test", "--continue", "--tests", "com.acme.ATest"],
    ],
    ["make test", null, [failing("x", null)], ["make", "test"]],
  ])("%s with %j runs failing tests again", (test, scripts, only, argv) => {
    expect(choose(test, scripts, { dir: "web" }, only)).toMatchObject({ argv });
  });

  it("runs everything again when too many files fail to name them", () => {
    const many = Array.from({ length: 60 }, (_, i) => failing(`f${i}.js > x`, `f${i}.js`));
    expect(choose("npx jest", {}, {}, many).argv).toEqual(["npx", "jest", ...jest]);
  });

  it("takes no file name for an option", () => {
    expect(choose("npx vitest", {}, {}, [failing("--x.js > x", "--x.js")]).argv).toEqual(["npx", "vitest", ...vitest]);
  });
});
