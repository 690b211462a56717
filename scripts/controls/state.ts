/** Controls of the record, loops, budgets, replies of models, and the audit. */
import type { Control } from "./control.ts";

const attacks = "bench/attacks/attacks.test.ts";

export const stateControls: readonly Control[] = [
  {
    id: "STA-1",
    holds:
      "a record counts only in its own place, once, newer than what is known, and signed where the operator gave a key",
    where: [
      "src/flow/bind-record.ts",
      "src/flow/state-seal.ts",
      "src/flow/hidden-json.ts",
      "src/supervise/find-replay.ts",
    ],
    tests: [
      "src/flow/bind-record.test.ts",
      "src/flow/state-seal.test.ts",
      "src/flow/hidden-json.test.ts",
      "src/supervise/find-replay.test.ts",
      "src/supervise/signed-records.test.ts",
      attacks,
    ],
    breaks: [
      {
        rule: "its place",
        file: "src/flow/bind-record.ts",
        each: "entries",
        in: "fits",
        tests: ["src/flow/bind-record.test.ts", attacks],
      },
      {
        rule: "its form",
        file: "src/flow/hidden-json.ts",
        each: "checks",
        in: "decodeHidden",
        tests: ["src/flow/hidden-json.test.ts", attacks],
      },
      {
        rule: "its signature",
        file: "src/flow/state-seal.ts",
        each: "terms",
        in: "isValid",
        tests: ["src/flow/state-seal.test.ts"],
      },
      {
        rule: "no signature",
        file: "src/flow/state-seal.ts",
        from: 'if (mac === undefined) return failure("holds a record that is not signed");',
        to: "if (mac === undefined) return success(record);",
        tests: ["src/flow/state-seal.test.ts"],
      },
      {
        rule: "its author",
        file: "src/supervise/observe.ts",
        from: "if (pull.author.id !== self.id) return",
        to: "if (false) return",
        tests: ["src/supervise/observe.test.ts", attacks],
      },
      {
        rule: "newer than what is known",
        file: "src/supervise/find-replay.ts",
        from: "trailers.sequence > record.sequence",
        to: "false",
        tests: ["src/supervise/find-replay.test.ts"],
      },
    ],
  },
  {
    id: "LOOP-1",
    holds: "the bot answers neither itself nor other bots; attempts are counted; one run per issue",
    where: ["src/supervise/judge-command.ts", "src/flow/machine.ts", ".github/workflows/agent_run.yml"],
    tests: [
      "src/supervise/find-command.test.ts",
      "src/flow/machine.test.ts",
      "src/cli/templates/workflows.test.ts",
      attacks,
    ],
    breaks: [
      {
        rule: "not itself",
        file: "src/supervise/judge-command.ts",
        from: "comment.author.id === self.id || ",
        to: "",
        tests: ["src/supervise/find-command.test.ts", attacks],
      },
      {
        rule: "not other bots",
        file: "src/supervise/judge-command.ts",
        from: " || !isPerson(comment.author)",
        to: "",
        tests: ["src/supervise/find-command.test.ts", attacks],
      },
    ],
  },
  {
    id: "BUD-1",
    holds:
      "money has ceilings per call, claim, issue, actor and day, reserved before and settled after; repeated failures and states end the loop",
    where: ["src/model/ledger.ts", "src/supervise/spending.ts", "src/supervise/gates.ts", "src/flow/machine.ts"],
    tests: ["src/model/ledger.test.ts", "src/supervise/spending.test.ts", "src/supervise/decide.test.ts", attacks],
    breaks: [
      {
        rule: "reserved before",
        file: "src/model/ledger.ts",
        from: "usd > leftUsd(ledger)",
        to: "false",
        tests: ["src/model/ledger.test.ts"],
      },
      {
        rule: "settled after",
        file: "src/model/ledger.ts",
        from: "spent: addUsage(ledger.spent, used),",
        to: "",
        tests: ["src/model/ledger.test.ts"],
      },
      {
        rule: "a count of nothing is no count",
        file: "src/model/decode-completion.ts",
        each: "checks",
        in: "usageOf",
        tests: ["src/model/decode-completion.test.ts"],
      },
    ],
  },
  {
    id: "BUD-2",
    holds: "everything that is read has a bound, and what is left out is said",
    where: ["src/github/read-client.ts", "src/supervise/build-brief.ts", "src/publish/ensure-comment.ts"],
    tests: ["src/github/client.test.ts", "src/publish/read-bounds.test.ts", attacks],
    breaks: [
      {
        rule: "a full list counts as unknown",
        file: "src/publish/guard.ts",
        from: "if (!frozen && threads.length < mostListed) return;",
        to: "if (!frozen) return;",
        tests: ["src/publish/read-bounds.test.ts"],
      },
      {
        rule: "no comment beside a full list",
        file: "src/publish/ensure-comment.ts",
        from: "const isWhole = listed.length < mostListed;",
        to: "const isWhole = true;",
        tests: ["src/publish/read-bounds.test.ts"],
      },
    ],
  },
  {
    id: "MOD-1",
    holds:
      "a reply fits the closed schema of its role; size, depth, twice-named and forbidden keys are refused before anything is parsed",
    where: ["src/model/scan-json.ts", "src/model/parse-tool-arguments.ts", "src/roles/decode-reply.ts", "src/roles"],
    tests: [
      "src/model/scan-json.test.ts",
      "src/model/parse-tool-arguments.test.ts",
      "src/roles/decode-reply.test.ts",
      attacks,
    ],
    breaks: [
      {
        rule: "keys",
        file: "src/model/scan-json.ts",
        each: "checks",
        in: "registerKey",
        tests: ["src/model/scan-json.test.ts", attacks],
      },
      {
        rule: "depth",
        file: "src/model/scan-json.ts",
        from: "if (levels.length === maxDepth)",
        to: "if (false)",
        tests: ["src/model/scan-json.test.ts"],
      },
      {
        rule: "size",
        file: "src/roles/decode-reply.ts",
        from: "if (Buffer.byteLength(reply) > maxBytes)",
        to: "if (false)",
        tests: ["src/roles/decode-reply.test.ts", attacks],
      },
      {
        rule: "arguments of tools",
        file: "src/model/parse-tool-arguments.ts",
        each: "checks",
        in: "parseToolArguments",
        tests: ["src/model/parse-tool-arguments.test.ts"],
      },
    ],
  },
  {
    id: "MOD-2",
    holds:
      "no text grants anything: tests count by exit status and report, CI by app and head commit, verdicts of models only stop",
    where: ["src/flow/machine.ts", "src/github/ci", "src/checks/tests"],
    tests: ["src/flow/machine.test.ts", "src/cli/ci-flow.test.ts", attacks],
    breaks: [
      {
        rule: "CI of this very head",
        file: "src/work/stages/run-check.ts",
        from: "item.ci?.sha === record.head && item.head === record.head ? item.ci : null",
        to: "item.ci",
        tests: ["src/work"],
      },
    ],
  },
  {
    id: "MOD-3",
    holds: "a model that obeys every injected instruction causes no forbidden effect",
    where: ["bench/obedient", "src/offline/obedient"],
    tests: ["bench/obedient/obedient.test.ts", "bench/obedient/harness.test.ts"],
    breaks: [],
    unbroken: "bench/obedient/mutants.ts takes rules out of a whole run, and its test wants every effect reported",
  },
  {
    id: "AUD-1",
    holds: "what the bot did and why stands in lines that hash each other; the last hash stands in the record",
    where: ["src/telemetry/audit", "src/publish/note-audit.ts", "src/cli/audit.ts"],
    tests: ["src/telemetry/audit/verify-audit.test.ts", "src/cli/audit.test.ts", "src/cli/audit-file.test.ts"],
    breaks: [
      {
        rule: "what is a fault",
        file: "src/telemetry/audit/verify-audit.ts",
        each: "checks",
        in: "faultOf",
        tests: ["src/telemetry/audit/verify-audit.test.ts", "src/cli/audit.test.ts"],
      },
      {
        rule: "how it must end",
        file: "src/telemetry/audit/verify-audit.ts",
        from: "if (wanted !== null && !head.hash.startsWith(wanted))",
        to: "if (false)",
        tests: ["src/telemetry/audit/verify-audit.test.ts"],
      },
    ],
  },
];
