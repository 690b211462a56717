/** Starting a workflow by hand: once per head, only what both sides named, only what holds nothing, and never under the freeze label. */
import { describe, expect, it } from "vitest";
import type { Write } from "../domain/bundle.ts";
import { publishWrites } from "./publish-writes.ts";
import { repository, type Shop, withShop } from "./shop.fixture.ts";

const file = "ci.yml";
const path = `.github/workflows/${file}`;
const branch = "agent/1-x";
const harmless =
  "on: [pull_request, workflow_dispatch]\npermissions: {}\njobs: { test: { runs-on: x, steps: [{ run: npm test }] } }\n";

const prepare = async (shop: Shop, text = harmless): Promise<string> => {
  shop.settings.checks.ci.dispatch = file;
  await shop.admin.addWorkflow({ repository, name: "CI", path });
  return shop.admin.pushCommit({ repository, as: "maria", branch, files: { [path]: text } });
};

const dispatch = (shop: Shop, change: Partial<Extract<Write, { kind: "dispatch-workflow" }>> = {}, frozenBy = [0]) =>
  publishWrites(
    shop.connect(),
    {
      version: 1,
      kind: "stage-less",
      repositoryId: shop.id,
      writes: [{ kind: "dispatch-workflow", file, ref: branch, ...change }],
    },
    frozenBy,
  );

const startsOf = (shop: Shop) =>
  shop.github.requests.filter(({ operation }) => operation === "actions/create-workflow-dispatch");

describe("a workflow that may be started", () => {
  it("is started once for each head", () =>
    withShop(async (shop) => {
      await prepare(shop);
      await dispatch(shop);
      await dispatch(shop);
      expect(startsOf(shop)).toMatchObject([{ body: { ref: branch }, status: 204 }]);
      await shop.admin.pushCommit({ repository, as: "maria", branch, files: { "a.txt": "a" } });
      await dispatch(shop);
      expect(startsOf(shop)).toHaveLength(2);
    }));

  it("is not started under the freeze label", () =>
    withShop(async (shop) => {
      await prepare(shop);
      await shop.admin.addLabel({ repository, as: "maria", number: shop.issue, label: "needs-human-review" });
      await expect(dispatch(shop, {}, [shop.issue])).rejects.toMatchObject({ failure: { by: "freeze" } });
      expect(startsOf(shop)).toEqual([]);
    }));

  it.each<[number, string, RegExp]>([
    [403, "Resource not accessible by integration", /actions: write/],
    [404, "Not Found", /default branch/],
    [422, "Workflow does not have 'workflow_dispatch' trigger", /workflow_dispatch/],
  ])("says what is missing when GitHub answers %i", (status, message, hint) =>
    withShop(async (shop) => {
      await prepare(shop);
      shop.github.setFaults([
        { at: { operation: "actions/create-workflow-dispatch" }, fault: { kind: "status", status, message } },
      ]);
      await expect(dispatch(shop)).rejects.toMatchObject({
        failure: {
          kind: "denied",
          status,
          message: expect.stringContaining("ci.yml was not started"),
          hint: expect.stringMatching(hint),
        },
      });
    }),
  );
});

describe("nothing is started", () => {
  it.each<[string, Partial<Extract<Write, { kind: "dispatch-workflow" }>>, string]>([
    ["that nobody named", { file: "other.yml" }, "Nobody named other.yml"],
    ["on a branch that is not the bot's", { ref: "main" }, "Nobody named ci.yml on main"],
    ["on a branch that is gone", { ref: "agent/9-gone" }, "agent/9-gone is gone"],
  ])("%s", (_, change, message) =>
    withShop(async (shop) => {
      await prepare(shop);
      await expect(dispatch(shop, change)).rejects.toMatchObject({
        failure: { kind: "refused", by: "dispatch", message: expect.stringContaining(message) },
      });
      expect(startsOf(shop)).toEqual([]);
    }),
  );

  it("that uses a secret on the branch, whatever the default branch says", () =>
    withShop(async (shop) => {
      await shop.admin.pushCommit({ repository, as: "maria", branch: "main", files: { [path]: harmless } });
      await prepare(shop, harmless.replace("npm test", `"npm test $${"{{ secrets.KEY }}"}"`));
      await expect(dispatch(shop)).rejects.toMatchObject({
        failure: { by: "dispatch", message: "ci.yml is not started on agent/1-x: it uses the secret KEY" },
      });
      expect(startsOf(shop)).toEqual([]);
    }));
});
