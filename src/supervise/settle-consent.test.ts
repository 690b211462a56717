/** What else holds while a flagged change waits: freeze, stop, foreign commits, the frozen text, and the labels after it. */
import { describe, expect, it } from "vitest";
import { hashPatch, holdForConsent } from "../flow/consent.ts";
import { allowFlaggedLabel, flaggedLabel } from "../flow/run-labels.ts";
import { sampleOutcome, samplePlan } from "../flow/samples.fixture.ts";
import { publishBundle } from "../publish/publish-bundle.ts";
import { baseFiles, draftCommit, repository, type Shop, withShop } from "../publish/shop.fixture.ts";

const manifest = baseFiles["package.json"];
const commit = draftCommit("build: x", "package.json", manifest, `${manifest}\n`);
const flags = [{ rule: "flagged-paths", path: "package.json", message: "It decides." }];

/** A run that shows a flagged change, and then, unless said otherwise, a writer's label. */
const withHeld = (use: (shop: Shop, pull: number) => Promise<void>, by: string | null = "maria") =>
  withShop(async (shop) => {
    const { record } = await shop.open();
    const outcomes = [
      sampleOutcome("triage"),
      sampleOutcome("plan", { plan: samplePlan({ kind: "build" }) }),
      holdForConsent(sampleOutcome("implement", { commit }), commit, flags),
    ];
    const { pull } = await publishBundle(shop.connect(), shop.bundleOf(record, outcomes));
    shop.pass(60);
    if (by) await shop.admin.addLabel({ repository, as: by, number: pull, label: allowFlaggedLabel });
    shop.pass(60);
    await use(shop, pull);
  });

const actions = async (shop: Shop) =>
  (await shop.decideNow()).map((one) => (one.kind === "nothing" ? `nothing ${one.gate}` : `${one.kind} ${one.reason}`));

const stopOf = async (shop: Shop) => {
  const plan = await shop.planClaim();
  if (plan.kind !== "stop") throw new Error(`expected a stop, got ${plan.kind}`);
  return plan;
};

describe("a yes", () => {
  it("hands over exactly the change and takes both labels off", () =>
    withHeld(async (shop, pull) => {
      expect(await actions(shop)).toEqual(["resume maria allowed the flagged change"]);
      const plan = await shop.planClaim();
      if (plan.kind !== "resume") throw new Error(`expected a resume, got ${plan.kind}`);
      expect(plan.consented).toEqual(commit);
      expect(plan.record.allowed).toMatchObject([{ hash: hashPatch(commit.patch), by: { login: "maria" } }]);
      expect(plan.record).toMatchObject({ state: "working", waitingFor: null, consent: { stage: "implement" } });
      expect(plan.writes).toEqual([
        { kind: "remove-label", number: pull, label: flaggedLabel },
        { kind: "remove-label", number: pull, label: allowFlaggedLabel },
      ]);
    }));

  it("waits below a freeze label, and asks nothing about it", () =>
    withHeld(async (shop, pull) => {
      await shop.admin.addLabel({ repository, as: "maria", number: pull, label: "needs-human-review" });
      const before = shop.github.requests.length;
      expect(await actions(shop)).toEqual(["nothing freeze"]);
      const asked = shop.github.requests.slice(before).map(({ operation }) => operation);
      expect(asked).not.toContain("repos/get-collaborator-permission-level");
    }));

  it("gives way to a stop", () =>
    withHeld(async (shop, pull) => {
      await shop.admin.comment({ repository, as: "maria", number: pull, body: "/draftsmith stop" });
      expect(await actions(shop)).toEqual(["resume maria said stop"]);
      const plan = await stopOf(shop);
      expect(plan).toMatchObject({ record: { state: "escalated", consent: null, allowed: [] } });
      expect(plan.writes).toContainEqual({ kind: "remove-label", number: pull, label: flaggedLabel });
    }));

  it("gives way to a no", () =>
    withHeld(async (shop, pull) => {
      await shop.admin.comment({ repository, as: "maria", number: pull, body: "/draftsmith retry" });
      const plan = await shop.planClaim();
      expect(plan).toMatchObject({ kind: "resume", consented: null, record: { consent: null, allowed: [] } });
      expect(plan.record?.feedback).toContain("package.json");
    }));

  it("does not overrule a foreign commit", () =>
    withHeld(async (shop) => {
      const { record } = (await shop.look()).runs[0] ?? {};
      const branch = record?.branch ?? "";
      await shop.admin.pushCommit({ repository, as: "maria", branch, files: { "notes.txt": "mine\n" } });
      const plan = await shop.planClaim();
      expect(plan).toMatchObject({ kind: "stop", reason: expect.stringContaining("is not the bot's") });
    }));

  it("does not overrule an edit of the issue", () =>
    withHeld(async (shop) => {
      await shop.admin.editIssue({ repository, as: "stefan", number: shop.issue, body: "And more." });
      expect((await shop.planClaim()).kind).toBe("stop");
    }));

  it("is void when the comment is gone", () =>
    withHeld(async (shop, pull) => {
      const { comments } = await shop.admin.inspectIssue({ repository, number: pull });
      const shown = comments.find(({ body }) => body.startsWith("<!-- draftsmith:flagged-"));
      const { client } = shop.connect();
      await client.octokit.issues.deleteComment({ owner: "acme", repo: "shop", comment_id: shown?.id ?? 0 });
      const plan = await stopOf(shop);
      expect(plan.reason).toContain("is gone");
      expect(plan.writes).toContainEqual({ kind: "remove-label", number: pull, label: allowFlaggedLabel });
    }));
});

describe("what was shown", () => {
  const shownIn = async (shop: Shop, number: number) => {
    const { comments } = await shop.admin.inspectIssue({ repository, number });
    const shown = comments.find(({ body }) => body.startsWith("<!-- draftsmith:flagged-"));
    if (!shown) throw new Error("no comment shows the change");
    return shown;
  };

  it("edited in its visible part makes the yes void", () =>
    withHeld(async (shop, pull) => {
      const { id, body } = await shownIn(shop, pull);
      await shop.admin.editComment({
        repository,
        as: "maria",
        id,
        body: body.replace("+++ b/package.json", "+++ b/x"),
      });
      shop.pass(60);
      await shop.admin.removeLabel({ repository, as: "maria", number: pull, label: allowFlaggedLabel });
      await shop.admin.addLabel({ repository, as: "maria", number: pull, label: allowFlaggedLabel });
      expect((await stopOf(shop)).reason).toContain("was edited after it was written");
    }));

  it("edited and put back after the yes makes it void", () =>
    withHeld(async (shop, pull) => {
      const { id, body } = await shownIn(shop, pull);
      await shop.admin.editComment({ repository, as: "maria", id, body });
      expect((await stopOf(shop)).reason).toContain("was edited after it was written");
    }));

  it("is another change than the record's hash names", () =>
    withHeld(async (shop, pull) => {
      const forged = (await shop.bodyOf(pull)).replaceAll(hashPatch(commit.patch), "0".repeat(64));
      await shop.admin.editIssue({ repository, as: "maria", number: pull, body: forged });
      expect((await stopOf(shop)).reason).toContain("another change than the record says");
    }));
});

describe("without a label", () => {
  it("a pass asks nothing of the run", () =>
    withHeld(async (shop) => {
      const before = shop.github.requests.length;
      expect(await actions(shop)).toEqual(["nothing consent"]);
      const paths = shop.github.requests.slice(before).map(({ path }) => path);
      expect(paths.filter((path) => path.includes("collaborators"))).toEqual([]);
    }, null));
});
