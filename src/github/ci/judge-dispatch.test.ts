/** Which workflows may be started on a branch whose code nobody has looked at. */
import { describe, expect, it } from "vitest";
import { judgeDispatch } from "./judge-dispatch.ts";

const expression = (inside: string) => `$${"{{"} ${inside} }}`;

const judge = ({ on = "[push, workflow_dispatch]", top = "permissions: {}\n", job = "", step = "" }) =>
  judgeDispatch({
    path: ".github/workflows/ci.yml",
    text: `on: ${on}\n${top}jobs:\n  test:\n    runs-on: ubuntu-24.04\n${job}    steps:\n      - run: npm test\n${step}`,
  }).join("; ");

describe("a workflow", () => {
  it.each([
    ["that only reads", {}],
    [
      "with the trigger as a key",
      { on: "{ workflow_dispatch: { inputs: { level: { default: low, required: true } } } }" },
    ],
    [
      "with its own token",
      { top: "permissions: read-all\n", step: `        env: { T: "${expression("secrets.GITHUB_TOKEN")}" }\n` },
    ],
    ["with read permissions of its job", { top: "", job: "    permissions: { contents: read }\n" }],
    [
      "that speaks of secrets outside of expressions",
      { step: "        # secrets.NPM_TOKEN\n      - run: echo no secrets\n" },
    ],
  ])("%s may be started", (_, parts) => {
    expect(judge(parts)).toBe("");
  });

  it.each([
    ["without the trigger", { on: "push" }, "lacks the trigger workflow_dispatch"],
    [
      "that needs an input",
      { on: "{ workflow_dispatch: { inputs: { tag: { required: true } } } }" },
      "needs the input tag",
    ],
    ["with a secret", { step: `        env: { T: "${expression("secrets.NPM_TOKEN")}" }\n` }, "the secret NPM_TOKEN"],
    [
      "with a secret in other letters",
      { step: `        env: { T: "${expression("SECRETS['npm_token']")}" }\n` },
      "the secret npm_token",
    ],
    [
      "with a secret behind an escape",
      { step: '        env: { T: "\\u0024{{ secret\\u0073.NPM_TOKEN }}" }\n' },
      "the secret NPM_TOKEN",
    ],
    [
      "with all secrets",
      { step: `        env: { T: "${expression("toJSON(secrets)")}" }\n` },
      "secrets without naming them",
    ],
    [
      "with a secret that it chooses",
      { step: `        env: { T: "${expression("secrets[env.NAME]")}" }\n` },
      "secrets without naming them",
    ],
    ["with an environment", { job: "    environment: live\n" }, "the environment live"],
    ["with an environment and a URL", { job: "    environment: { name: live, url: x }\n" }, "the environment live"],
    [
      "that calls another",
      { job: "    uses: ./.github/workflows/x.yml\n    secrets: inherit\n" },
      "calls another workflow",
    ],
    ["without permissions", { top: "" }, "sets no permissions"],
    ["that may write", { top: "permissions: write-all\n" }, "asks for write-all"],
    ["whose job may take an identity", { job: "    permissions: { id-token: write }\n" }, "asks for id-token: write"],
  ])("%s may not", (_, parts, fault) => {
    expect(judge(parts)).toContain(fault);
  });

  it("on a runner of the owner may not", () => {
    const text = "on: workflow_dispatch\npermissions: {}\njobs: { a: { runs-on: [self-hosted], steps: [] } }\n";
    expect(judgeDispatch({ path: "x", text })).toEqual(["its job a runs on a runner of your own"]);
  });

  it.each([["on: ["], [""], ["name: x"], ["a: &a [*a]"]])("that reads %j may not", (text) => {
    expect(judgeDispatch({ path: "x", text })).toHaveLength(1);
  });
});
