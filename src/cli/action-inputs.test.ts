import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { decodeOperatorPolicy } from "../config/operator-policy.ts";
import { inputNames, inputVariables, readActionInputs, wantsIssue } from "./action-inputs.ts";

const read = (inputs: Record<string, string>, env: Record<string, string> = {}) =>
  readActionInputs((name) => inputs[name] ?? "", env);

const manifest = parse(readFileSync(new URL("../../action.yml", import.meta.url), "utf8")) as {
  inputs: Record<string, { default?: string }>;
  outputs: Record<string, unknown>;
  runs: unknown;
};

it("action.yml lists exactly the inputs that are read, without defaults that would win over the workflow's env", () => {
  expect(Object.keys(manifest.inputs).toSorted()).toEqual([...inputNames].toSorted());
  for (const input of Object.values(manifest.inputs)) expect(input).not.toHaveProperty("default");
  expect(manifest.runs).toEqual({ using: "node24", main: "dist/action.mjs" });
  expect(Object.keys(manifest.outputs)).toEqual(expect.arrayContaining(["runs", "pull-requests", "status", "summary"]));
});

it("makes a call of the command", () => {
  expect(read({ command: "claim", issue: "7", item: "item.json", "github-token": "t" }, { PATH: "/bin" })).toEqual({
    ok: true,
    value: {
      command: "claim",
      args: ["7"],
      options: { item: "item.json" },
      env: { PATH: "/bin", GITHUB_TOKEN: "t" },
    },
  });
});

it("atlas builds into the directory of the map", () => {
  expect(read({ command: "atlas", map: "/tmp/map" })).toMatchObject({
    value: { command: "atlas", args: ["build"], options: { map: "/tmp/map" } },
  });
});

it("hands the inputs of the health commands on as options", () => {
  expect(read({ command: "preview", pull: "7" })).toMatchObject({
    value: { command: "preview", options: { pull: "7" } },
  });
  const inputs = {
    command: "regressions",
    state: "/tmp/s",
    "private-hosts": "a.lan:80",
    "trust-own-regressions": "true",
  };
  const call = read(inputs);
  expect(call).toMatchObject({ value: { options: { state: "/tmp/s" } } });
  expect(call.ok && decodeOperatorPolicy(call.value.env)).toMatchObject({
    value: { privateHosts: ["a.lan:80"], trustsOwnRegressions: true },
  });
  expect(read({ command: "red-mode", pull: "7" })).toMatchObject({ ok: false });
});

it("an empty input leaves the variable of the environment, another one wins over it", () => {
  const env = { DRAFTSMITH_MODEL_FAST: "from-env", DRAFTSMITH_MODEL_STRONG: "from-env" };
  const call = read({ command: "supervise", "model-strong": "from-input" }, env);
  expect(call).toMatchObject({
    value: { env: { DRAFTSMITH_MODEL_FAST: "from-env", DRAFTSMITH_MODEL_STRONG: "from-input" } },
  });
  expect(env.DRAFTSMITH_MODEL_STRONG).toBe("from-env");
});

it.each([
  [{ command: "demo" }, /the input command is "demo"/],
  [{ command: "" }, /the input command is ""/],
  [{ command: "toString" }, /the input command/],
  [{ command: "supervise", issue: "7" }, /issue is not for the command supervise/],
  [{ command: "publish", bundle: "b", item: "i" }, /item is not for the command publish/],
])("refuses %j", (inputs, message) => {
  const call = read(inputs);
  expect(call).toMatchObject({ ok: false, error: { kind: "usage", message: expect.stringMatching(message) } });
});

it("every limit of the operator can come as an input", () => {
  const values = {
    "max-open-runs": "1",
    "max-repairs": "2",
    "patch-lines": "3",
    "patch-files": "4",
    "usd-per-issue": "0.5",
    "usd-per-day": "6",
    allow: "src/**, docs/**",
    "ready-label": "go",
  };
  const call = read({ command: "supervise", ...values });
  expect(call.ok && decodeOperatorPolicy(call.value.env)).toMatchObject({
    value: {
      limits: { openRuns: 1, repairs: 2, patchLines: 3, patchFiles: 4, usdPerIssue: 0.5, usdPerDay: 6 },
      allow: ["src/**", "docs/**"],
      labels: { ready: "go" },
    },
  });
});

it("inputs stand for different variables, and the event's issue is for commands that take one", () => {
  expect(new Set(Object.values(inputVariables)).size).toBe(Object.keys(inputVariables).length);
  expect(["claim", "run"].every(wantsIssue)).toBe(true);
  expect(["supervise", "work", "publish", "doctor", "nonsense"].some(wantsIssue)).toBe(false);
});
