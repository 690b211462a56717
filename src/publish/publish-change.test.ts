/** Flagged changes at the one writer: shown and not committed unless the record allows exactly them, whatever the bundle says. */
import { describe, expect, it } from "vitest";
import type { HeldCommit, Outcome } from "../domain/outcome.ts";
import type { RunRecord } from "../domain/record.ts";
import { hashPatch, holdForConsent } from "../flow/consent.ts";
import { parseHeldCommit } from "../flow/held-comment.ts";
import { parseRecord } from "../flow/record-text.ts";
import { flaggedLabel } from "../flow/run-labels.ts";
import { sampleOutcome, samplePlan } from "../flow/samples.fixture.ts";
import { noSeal } from "../flow/state-seal.ts";
import { publishBundle } from "./publish-bundle.ts";
import { baseFiles, draftCommit, liveSecret, repository, type Shop, withShop } from "./shop.fixture.ts";
import { writeBody } from "./write-body.ts";

const manifest = baseFiles["package.json"];
const commit = draftCommit(
  "build: say where it is",
  "package.json",
  manifest,
  manifest.replace("{ ", '{ "private": true, '),
);
const hash = hashPatch(commit.patch);
const flags: HeldCommit["flags"] = [{ rule: "made-up", path: "README.md", message: "Nothing to see." }];

const plan = (): Outcome[] => [sampleOutcome("triage"), sampleOutcome("plan", { plan: samplePlan({ kind: "build" }) })];
const passed = (draft = commit): Outcome => sampleOutcome("implement", { commit: draft });
const held = (draft = commit): Outcome => holdForConsent(passed(draft), draft, flags);

/** Everything of a bundle behind the plan, published. */
const publish = async (shop: Shop, rest: Outcome[], change: Partial<RunRecord> = {}) => {
  const { record, pull } = await shop.open();
  const context = shop.connect();
  await writeBody(context, pull, { ...record, ...change });
  const bundle = shop.bundleOf(record, [...plan(), ...rest]);
  return { ...(await publishBundle(context, bundle)), again: () => publishBundle(shop.connect(), bundle), bundle };
};

const standing = async (shop: Shop, pull: number) => {
  const record = parseRecord(await shop.bodyOf(pull), noSeal);
  if (!record.ok) throw new Error(record.error);
  return record.value;
};

const shownIn = (comments: string[]) => comments.filter((body) => body.startsWith("<!-- draftsmith:flagged-"));

const commitsOf = (shop: Shop) =>
  shop.github.requests.filter(({ operation }) => operation === "git/create-commit").length;

describe("a flagged change", () => {
  it.each([
    ["that work hands over for consent", held()],
    ["that a bundle passes off as an ordinary commit", passed()],
  ])("%s is shown, and nothing of it is committed", (_, outcome) =>
    withShop(async (shop) => {
      const rest = outcome.commit ? [outcome, sampleOutcome("check")] : [outcome];
      const { record, pull, commits } = await publish(shop, rest);
      expect(commits).toEqual([]);
      // The one that begins the branch.
      expect(commitsOf(shop)).toBe(1);
      expect(record).toMatchObject({ state: "waiting", waitingFor: "consent", red: null, green: null, reservedUsd: 0 });
      expect(record.consent).toMatchObject({ hash, stage: "implement", flags: [{ path: "package.json" }] });
      expect(await standing(shop, pull)).toMatchObject({ consent: record.consent, state: "waiting" });
      expect(await shop.labelsOf(pull)).toContain(flaggedLabel);

      const [comment = "", ...others] = shownIn(await shop.commentsOf(pull));
      expect(others).toEqual([]);
      expect(comment).toContain(commit.patch.trimEnd());
      expect(comment).not.toContain("made-up");
      expect(parseHeldCommit(comment)).toEqual({ ok: true, value: commit });
    }),
  );

  it("published twice is shown once", () =>
    withShop(async (shop) => {
      const { pull, again } = await publish(shop, [held()]);
      const writes = shop.writes().length;
      await again();
      expect(shop.writes()).toHaveLength(writes);
      expect(shownIn(await shop.commentsOf(pull))).toHaveLength(1);
    }));

  it("is committed when the record allows exactly it, and the commit says who did", () =>
    withShop(async (shop) => {
      const allowed = [{ hash, by: { id: 9, login: "maria" }, at: "2026-03-01T09:00:00Z" }];
      const { record, commits, pull } = await publish(shop, [passed()], { allowed });
      expect(record).toMatchObject({ state: "working", consent: null });
      const { message } = await shop.connect().reader.commit(commits[0]?.sha ?? "");
      expect(message).toContain(`\nDraftsmith-Consent: ${hash} by maria`);
      expect(await shop.bodyOf(pull)).toContain(`| \`maria\` | \`2026-03-01T09:00:00Z\` | \`${hash}\` |`);
    }));

  it("is not committed when the record allows another", () =>
    withShop(async (shop) => {
      const allowed = [{ hash: "0".repeat(64), by: { id: 9, login: "maria" }, at: "2026-03-01T09:00:00Z" }];
      expect((await publish(shop, [passed()], { allowed })).record.state).toBe("waiting");
      expect(commitsOf(shop)).toBe(1);
    }));
});

describe("a bundle that asks for no reason", () => {
  const harmless = draftCommit("build: settings", "settings.json", null, "{}\n");
  it("for a change that is not flagged is refused", () =>
    withShop(async (shop) => {
      await expect(publish(shop, [held(harmless)])).rejects.toThrow("needs none");
    }));

  it("for a change that is allowed already is refused", () =>
    withShop(async (shop) => {
      const allowed = [{ hash, by: { id: 9, login: "maria" }, at: "2026-03-01T09:00:00Z" }];
      await expect(publish(shop, [held()], { allowed })).rejects.toThrow("needs none");
    }));
});

describe("what cannot be shown goes to a person", () => {
  const long = draftCommit("build: a lot", "package.json", manifest, `${manifest}${"// padding\n".repeat(700)}`);
  const wide = draftCommit(
    "build: wide",
    "package.json",
    manifest,
    `${manifest}${`// ${"wide ".repeat(200)}\n`.repeat(60)}`,
  );
  const beside = (lines: string) =>
    draftCommit("build: x", "package.json", `${lines}\n${manifest}`, `${lines}\n${manifest}//\n`);

  it("when it is longer than a comment", () =>
    withShop(async (shop) => {
      const { record, pull } = await publish(shop, [passed(wide)]);
      expect(record).toMatchObject({ state: "escalated", consent: null });
      expect(record.reason).toContain("characters to be shown, of which a comment holds 60000");
      expect(shownIn(await shop.commentsOf(pull))).toEqual([]);
    }));

  it("but not when it only has many lines", () =>
    withShop(async (shop) => {
      expect((await publish(shop, [passed(long)])).record.state).toBe("waiting");
    }));

  it("when a secret stands beside it", () =>
    withShop(async (shop) => {
      const base = await shop.admin.pushCommit({
        repository,
        as: "maria",
        branch: "main",
        files: { "package.json": `// ${liveSecret}\n${manifest}` },
      });
      expect(base).toBeTruthy();
      const { record, pull } = await publish(shop, [passed(beside(`// ${liveSecret}`))]);
      expect(record).toMatchObject({ state: "escalated", reason: expect.stringContaining("look like a secret") });
      expect(JSON.stringify([await shop.bodyOf(pull), await shop.commentsOf(pull)])).not.toContain(liveSecret);
    }));
});
