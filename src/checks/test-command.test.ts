import { describe, expect, it } from "vitest";
import { projectSchema } from "../domain/settings.ts";
import { testCommand } from "./test-command.ts";

const node = [
  "--test-reporter=spec",
  "--test-reporter-destination=stdout",
  "--test-reporter=junit",
  "--test-reporter-destination=/r.xml",
];
const vitest = ["--reporter=default", "--reporter=junit", "--outputFile.junit=/r.xml", "--passWithNoTests"];
const jest = ["--reporters=default", "--reporters=jest-junit", "--passWithNoTests"];
const pytest = ["--junitxml=/r.xml", "-o", "junit_family=xunit1", "--continue-on-collection-errors"];

const build = (
  test: string,
  scripts: Record<string, string> | null,
  dependencies: string[] = [],
  junit: string | null = null,
) =>
  testCommand(
    test.split(" "),
    projectSchema.parse({ junit }),
    scripts &&
      JSON.stringify({ scripts, devDependencies: Object.fromEntries(dependencies.map((name) => [name, "1"])) }),
    "/r.xml",
  );

describe("testCommand", () => {
  it.each<[string, Record<string, string> | null, string[], string[]?]>([
    ["node --test", null, ["node", "--test", ...node]],
    ["node --test test/a.js", null, ["node", "--test", ...node, "test/a.js"]],
    ["npm test", { test: "node --test" }, ["npm", "test", "--", ...node]],
    ["npm test", { test: "tsc -p . && node --test" }, ["npm", "test", "--", ...node]],
    ["npm test", { test: "node --import tsx --test" }, ["npm", "test", "--", ...node]],
    ["npm test", { test: "node --test 'test/**/*.js'" }, ["node", "--test", ...node, "test/**/*.js"]],
    ["npm run unit", { unit: "node --test test/" }, ["node", "--test", ...node, "test/"]],
    ["npx --no-install vitest run", null, ["npx", "--no-install", "vitest", "run", ...vitest]],
    ["npm test", { test: "vitest run" }, ["npm", "test", "--", ...vitest]],
    ["npm test", { test: "tsc --noEmit && vitest run src" }, ["npm", "test", "--", ...vitest]],
    ["pnpm test", { test: "vitest" }, ["pnpm", "test", ...vitest]],
    ["yarn run test", { test: "vitest" }, ["yarn", "run", "test", ...vitest]],
    ["npm test", { test: "jest" }, ["npm", "test", "--", ...jest], ["jest-junit"]],
    ["npx jest", {}, ["npx", "jest", ...jest], ["jest-junit"]],
    ["pytest", null, ["pytest", ...pytest]],
    ["python3 -m pytest -q", null, ["python3", "-m", "pytest", "-q", ...pytest]],
    ["python3.12 -m pytest tests", null, ["python3.12", "-m", "pytest", "tests", ...pytest]],
  ])("%s with %j writes a report", (test, scripts, argv, dependencies) => {
    expect(build(test, scripts, dependencies)).toMatchObject({ argv, writesReport: true });
  });

  it.each<[string, Record<string, string> | null]>([
    ["make test", null],
    ["npm test", null],
    ["npm test", {}],
    ["npm test", { test: "mocha" }],
    ["npm test", { test: "jest" }],
    ["npm test", { test: "node --test; echo done" }],
    ["npm test", { test: "vitest run | tee log" }],
    ["npm test", { test: "vitest run || true" }],
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
    ["python3 -m unittest", null],
    ["cargo test --offline", null],
  ])("%s with %j stays as it is", (test, scripts) => {
    expect(build(test, scripts)).toEqual({ argv: test.split(" "), env: {}, writesReport: false, emptyExits: [] });
  });

  it("leaves a project alone that says where its report is", () => {
    expect(build("npm test", { test: "vitest run" }, [], "reports/junit.xml")).toMatchObject({
      argv: ["npm", "test"],
      writesReport: false,
    });
  });

  it("tells jest-junit where to write by its environment", () => {
    expect(build("npm test", { test: "jest" }, ["jest-junit"]).env).toMatchObject({ JEST_JUNIT_OUTPUT_FILE: "/r.xml" });
  });

  it("knows that pytest exits 5 without tests", () => {
    expect(build("pytest", null).emptyExits).toEqual([5]);
  });
});
