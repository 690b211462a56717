import { expect, it } from "vitest";
import { defaultSettings } from "../domain/settings.ts";
import { decodeOperatorPolicy } from "./operator-policy.ts";

it("allows the defaults when nothing is set, empty variables included", () => {
  const none = {
    limits: defaultSettings().limits,
    labels: { ready: null, freeze: null, red: null },
    allow: [],
    readOnlyMounts: [],
    dispatchWorkflows: [],
    privateHosts: [],
    trustedApps: [],
    hiddenText: null,
    trustsOwnRegressions: false,
    models: { strong: null, fast: null },
  };
  expect(decodeOperatorPolicy({})).toEqual({ ok: true, value: none });
  const empty = { DRAFTSMITH_MAX_REPAIRS: "", RED_MODE_LABEL: " ", DRAFTSMITH_ALLOW: " , ", DRAFTSMITH_MODEL_FAST: "" };
  expect(decodeOperatorPolicy(empty)).toEqual({ ok: true, value: none });
});

it("reads every variable", () => {
  const decoded = decodeOperatorPolicy({
    DRAFTSMITH_MAX_OPEN_RUNS: "10",
    DRAFTSMITH_MAX_REPAIRS: "0",
    DRAFTSMITH_PATCH_LINES: "3000",
    DRAFTSMITH_PATCH_FILES: "60",
    DRAFTSMITH_USD_PER_ISSUE: "0.25",
    DRAFTSMITH_USD_PER_DAY: " 100 ",
    DRAFTSMITH_USD_PER_ACTOR_DAY: "40",
    DRAFTSMITH_RUNS_PER_ACTOR_HOUR: "6",
    DRAFTSMITH_MAX_OPEN_PULLS: "30",
    DRAFTSMITH_READY_LABEL: "go",
    HUMAN_FREEZE_LABEL: "stop",
    RED_MODE_LABEL: "alarm",
    DRAFTSMITH_ALLOW: "src/**, docs/**",
    DRAFTSMITH_READ_ONLY_MOUNTS: "/opt/tools",
    DRAFTSMITH_DISPATCH_WORKFLOWS: "ci.yml, lint.yaml",
    DRAFTSMITH_PRIVATE_HOSTS: "status.lan:8080, [fd00::1]:9090",
    DRAFTSMITH_TRUSTED_APPS: "4711, 15368",
    DRAFTSMITH_HIDDEN_TEXT: "Hold",
    DRAFTSMITH_TRUST_OWN_REGRESSIONS: "true",
    DRAFTSMITH_MODEL_STRONG: "large",
    DRAFTSMITH_MODEL_FAST: "small",
    SOMETHING_ELSE: "x",
  });
  expect(decoded).toEqual({
    ok: true,
    value: {
      limits: {
        ...{ openRuns: 10, repairs: 0, patchLines: 3_000, patchFiles: 60, usdPerIssue: 0.25, usdPerDay: 100 },
        ...{ usdPerActorDay: 40, runsPerActorHour: 6, openPulls: 30 },
      },
      labels: { ready: "go", freeze: "stop", red: "alarm" },
      allow: ["src/**", "docs/**"],
      readOnlyMounts: ["/opt/tools"],
      dispatchWorkflows: ["ci.yml", "lint.yaml"],
      privateHosts: ["status.lan:8080", "[fd00::1]:9090"],
      trustedApps: [4_711, 15_368],
      hiddenText: "hold",
      trustsOwnRegressions: true,
      models: { strong: "large", fast: "small" },
    },
  });
});

it.each([
  ["DRAFTSMITH_TRUSTED_APPS", "helper[bot]", "numeric ids of apps are allowed, names are not"],
  ["DRAFTSMITH_TRUSTED_APPS", "4711, 0", "numeric ids of apps are allowed, names are not"],
  ["DRAFTSMITH_HIDDEN_TEXT", "allow", "hold or strip is allowed"],
  ["DRAFTSMITH_MAX_OPEN_RUNS", "three", "a whole number from 1 to 100"],
  ["DRAFTSMITH_MAX_OPEN_RUNS", "2.5", "a whole number from 1 to 100"],
  ["DRAFTSMITH_MAX_OPEN_RUNS", "0", "a whole number from 1 to 100"],
  ["DRAFTSMITH_MAX_REPAIRS", "-1", "a whole number from 0 to 10"],
  ["DRAFTSMITH_PATCH_LINES", "1e2", "a whole number from 1 to 3000"],
  ["DRAFTSMITH_PATCH_FILES", "0x10", "a whole number from 1 to 60"],
  ["DRAFTSMITH_USD_PER_ISSUE", "0", "a number of USD above 0 and at most 1000"],
  ["DRAFTSMITH_USD_PER_DAY", "Infinity", "a number of USD above 0 and at most 10000"],
  ["RED_MODE_LABEL", "x".repeat(51), "50 characters"],
  ["DRAFTSMITH_READ_ONLY_MOUNTS", "tools", "absolute paths"],
  ["DRAFTSMITH_DISPATCH_WORKFLOWS", ".github/workflows/ci.yml", "file names such as ci.yml"],
  ["DRAFTSMITH_PRIVATE_HOSTS", "http://status.lan:8080", "host:port"],
  ["DRAFTSMITH_PRIVATE_HOSTS", "status.lan", "host:port"],
  ["DRAFTSMITH_TRUST_OWN_REGRESSIONS", "yes", "true or false"],
])("names %s when it is %j", (name, value, allowed) => {
  const decoded = decodeOperatorPolicy({ [name]: value });
  expect(decoded).toMatchObject({ ok: false, error: { kind: "usage" } });
  expect(JSON.stringify(decoded)).toContain(name);
  expect(JSON.stringify(decoded)).toContain(allowed);
});

it("names every bad variable at once", () => {
  const decoded = decodeOperatorPolicy({ DRAFTSMITH_MAX_REPAIRS: "x", DRAFTSMITH_PATCH_FILES: "y" });
  expect(JSON.stringify(decoded)).toMatch(/DRAFTSMITH_MAX_REPAIRS.*DRAFTSMITH_PATCH_FILES/);
});
