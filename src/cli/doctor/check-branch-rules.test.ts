import { describe, expect, it } from "vitest";
import { type BranchRule, checkCodeOwners, judgeBranchRules } from "./check-branch-rules.ts";

const all = {
  required_approving_review_count: 1,
  dismiss_stale_reviews_on_push: true,
  require_code_owner_review: true,
};
const pull = (parameters: object): BranchRule[] => [{ type: "deletion" }, { type: "pull_request", parameters }];

describe("the rules of a branch", () => {
  it.each<[string, BranchRule[], boolean, string, RegExp]>([
    ["all there", pull(all), false, "ok", /fresh approval/],
    [
      "two rule sets together",
      [...pull({ ...all, require_code_owner_review: false }), ...pull(all)],
      false,
      "ok",
      /fresh/,
    ],
    ["no approval", pull({ ...all, required_approving_review_count: 0 }), false, "warning", /no approval is needed$/],
    ["stale approvals", pull({ ...all, dismiss_stale_reviews_on_push: false }), false, "warning", /outlives/],
    ["no code owners", pull({ ...all, require_code_owner_review: false }), false, "warning", /code owners need not/],
    ["nothing", [], false, "warning", /without a pull request/],
    ["the older kind", [], true, "unknown", /no reading token sees/],
  ])("%s", (_, rules, isProtected, state, found) => {
    const row = judgeBranchRules("main", rules, isProtected);
    expect(row).toMatchObject({ state, found: expect.stringMatching(found) });
    expect(row.todo === "").toBe(state === "ok");
  });
});

describe("code owners", () => {
  it.each([
    ["/.github/ @acme/ops", "ok"],
    ["* @acme/all", "ok"],
    ["# /.github/ @acme/ops", "warning"],
    ["/src/ @acme/dev", "warning"],
    ["/.github/", "warning"],
  ])("%j is %s", async (line, state) => {
    const files = {
      place: "",
      list: async () => [],
      read: async (path: string) => (path === "CODEOWNERS" ? `# owners\n${line}\n` : null),
    };
    expect((await checkCodeOwners(files)).state).toBe(state);
  });

  it("are missing", async () => {
    expect(await checkCodeOwners({ place: "", list: async () => [], read: async () => null })).toMatchObject({
      state: "warning",
      todo: expect.stringContaining("CODEOWNERS"),
    });
  });
});
