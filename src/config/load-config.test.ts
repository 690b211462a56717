import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultSettings } from "../domain/settings.ts";
import { loadConfig } from "./load-config.ts";
import { decodeOperatorPolicy, type OperatorPolicy } from "./operator-policy.ts";

const operatorWith = (env: Record<string, string> = {}): OperatorPolicy => {
  const decoded = decodeOperatorPolicy(env);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
  return decoded.value;
};

const settingsOf = (text: string | null, env: Record<string, string> = {}) => {
  const loaded = loadConfig(text, operatorWith(env));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  return loaded.value;
};

const faultsOf = (text: string, env: Record<string, string> = {}): string[] => {
  const loaded = loadConfig(text, operatorWith(env));
  return !loaded.ok && loaded.error.kind === "config" ? loaded.error.faults : [];
};

const example = `labels: { ready: "agent:ready", freeze: needs-human-review, red: red-mode, clarify: needs-clarification, fix: [bug, fix, hotfix] }
allow: ["src/**", "test/**", "docs/**", "README.md"]
projects:                      # one entry for a simple repository
  - dir: .
    install: [npm, ci, --ignore-scripts]
    test: [npm, test]
    junit: reports/junit.xml
    tests: ["test/**", "**/*.test.ts"]
limits: { openRuns: 3, repairs: 3, patchLines: 800, patchFiles: 20, usdPerIssue: 2, usdPerDay: 20 }
models: { roles: { implementer: fast, reviewer: strong } }
checks: { ui: { start: [npm, start], url: "http://127.0.0.1:3000" }, openapi: openapi.yaml, sbom: true }
sandbox: { readOnlyMounts: [] }
`;

describe("loadConfig", () => {
  it("accepts every key of the documented example", () => {
    expect(settingsOf(example)).toEqual({
      labels: {
        ready: "agent:ready",
        freeze: "needs-human-review",
        red: "red-mode",
        clarify: "needs-clarification",
        fix: ["bug", "fix", "hotfix"],
        breaking: "api:breaking",
      },
      allow: ["src/**", "test/**", "docs/**", "README.md"],
      projects: [
        {
          dir: ".",
          install: ["npm", "ci", "--ignore-scripts"],
          test: ["npm", "test"],
          junit: "reports/junit.xml",
          tests: ["test/**", "**/*.test.ts"],
          timeoutSeconds: 300,
        },
      ],
      limits: defaultSettings().limits,
      models: { roles: { implementer: "fast", reviewer: "strong" } },
      checks: {
        ...defaultSettings().checks,
        ui: {
          start: ["npm", "start"],
          dir: ".",
          url: "http://127.0.0.1:3000",
          startSeconds: 60,
          pages: [{ path: "/", texts: [], screenshot: true }],
        },
        openapi: "openapi.yaml",
        sbom: true,
      },
      health: defaultSettings().health,
      sandbox: { readOnlyMounts: [] },
    });
  });

  it.each([null, "", "# nothing yet\n", "---\n", "\uFEFF"])("gives the defaults for %j", (text) => {
    expect(settingsOf(text)).toEqual(defaultSettings());
  });

  it("lists every fault at once, in the order of the lines", () => {
    const text = [
      "labls: {}",
      "limits:",
      "  openRuns: many",
      "  repairs: 99",
      "projects:",
      "  - test: npm test -- --coverage",
      "    timeoutSeconds: 0.5",
      "    tests: [1]",
      "models: { roles: { planer: fast, reviewer: slow } }",
      "checks: { sbom: maybe, ui: { url: nowhere } }",
      "allow: src/**",
    ].join("\n");
    expect(faultsOf(text)).toEqual([
      "line 1: labls: unknown key; did you mean labels?",
      'line 3: limits.openRuns: expected a number, found the text "many"',
      "line 4: limits.repairs: 99 is out of range; at most 10 is allowed",
      'line 6: projects[0].test: a command is a list of words, write [npm, test, --, --coverage] in place of "npm test -- --coverage"',
      "line 7: projects[0].timeoutSeconds: expected a whole number, found the value 0.5",
      "line 8: projects[0].tests[0]: expected a text, found the value 1",
      'line 9: models.roles.reviewer: "slow" is not allowed; one of strong, fast',
      "line 9: models.roles.planer: unknown key; did you mean planner?",
      'line 10: checks.ui.url: "nowhere" is not a valid URL',
      'line 10: checks.sbom: expected true or false or a mapping of keys to values, found the text "maybe"',
      'line 11: allow: expected a list, found the text "src/**"',
    ]);
  });

  it.each([
    ["a: &x 1\nb: *x", "line 2: b: the alias *x is not allowed"],
    ["allow: &x [a]", "line 1: allow: the anchor &x is not allowed"],
    ["labels:\n  ready: !!str x", "line 2: labels.ready: the tag tag:yaml.org,2002:str is not allowed"],
    ["allow: !!js/function x", "not allowed"],
    ["%YAML 1.1\n---\nallow: []", "line 1: a %YAML directive is not allowed"],
    ["allow: []\nallow: []", "line 2: allow: the key stands twice; keep one"],
    ["labels:\n  red: a\n  'red': b", "line 3: labels.red: the key stands twice"],
    ["allow: []\n---\nallow: []", "line 2: not valid YAML"],
    ["allow: [", "not valid YAML"],
    ["- a", "line 1: expected a mapping of keys to values, found a list"],
    ["just words", 'line 1: expected a mapping of keys to values, found the text "just words"'],
    ["? [a]\n: 1", "a key must be a plain word"],
    ["__proto__: { allow: [] }", "line 1: __proto__: unknown key"],
    ["constructor: 1", "line 1: constructor: unknown key"],
    ["model: { endpoint: x }", "did you mean models?"],
    ["extends: github>evil/config", "line 1: extends: unknown key; known keys: labels, allow"],
    ['labels: { ready: "x\\u202ey" }', "line 1: labels.ready: holds a control or invisible character"],
    ['projects: [{ test: [npm, "a\\0b"] }]', "projects[0].test[1]: holds a control or invisible character"],
    ["projects: [{ test: [npm, 3] }]", "projects[0].test[1]: expected a text, found the value 3"],
    ["projects: [{ test: 'npm test | tee log' }]", "no shell reads it"],
    ["projects: [{ dir: ../other }]", "line 1: projects[0].dir: must be a path inside the repository"],
    ["projects: [{ junit: /etc/passwd }]", "projects[0].junit: must be a path inside the repository"],
    ["checks: { openapi: 'a\\..\\b' }", "checks.openapi: must be a path inside the repository"],
    ["checks: { ui: { url: 'http://169.254.169.254/' } }", "checks.ui.url: must be http or https on 127.0.0.1"],
    ["checks: { ui: { url: 'http://127.0.0.1@evil.test/' } }", "checks.ui.url: must be http or https on 127.0.0.1"],
    ["checks: { ui: { url: 'file:///etc/passwd' } }", "checks.ui.url: must be http or https on 127.0.0.1"],
    ["labels: { freeze: agent:ready }", "line 1: labels.freeze: is the same label as ready"],
    ["checks: { ci: { dispatch: ci.yml } }", "line 1: checks.ci.dispatch: is no workflow that the operator names"],
    ["checks: { ci: { dispatch: ../ci.yml } }", 'checks.ci.dispatch: "../ci.yml" must be the file name of a workflow'],
    ["health: { of: 2 }", "health.failures: is more than health.of (2), so no probe could ever be sick"],
    ["health: { probes: [{ name: a, url: 'ftp://example.com' }] }", "health.probes[0].url"],
    ["sandbox: { readOnlyMounts: [/home/runner] }", "line 1: sandbox.readOnlyMounts[0]: is not below a directory"],
    [`# ${"x".repeat(65_536)}`, "line 1: the file has 65538 bytes; at most 65536 are allowed"],
  ])("refuses %j", (text, fault) => {
    expect(faultsOf(text).join("\n")).toContain(fault);
  });

  it("names the file and the remedy", () => {
    const loaded = loadConfig("allow: 1", operatorWith());
    expect(loaded).toMatchObject({
      ok: false,
      error: {
        kind: "config",
        message: ".github/draftsmith.yml has a fault",
        hint: expect.stringContaining("default branch"),
      },
    });
  });

  it("keeps the list of faults short", () => {
    const text = Array.from({ length: 3_000 }, (_, index) => `k${index}: 1`).join("\n");
    const faults = faultsOf(text);
    expect(faults).toHaveLength(51);
    expect(faults.at(-1)).toBe("and 2950 more faults");
  });
});

describe("the operator's policy over the file", () => {
  it("takes the smaller of two limits", () => {
    const text = "limits: { openRuns: 50, usdPerIssue: 1, usdPerDay: 9000 }";
    expect(settingsOf(text).limits).toEqual({ ...defaultSettings().limits, usdPerIssue: 1 });
    expect(settingsOf(text, { DRAFTSMITH_MAX_OPEN_RUNS: "40" }).limits.openRuns).toBe(40);
  });

  it("gives the operator's limit where the file names none", () => {
    expect(settingsOf("limits: { repairs: 1 }", { DRAFTSMITH_USD_PER_ISSUE: "7.5" }).limits).toMatchObject({
      repairs: 1,
      usdPerIssue: 7.5,
    });
    expect(settingsOf(null, { DRAFTSMITH_PATCH_LINES: "2000" }).limits.patchLines).toBe(2_000);
  });

  it("lets a workflow be started that both name", () => {
    const env = { DRAFTSMITH_DISPATCH_WORKFLOWS: "lint.yml,ci.yml" };
    expect(settingsOf("checks: { ci: { dispatch: ci.yml } }", env).checks.ci.dispatch).toBe("ci.yml");
    expect(settingsOf(null, env).checks.ci.dispatch).toBe(null);
  });

  it("lets the operator's labels win", () => {
    const env = { RED_MODE_LABEL: "alarm", HUMAN_FREEZE_LABEL: "stop", DRAFTSMITH_READY_LABEL: "go" };
    expect(settingsOf("labels: { red: mine, clarify: why }", env).labels).toMatchObject({
      ready: "go",
      freeze: "stop",
      red: "alarm",
      clarify: "why",
    });
    expect(loadConfig(null, operatorWith({ RED_MODE_LABEL: "agent:ready" }))).toMatchObject({
      error: { faults: ["labels.red: is the same label as ready; each needs its own"] },
    });
  });

  it.each([
    ["[]", "src/**,docs/**", ["src/**", "docs/**"]],
    ["['src/api/**', 'src/*.ts', docs/a.md]", "src/**,docs/**", ["src/api/**", "src/*.ts", "docs/a.md"]],
    ["['**']", "src/**,docs/**", ["src/**", "docs/**"]],
    ["['src/**', '**']", "src/**", ["src/**"]],
    ["['src/**']", "src/api/**", ["src/api/**"]],
    ["['lib/**']", "", ["lib/**"]],
    ["['lib/**']", "**", ["lib/**"]],
  ])("narrows allow %s by %j", (allow, operator, expected) => {
    expect(settingsOf(`allow: ${allow}`, { DRAFTSMITH_ALLOW: operator }).allow).toEqual(expected);
  });

  it.each(["lib/**", "src", "srcs/**", "**/*.ts", "src/.env", "src/{.a,b}", "{src,lib}/**"])(
    "refuses allow %j that is not known to lie inside src/**",
    (glob) => {
      expect(faultsOf(`allow:\n  - "${glob}"`, { DRAFTSMITH_ALLOW: "src/**" })).toEqual([
        "line 2: allow[0]: is not known to lie inside what the operator allows (src/**); start it with one of those directories",
      ]);
    },
  );

  it.each([
    ["!src/x", "starts with !"],
    ["src/../lib/**", "must be a path inside the repository"],
    ["/etc/**", "must be a path inside the repository"],
    ["src/a|lib/b", "has brackets ( ) or a bar |"],
    ["src/(a|b)", "has brackets"],
    ["+(a|aa)+(a|aa)", "has brackets"],
    ["{a,b}".repeat(8), "stands for more than 200 globs"],
  ])("refuses the glob %j", (glob, message) => {
    expect(faultsOf(`allow:\n  - "${glob}"`, { DRAFTSMITH_ALLOW: "src/**" })).toEqual([
      expect.stringMatching(new RegExp(`^line 2: allow\\[0\\]: ${message.replace(/[()|]/g, "\\$&")}`)),
    ]);
    expect(faultsOf(`projects:\n  - tests: ["${glob}"]`)).toEqual([
      expect.stringContaining(`projects[0].tests[0]: ${message}`),
    ]);
  });

  it("mounts only what the operator names", () => {
    const env = { DRAFTSMITH_READ_ONLY_MOUNTS: "/opt/tools" };
    const mounts = "sandbox: { readOnlyMounts: [/opt/tools, /opt/tools/go] }";
    expect(settingsOf(mounts, env).sandbox.readOnlyMounts).toEqual(["/opt/tools", "/opt/tools/go"]);
    expect(faultsOf("sandbox: { readOnlyMounts: [/opt/tools2, /opt/tools/../x, /opt] }", env)).toHaveLength(3);
  });

  it("never yields more than the operator allows, whatever the file says", () => {
    const limit = fc.oneof(fc.integer({ min: -5, max: 20_000 }), fc.double({ noNaN: true }), fc.constant("x"));
    const limits = fc.dictionary(fc.constantFrom(...Object.keys(defaultSettings().limits)), limit);
    const operator = operatorWith({ DRAFTSMITH_MAX_REPAIRS: "5", DRAFTSMITH_USD_PER_DAY: "50" });
    fc.assert(
      fc.property(limits, (wanted) => {
        const loaded = loadConfig(JSON.stringify({ limits: wanted }), operator);
        if (!loaded.ok) return loaded.error.kind === "config" && loaded.error.faults.length > 0;
        return Object.entries(loaded.value.limits).every(
          ([name, value]) => value <= operator.limits[name as keyof typeof operator.limits],
        );
      }),
    );
  });
});

describe("hostile text", () => {
  it.each(["[", "{", "- ", "? ", "a: ", "&", "*", "!", '"', "|", "---\n", "- [", "a: 1\n", "&a ", "\t", "\r"])(
    "ends with faults or settings for 64 KB of %j",
    (opener) => {
      const loaded = loadConfig(opener.repeat(65_536 / opener.length), operatorWith());
      expect(loaded.ok || loaded.error.kind === "config").toBe(true);
    },
  );

  it("never throws", () => {
    const word = fc.constantFrom(
      "labels",
      ": ",
      "\n",
      "  ",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "&a",
      "*a",
      "!!x",
      "'",
      '"',
      "|",
      "#",
      "1",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 30 }), (parts) => {
        const loaded = loadConfig(parts.join(""), operatorWith());
        return loaded.ok || loaded.error.kind === "config";
      }),
    );
  });
});
