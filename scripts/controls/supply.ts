/** Controls of addresses, long texts, configuration and what the bot itself is made of. */
import type { Control } from "./control.ts";

const attacks = "bench/attacks/attacks.test.ts";
const url = "src/outgoing/outside-url.ts";
const road = "src/outgoing/outside-road.ts";

export const supplyControls: readonly Control[] = [
  {
    id: "NET-1",
    holds:
      "outside GitHub only https to public hosts is opened; every address is checked, pinned, and checked again on redirects",
    where: [url, road, "src/outgoing/public-address.ts", "src/health/fetch-outside.ts", "src/github/ci/log-place.ts"],
    tests: [
      "src/outgoing/outside-url.test.ts",
      "src/outgoing/outside-road.test.ts",
      "src/health/fetch-outside.test.ts",
      attacks,
    ],
    breaks: [
      {
        rule: "a URL",
        file: url,
        each: "checks",
        in: "checkOutsideUrl",
        tests: ["src/outgoing/outside-url.test.ts", attacks],
      },
      {
        rule: "a name",
        file: url,
        each: "checks",
        in: "checkName",
        tests: ["src/outgoing/outside-url.test.ts", attacks],
      },
      {
        rule: "names inside",
        file: url,
        each: "words",
        in: "innerSuffixes",
        tests: ["src/outgoing/outside-url.test.ts", attacks],
      },
      {
        rule: "a redirect",
        file: road,
        each: "checks",
        in: "decideRedirect",
        tests: ["src/outgoing/outside-road.test.ts", attacks],
      },
      {
        rule: "the answer's head",
        file: road,
        each: "checks",
        in: "checkAnswerHead",
        tests: ["src/outgoing/outside-road.test.ts", attacks],
      },
    ],
  },
  {
    id: "DOS-1",
    holds: "no function that takes foreign text needs more than linear time for it",
    where: ["bench/openers"],
    tests: ["src/patch/locate/effort.test.ts", attacks],
    breaks: [],
    unbroken: "the benchmark node bench/openers/run-openers.ts measures every function; tests assert no times",
  },
  {
    id: "DOS-2",
    holds: "of logs the last 256 KB are read, and no archive is ever unpacked",
    where: ["src/github/ci"],
    tests: ["src/github/ci/log-place.test.ts", attacks],
    breaks: [
      {
        rule: "where a log may lie",
        file: "src/github/ci/log-place.ts",
        each: "checks",
        in: "judgeLogPlace",
        tests: ["src/github/ci/log-place.test.ts"],
      },
    ],
  },
  {
    id: "CFG-1",
    holds: "the repository's configuration comes from the default branch, and the operator's ceilings hold over it",
    where: ["src/config/load-config.ts", "src/config/apply-policy.ts", "src/config/operator-policy.ts"],
    tests: ["src/config/load-config.test.ts", "src/config/operator-policy.test.ts", attacks],
    breaks: [
      {
        rule: "only downward",
        file: "src/config/apply-policy.ts",
        from: "limits[name] = Math.min(limits[name], operator.limits[name]);",
        to: "limits[name] = limits[name];",
        tests: ["src/config/load-config.test.ts"],
      },
      {
        rule: "what no repository may ask for",
        file: "src/config/apply-policy.ts",
        each: "entries",
        in: "faults",
        tests: ["src/config/load-config.test.ts", attacks],
      },
    ],
  },
  {
    id: "CFG-2",
    holds: "configuration is plain YAML within bounds: no tags, anchors, unknown or doubled keys; commands are lists",
    where: ["src/config/read-yaml.ts", "src/config/yaml-bounds.ts"],
    tests: ["src/config/load-config.test.ts", "src/config/yaml-bounds.test.ts", attacks],
    breaks: [
      {
        rule: "depth",
        file: "src/config/yaml-bounds.ts",
        from: 'if (depth > maxDepth || chain > maxDepth * 4) return { line, message: "it is nested too deeply" };',
        to: "",
        tests: ["src/config/yaml-bounds.test.ts"],
      },
      {
        rule: "structure",
        file: "src/config/yaml-bounds.ts",
        from: "if (marks > maxMarks)",
        to: "if (false)",
        tests: ["src/config/yaml-bounds.test.ts"],
      },
    ],
  },
  {
    id: "SUP-1",
    holds: "the bot ships as one bundle built from this source with exact dependencies, and starts no script of theirs",
    where: ["scripts/bundle.ts", "package-lock.json", "action.yml"],
    tests: ["scripts/collect-licenses.test.ts", "scripts/launcher.test.ts"],
    breaks: [],
    unbroken: "the build is the check: CI packs the bundle, installs it and runs it",
  },
  {
    id: "SUP-2",
    holds: "this repository's own workflows pass the linter and every rule of doctor",
    where: [".github", "src/cli/doctor/workflow"],
    tests: [
      "src/cli/templates/workflows.test.ts",
      "src/cli/templates/validate-workflow.test.ts",
      "src/cli/doctor/workflow/judge-workflow.test.ts",
    ],
    breaks: [
      {
        rule: "no credential stays in a checkout",
        file: ".github/workflows/ci.yml",
        from: "persist-credentials: false",
        to: "persist-credentials: true",
        tests: ["src/cli/doctor/workflow/judge-workflow.test.ts"],
      },
    ],
  },
];
