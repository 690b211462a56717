/** The road of a flagged change, with real processes: shown whole, allowed or refused by a writer, and committed as exactly what was shown. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Bundle } from "../domain/bundle.ts";
import type { Outcome } from "../domain/outcome.ts";
import { hashPatch } from "../flow/consent.ts";
import { parseHeldCommit } from "../flow/held-comment.ts";
import { allowFlaggedLabel, flaggedLabel } from "../flow/run-labels.ts";
import { gitText } from "../git/run-git.ts";
import { bundleFile } from "./bundle-file.ts";
import { branch, heldOptions, openHeld, readyLabel, triager, withHeld } from "./consent-case.fixture.ts";
import { expectEnd } from "./expect-end.fixture.ts";
import { commitsOf, isWrite, pullOf, readEnd } from "./read-end.fixture.ts";
import { type Case, outsider, withCase, writer } from "./start-case.fixture.ts";

const patience = 240_000;

const pass = (one: Case, env: Record<string, string> = {}) => one.product(["supervise", "--run"], { env });

const writesOf = ({ world }: Case): number => world.github.requests.filter(isWrite).length;

/** The diff of the last commit of a stage, as git shows it. */
const diffOf = async (one: Case, stage: string): Promise<string> => {
  const commit = (await commitsOf(one.world, branch)).findLast(({ message }) =>
    message.includes(`Draftsmith-Stage: ${stage}\n`),
  );
  return gitText(["diff", `${commit?.sha}^`, `${commit?.sha}`, "--", "package.json"], { gitDir: one.gitDir });
};

const linesOf = (diff: string): string[] => diff.split("\n").filter((line) => /^[+-][^+-]/.test(line));

describe.concurrent("a flagged change", () => {
  test(
    "is shown and not committed, and quiet passes write nothing",
    () =>
      withHeld(async ({ one, record, shown, labels }) => {
        const { consent, state, waitingFor } = await record();
        const { body } = await shown();
        const held = parseHeldCommit(body);
        if (!held.ok || !consent) throw new Error("nothing is held");
        expect({ state, waitingFor }).toEqual({ state: "waiting", waitingFor: "consent" });
        expect(hashPatch(held.value.patch)).toBe(consent.hash);
        expect(body).toContain(`SHA-256 of this diff: \`${consent.hash}\``);
        expect(body).toContain(held.value.patch.trimEnd());
        expect(body).toContain("| `package.json` | ");
        expect((await pullOf(one.world)).body).toContain("a person with push right says yes or no to a flagged change");
        expect(await labels()).toEqual([flaggedLabel, "agent:run"]);
        expect((await readEnd(one.world)).commits).toEqual(["start"]);

        const writes = writesOf(one);
        expectEnd(await pass(one), 0, "a flagged change waits for a writer's yes or no on pull request 2");
        expectEnd(await one.product(["run", "1"]), 3, "a flagged change waits");
        expect(writesOf(one)).toBe(writes);
      }),
    patience,
  );

  test(
    "becomes exactly that commit when a writer allows it, and nobody else's label counts",
    () =>
      withHeld(async ({ one, record, shown, setLabel, removeLabel, asked, labels }) => {
        const held = parseHeldCommit((await shown()).body);
        if (!held.ok) throw new Error(held.error);
        const writes = writesOf(one);
        await setLabel(triager);
        expectEnd(await pass(one), 0, `${allowFlaggedLabel} was set by ${triager}, who has no push right`);
        expect(writesOf(one)).toBe(writes);

        await removeLabel(triager);
        await setLabel(writer);
        expectEnd(await pass(one), 0, `${writer} allowed the flagged change`);
        const { state, allowed, consent } = await record();
        expect({ state, consent }).toEqual({ state: "ready", consent: null });
        expect(allowed).toEqual([]);
        expect((await readEnd(one.world)).commits).toEqual(["start", "implement", "document"]);
        expect(linesOf(await diffOf(one, "implement"))).toEqual(linesOf(held.value.patch));
        const [, commit] = await commitsOf(one.world, branch);
        expect(commit?.message).toContain(`Draftsmith-Consent: ${hashPatch(held.value.patch)} by ${writer}`);
        const { body } = await pullOf(one.world);
        expect(body).toMatch(
          new RegExp(`\\| \`${writer}\` \\| \`[\\dTZ:.-]+\` \\| \`${hashPatch(held.value.patch)}\``),
        );
        expect(await labels()).toEqual(["agent:ready-for-review", "agent:run"]);
        expect(asked()).toHaveLength(1);
      }),
    patience,
  );

  test(
    "is not allowed by a label that was set before it was shown, nor by one of an app",
    async () =>
      withCase(
        async (one) => {
          const { repository, github } = one.world;
          const held = await openHeld(one);
          const label = { repository, as: writer, number: 2, label: allowFlaggedLabel };
          one.setFaults([
            {
              at: { operation: "pulls/create" },
              fault: { kind: "hook", when: "after", run: () => github.admin.addLabel(label) },
            },
          ]);
          expectEnd(await one.product(["run", "1"]), 5);
          expectEnd(await pass(one), 0, `${allowFlaggedLabel} was not set after the flagged change was shown`);
          await held.removeLabel(writer);
          await github.admin.createUser({ login: "helper[bot]", type: "Bot" });
          await github.admin.setRole({ repository, login: "helper[bot]", role: "write" });
          await held.setLabel("helper[bot]");
          expectEnd(await pass(one), 0, `${allowFlaggedLabel} was set by helper[bot], which is not a person`);
          expect((await readEnd(one.world)).commits).toEqual(["start"]);
        },
        await heldOptions(),
      ),
    patience,
  );

  test(
    "is told to the next attempt when a writer says retry, and the old yes is worth nothing",
    () =>
      withHeld(async ({ one, record, asked, setLabel, say, labels }) => {
        await setLabel(triager);
        expectEnd(await pass(one, await say(outsider, "/draftsmith retry")), 0, "who has no push right");
        expectEnd(await pass(one, await say(writer, "/draftsmith retry")), 0, `${writer} said retry`);
        expect((await record()).state).toBe("ready");
        expect(asked()[1]).toContain("A maintainer did not allow the last diff of this stage");
        expect(await diffOf(one, "implement")).toBe("");
        expect(await labels()).toEqual(["agent:ready-for-review", "agent:run"]);
      }),
    patience,
  );

  test(
    "is told to the next attempt when a writer sets the ready label again",
    () =>
      withHeld(async ({ one, record, asked, setLabel }) => {
        const { repository, github } = one.world;
        const issue = { repository, number: 1, label: readyLabel };
        await github.admin.removeLabel({ ...issue, as: writer });
        await setLabel(triager);
        await github.admin.addLabel({ ...issue, as: triager });
        expectEnd(await pass(one), 0, "who has no push right");
        await github.admin.removeLabel({ ...issue, as: writer });
        await github.admin.addLabel({ ...issue, as: writer });
        expectEnd(await pass(one), 0, "a writer asked again and did not allow the flagged change");
        expect((await record()).state).toBe("ready");
        expect(asked()[1]).toContain("A maintainer did not allow the last diff of this stage");
      }),
    patience,
  );
});

test.concurrent(
  "a bundle that passes it off as an ordinary commit gets it shown, not committed",
  async () =>
    withCase(
      async (one) => {
        const [item, bundle] = [join(one.dir, "item.json"), join(one.dir, "bundle")];
        const file = join(bundle, bundleFile);
        expectEnd(await one.product(["claim", "1", "--item", item]), 0);
        expectEnd(
          await one.product(["work", "--item", item, "--bundle", bundle]),
          5,
          "A flagged change waits for a yes",
        );
        const honest = JSON.parse(readFileSync(file, "utf8")) as Bundle;
        const outcomes = honest.outcomes.map(
          (outcome): Outcome =>
            outcome.consent
              ? { ...outcome, status: "passed", waitingFor: null, commit: outcome.consent.commit, consent: null }
              : outcome,
        );
        writeFileSync(file, JSON.stringify({ ...honest, outcomes, complete: false }));
        expectEnd(await one.product(["publish", "--bundle", bundle]), 5, "A flagged change waits for a yes");
        const held = await openHeld(one);
        expect(await held.record()).toMatchObject({ state: "waiting", waitingFor: "consent", allowed: [] });
        expect((await held.shown()).body).toContain('+    "start": "node src/main.js"');
        expect((await readEnd(one.world)).commits).toEqual(["start"]);
      },
      await heldOptions(),
    ),
  patience,
);

describe.concurrent("what was shown is edited", () => {
  test(
    "the visible diff: nothing is applied, a person is told, and retry shows the next one",
    () =>
      withHeld(async ({ one, shown, setLabel, record, labels, say }) => {
        const { repository, github } = one.world;
        const { id, body } = await shown();
        await github.admin.editComment({
          repository,
          as: writer,
          id,
          body: body.replace("node src/main.js", "echo hi"),
        });
        await setLabel(writer);
        await pass(one);
        const { state, reason } = await record();
        expect(state).toBe("escalated");
        expect(reason).toContain("was edited after it was written");
        expect((await readEnd(one.world)).commits).toEqual(["start"]);
        expect(await labels()).toEqual(["agent:escalated", "agent:run"]);
        const writes = writesOf(one);
        expectEnd(await pass(one), 0, "waits for a person");
        expect(writesOf(one)).toBe(writes);

        await pass(one, await say(writer, "/draftsmith retry"));
        expect(await record()).toMatchObject({ state: "waiting", waitingFor: "consent" });
        expect((await shown()).body).toBe(body);
        expect(await labels()).toEqual([flaggedLabel, "agent:run"]);
      }),
    patience,
  );
});
