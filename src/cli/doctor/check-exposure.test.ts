import { describe, expect, it } from "vitest";
import { checkExposure } from "./check-exposure.ts";
import { checkTemplates } from "./check-templates.ts";

const pinned = `actions/checkout@${"ab".repeat(20)}`;
const workflow = (on: string, extra = "", steps = `      - uses: ${pinned}`) =>
  checkExposure([
    {
      path: ".github/workflows/ci.yml",
      text: `on: ${on}\npermissions: {}\njobs:\n  test:\n    runs-on: ubuntu-24.04\n${extra}    steps:\n${steps}\n`,
    },
  ])[0];

describe("a workflow", () => {
  it.each([
    ["push", "ok", /\(push\)/],
    ["[push, pull_request]", "ok", /\(push, pull_request\)/],
    ["{ push: { branches: [main] } }", "warning", /no workflow starts/],
    ["{ push: { branches: ['**'] } }", "ok", /\(push\)/],
    ["{ push: { branches: ['*'] } }", "warning", /no workflow starts/],
    ["{ push: { branches: ['**', '!agent/**'] } }", "warning", /no workflow starts/],
    ["{ push: { branches-ignore: ['agent/**'] } }", "warning", /no workflow starts/],
    ["{ push: { branches-ignore: [main] } }", "ok", /\(push\)/],
    ["{ push: { tags: ['v*'] } }", "warning", /no workflow starts/],
    ["{ schedule: [{ cron: '0 0 * * *' }] }", "warning", /no workflow starts/],
  ])("on %s is %s", (on, state, found) => {
    expect(workflow(on)).toMatchObject({ state, found: expect.stringMatching(found) });
  });

  it("shows what model-written code would see", () => {
    const token = "$" + "{{ secrets.NPM_TOKEN }}";
    const row = workflow(
      "pull_request",
      "    environment: live\n",
      `      - uses: actions/checkout@v4\n      - run: echo ${token}`,
    );
    expect(row).toMatchObject({ state: "warning" });
    for (const part of ["secret NPM_TOKEN", "environment live"]) expect(row?.found).toContain(part);
  });

  it("does not count the job's own token as a secret", () => {
    const token = "$" + "{{ secrets.GITHUB_TOKEN }}";
    expect(workflow("push", "", `      - uses: ${pinned}\n        with: { t: "${token}" }`)?.state).toBe("ok");
  });

  it("names a token that may write among what may be lost", () => {
    const row = workflow("pull_request", "    permissions: { contents: write }\n");
    expect(row).toMatchObject({ state: "warning", found: expect.stringContaining("a token with contents: write") });
  });

  it("says which triggers wait for approval, and whether it may be started by hand", () => {
    const found = (on: string, extra = "") => workflow(on, extra)?.found.split("; ").slice(1).join("; ");
    expect(found("[push, pull_request, workflow_dispatch]")).toBe(
      "with GITHUB_TOKEN pull_request waits for a writer's approval, push starts nothing; may be started by hand as checks.ci.dispatch",
    );
    expect(found("[push, workflow_dispatch]", "    permissions: { contents: write }\n")).toBe(
      "with GITHUB_TOKEN push starts nothing; not to be started by hand: its job test asks for contents: write",
    );
  });

  it("that does not start is shown after those that do", () => {
    const file = (path: string, on: string) => ({
      path,
      text: `on: ${on}\npermissions: {}\njobs: { a: { runs-on: x, steps: [{ run: "true" }] } }\n`,
    });
    const rows = checkExposure([file("a.yml", "workflow_dispatch"), file("b.yml", "pull_request")]);
    expect(rows.map(({ check, found }) => `${check}: ${found.split(";")[0]}`)).toEqual([
      "b.yml: starts on bot branches (pull_request), with nothing to lose",
      "a.yml: does not start on bot branches",
    ]);
  });

  it("that cannot be read is unknown", () => {
    expect(checkExposure([{ path: "x.yml", text: "on: [" }])[0]?.state).toBe("unknown");
    expect(checkExposure([{ path: "x.yml", text: "name: nothing" }])[0]?.state).toBe("unknown");
  });
});

describe("an issue template", () => {
  it.each([
    ["bug.yml", "name: Bug\nlabels: [bug, 'agent:ready']\nbody: []\n", "failing"],
    ["bug.md", "---\nname: Bug\nlabels: bug, agent:ready\n---\n\ntext\n", "failing"],
    ["bug.md", "---\nname: Bug\nlabels: bug\n---\n\n- agent:ready is set by maintainers\n", "ok"],
    ["config.yml", "blank_issues_enabled: false\n", "ok"],
    ["broken.yml", "labels: [", "ok"],
  ])("%s with %j is %s", (path, text, state) => {
    expect(checkTemplates([{ path, text }], "agent:ready").state).toBe(state);
  });
});
