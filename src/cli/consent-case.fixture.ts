/** A case whose plan changes the manifest, which a writer must allow: the run stands where the flagged change is shown. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { RunRecord } from "../domain/record.ts";
import type { Entry, Recording } from "../domain/recording.ts";
import { parseRecord } from "../flow/record-text.ts";
import { allowFlaggedLabel } from "../flow/run-labels.ts";
import { noSeal } from "../flow/state-seal.ts";
import { expectEnd } from "./expect-end.fixture.ts";
import { pullOf } from "./read-end.fixture.ts";
import { type Case, readExampleRecording, withCase } from "./start-case.fixture.ts";

export const branch = "agent/1-greet-several-people-at-once";
export const readyLabel = "agent:ready";
export const triager = "sorter";

const flagged = `--- a/package.json
+++ b/package.json
@@ -8,3 +8,4 @@
   "scripts": {
-    "test": "node --test"
+    "test": "node --test",
+    "start": "node src/main.js"
   }
`;

const harmless = `--- /dev/null
+++ b/names.json
@@ -0,0 +1 @@
+["Ada", "Bo", "Cy"]
`;

/** The example's replies with a plan of the kind \`build\`; a second attempt of the implementer does without the manifest. */
const withFlagged = (recording: Recording): Recording => ({
  ...recording,
  entries: recording.entries.flatMap((entry): Entry[] => {
    const reply = (content: object, attempt = 1): Entry => ({
      ...entry,
      key: { ...entry.key, attempt },
      reply: { ...entry.reply, content: JSON.stringify(content) },
    });
    const given = JSON.parse(entry.reply.content) as object;
    switch (entry.key.role) {
      case "planner":
        return [reply({ ...given, kind: "build", files: ["package.json"], newSymbols: [] })];
      case "implementer":
        return [
          reply({ summary: "Adds a start script.", diff: flagged }),
          reply({ summary: "Keeps the names in a file of their own.", diff: harmless }, 2),
        ];
      case "reviewer":
        return [reply({ ...given, findings: [] })];
      default:
        return [entry];
    }
  }),
});

export type Held = {
  one: Case;
  record: () => Promise<RunRecord>;
  /** Sets a label on the pull request, later than everything before by GitHub's clock, which has whole seconds. */
  setLabel: (as: string, label?: string) => Promise<void>;
  removeLabel: (as: string, label?: string) => Promise<void>;
  /** The comment that shows the change. */
  shown: () => Promise<{ id: number; body: string }>;
  /** Comments on the pull request; gives the environment of a pass that this event starts. */
  say: (as: string, body: string) => Promise<Record<string, string>>;
  /** Names of the labels on the pull request. */
  labels: () => Promise<string[]>;
  /** Requests of the implementer to the model. */
  asked: () => string[];
};

export const openHeld = async (one: Case): Promise<Held> => {
  const { repository, github } = one.world;
  await github.admin.createUser({ login: triager });
  await github.admin.setRole({ repository, login: triager, role: "triage" });
  const onPull = (as: string, label: string) => ({ repository, as, number: 2, label });
  return {
    one,
    record: async () => {
      const record = parseRecord((await pullOf(one.world)).body ?? "", noSeal);
      if (!record.ok) throw new Error(record.error);
      return record.value;
    },
    setLabel: async (as, label = allowFlaggedLabel) => {
      await wait(1_100);
      await github.admin.addLabel(onPull(as, label));
    },
    removeLabel: (as, label = allowFlaggedLabel) => github.admin.removeLabel(onPull(as, label)),
    shown: async () => {
      const comment = (await pullOf(one.world)).comments.find(({ body }) =>
        body.startsWith("<!-- draftsmith:flagged-"),
      );
      if (!comment) throw new Error("No comment shows a flagged change.");
      return comment;
    },
    say: async (as, body) => {
      const id = await github.admin.comment({ repository, as, number: 2, body });
      const headers = { authorization: `token ${one.world.token}` };
      const answer = await fetch(`${github.url}/repos/${repository}/issues/comments/${id}`, { headers });
      const comment = (await answer.json()) as { user: { id: number } };
      const path = join(one.dir, `event-${id}.json`);
      const sender = { id: comment.user.id };
      writeFileSync(
        path,
        JSON.stringify({
          action: "created",
          issue: { number: 2 },
          comment,
          repository: { full_name: repository },
          sender,
        }),
      );
      return { GITHUB_EVENT_NAME: "issue_comment", GITHUB_EVENT_PATH: path };
    },
    labels: async () => {
      const names = new Set<string>();
      for (const { event, label } of (await pullOf(one.world)).events) {
        if (event === "labeled") names.add(label?.name ?? "");
        if (event === "unlabeled") names.delete(label?.name ?? "");
      }
      return [...names].sort();
    },
    asked: () =>
      one.model.requests.flatMap(({ headers, body }) =>
        String(headers["x-draftsmith-call"]).includes("/implementer/") ? [JSON.stringify(body)] : [],
      ),
  };
};

const config = 'allow: ["**"]\nprojects: [{ dir: ".", test: [node, --test] }]\n';

export const heldOptions = async () => ({
  recording: withFlagged(await readExampleRecording("greeter")),
  files: { ".github/draftsmith.yml": config },
});

/** Borrows a case that waits for a writer's yes. */
export const withHeld = async (work: (held: Held) => Promise<void>): Promise<void> =>
  withCase(
    async (one) => {
      const held = await openHeld(one);
      expectEnd(await one.product(["run", "1"]), 5, "A flagged change waits for a yes: package.json");
      await work(held);
    },
    await heldOptions(),
  );
