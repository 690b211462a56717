/** Replies as models really write them: a damaged diff costs no further call, one with two meanings costs one, and none is half applied. */
import { beforeAll, describe, expect, test } from "vitest";
import { type Entry, type Recording, turnKeyHeader } from "../domain/recording.ts";
import { git } from "../git/run-git.ts";
import type { ModelEndpoint } from "../offline/model-endpoint.ts";
import { type Commit, commitsOf, type End, pullOf, readEnd } from "./read-end.fixture.ts";
import { type Case, readExampleRecording, withCase } from "./start-case.fixture.ts";

const patience = 240_000;

type Change = { summary: string; diff: string };

const callsOf = ({ requests }: ModelEndpoint): string[] =>
  requests.map(({ headers }) => headers[turnKeyHeader] ?? "(no key)");

const branchCommits = async ({ world }: Case): Promise<Commit[]> => {
  const branch = (await pullOf(world)).pull?.head.ref ?? "";
  return commitsOf(world, branch);
};

const fileAt = async ({ gitDir }: Case, revision: string, path: string): Promise<string> =>
  (await git(["show", `${revision}:${path}`], { gitDir })).toString("utf8");

let recorded: Recording;
/** The run with the diffs as they were recorded: right, though without a line `diff --git`. */
let reference: { end: End; calls: string[]; commits: Commit[] };

beforeAll(async () => {
  recorded = await readExampleRecording("greeter");
  await withCase(async (one) => {
    await one.product(["run", "1"]);
    reference = { end: await readEnd(one.world), calls: callsOf(one.model), commits: await branchCommits(one) };
  });
}, patience);

const withContent = (entry: Entry, content: string): Entry => ({ ...entry, reply: { ...entry.reply, content } });

const replaceReplies = (rewrite: (change: Change) => string): Recording => ({
  ...recorded,
  entries: recorded.entries.map((entry) => {
    const output: Partial<Change> = JSON.parse(entry.reply.content);
    return typeof output.summary === "string" && typeof output.diff === "string"
      ? withContent(entry, rewrite({ summary: output.summary, diff: output.diff }))
      : entry;
  }),
});

const inField =
  (damage: (diff: string) => string) =>
  ({ summary, diff }: Change): string =>
    JSON.stringify({ summary, diff: damage(diff) });

const miscount = (diff: string): string => diff.replace(/^(@@ -\d+),\d+ (\+\d+),\d+/gm, "$1,9 $2,2");
const dropNumbers = (diff: string): string => diff.replace(/^@@ .*$/gm, "@@");
const dropPrefixes = (diff: string): string => diff.replace(/^(---|\+\+\+) [ab]\//gm, "$1 ");
const useReturns = (text: string): string => text.replaceAll("\n", "\r\n");
const fence = (diff: string): string =>
  `Here is the change, with the test names in mind:\n\n\`\`\`diff\n${diff}\`\`\`\n\nAll callers are covered; nothing else has to change.\n`;

const damages: [string, (change: Change) => string][] = [
  ["wrong counts", inField(miscount)],
  ["no line numbers and carriage returns", inField((diff) => useReturns(dropNumbers(diff)))],
  ["a fence with prose around it in the field", inField((diff) => fence(miscount(diff)))],
  [
    "all of it and bare names, in a block beside the JSON",
    ({ summary, diff }) => {
      const block = useReturns(fence(dropNumbers(dropPrefixes(diff))));
      return `I have looked at the files.\n\n\`\`\`json\n${JSON.stringify({ summary })}\n\`\`\`\n\n${block}`;
    },
  ],
];

test("the recorded diffs are taken without a repair", () => {
  expect(reference.end).toMatchObject({ state: "ready", commits: ["start", "tests", "implement", "document"] });
  expect(reference.calls).toHaveLength(recorded.entries.length);
});

test.concurrent.each(damages)(
  "%s: the same calls, and the same pull request",
  (_, damage) =>
    withCase(
      async (one) => {
        const ended = await one.product(["run", "1"]);
        expect(ended.exit, ended.stderr).toBe(0);
        expect(callsOf(one.model)).toEqual(reference.calls);
        expect(one.model.misses).toEqual([]);
        expect(await readEnd(one.world)).toEqual(reference.end);
      },
      { recording: replaceReplies(damage) },
    ),
  patience,
);

/** The implementer's diffs in order, by attempt and round. */
const implementerSays = (diffs: { attempt: number; round: number; diff: string }[]): Recording => ({
  ...recorded,
  entries: recorded.entries.flatMap((entry) =>
    entry.key.role === "implementer"
      ? diffs.map(({ attempt, round, diff }) =>
          withContent({ ...entry, key: { ...entry.key, attempt, round } }, JSON.stringify({ summary: "Joins.", diff })),
        )
      : [entry],
  ),
});

/** The implementer's call in this attempt and round, as the endpoint sees it named. */
const asked = (attempt: number, round: number): string => `1/implementer/implement/${attempt}/${round}/0`;

const isImplementer = (call: string | undefined): boolean => call?.includes("/implementer/") ?? false;

/** The calls of the undamaged run with these in the place of the implementer's one. */
const callsWith = (...implementer: string[]): string[] =>
  reference.calls.flatMap((call) => (isImplementer(call) ? implementer : [call]));

type Message = { role: string; content: string };

/** The messages of the implementer's `nth` request, from 0. */
const messagesOf = ({ model }: Case, nth: number): Message[] => {
  const requests = model.requests.filter(({ headers }) => isImplementer(headers[turnKeyHeader]));
  return (requests[nth]?.body as { messages?: Message[] } | undefined)?.messages ?? [];
};

/** The document in the frame of a user message. */
const documentOf = (message: Message | undefined): ReturnType<typeof JSON.parse> => {
  const [, json = "null"] = /^<<<data \w+\n(.*)\ndata \w+>>>$/ms.exec(message?.content ?? "") ?? [];
  return JSON.parse(json);
};

const written = `process.stdout.write(\`\${greet(...process.argv.slice(2))}\\n\`);`;
const main = `--- a/src/main.js
+++ b/src/main.js
@@ -1,4 +1,3 @@
 import { greet } from "./greet.js";
 
-const [name = "world"] = process.argv.slice(2);
-process.stdout.write(\`\${greet(name)}\\n\`);
+${written}
`;

describe.concurrent("a hunk whose lines stand twice", () => {
  const base = `/** The farewell for one person. */
export const part = (...names) => {
  const [name] = names;
  return \`Goodbye, \${name}!\`;
};

/** The greeting for one person. */
export const greet = (...names) => {
  const [name] = names;
  return \`Hello, \${name}!\`;
};
`;
  const removed = "  const [name] = names;";
  const added = `  const [last = "world", ...others] = names.toReversed();
  const name = others.length === 0 ? last : \`\${others.toReversed().join(", ")} and \${last}\`;`;
  const header = "--- a/src/greet.js\n+++ b/src/greet.js\n@@\n";
  const hunk = `-${removed}\n${added.replace(/^/gm, "+")}\n`;
  const unclear = `${header}${hunk}${main}`;
  const clear = `${header} export const greet = (...names) => {\n${hunk}${main}`;
  const after = base.replace(`greet = (...names) => {\n${removed}`, () => `greet = (...names) => {\n${added}`);

  test(
    "is shown both places, and the second try is right",
    () =>
      withCase(
        async (one) => {
          const ended = await one.product(["run", "1"]);
          expect(ended.exit, ended.stderr).toBe(0);
          expect(callsOf(one.model)).toEqual(callsWith(asked(1, 1), asked(1, 2)));

          const [system, task, reply, complaint] = messagesOf(one, 1);
          expect([system, task]).toEqual(messagesOf(one, 0));
          expect(reply).toEqual({ role: "assistant", content: JSON.stringify({ summary: "Joins.", diff: unclear }) });
          const told: string[] = documentOf(complaint).complaint.lines;
          expect(told.filter((line) => line.startsWith("1. "))).toEqual([
            expect.stringMatching(/^1\. `src\/greet\.js`, hunk 1, line 3 of the diff \(ambiguous\): .* lines 3, 9 /),
          ]);
          expect(told.filter((line) => line.startsWith("2. "))).toEqual([]);
          const shown = told.flatMap((line) => {
            const [, number, text] = /^ *(\d+)\|(.*)$/.exec(line) ?? [];
            return number === undefined ? [] : [{ number: Number(number), text }];
          });
          expect(shown.map(({ number }) => number)).toEqual(expect.arrayContaining([2, 3, 4, 8, 9, 10]));
          for (const { number, text } of shown) expect(text).toBe(base.split("\n")[number - 1]);

          expect({ ...(await readEnd(one.world)), tree: null }).toEqual({ ...reference.end, tree: null });
          const head = (await branchCommits(one)).at(-1)?.sha ?? "";
          expect(await fileAt(one, head, "src/greet.js")).toBe(after);
          expect(await fileAt(one, head, "src/main.js")).toBe(`import { greet } from "./greet.js";\n\n${written}\n`);
        },
        {
          files: { "src/greet.js": base },
          recording: implementerSays([
            { attempt: 1, round: 1, diff: unclear },
            { attempt: 1, round: 2, diff: clear },
          ]),
        },
      ),
    patience,
  );
});

describe.concurrent("a diff that fits in one file and not in the other, twice", () => {
  const invented = `${main}--- a/src/greet.js
+++ b/src/greet.js
@@ -1,3 +1,3 @@
 import { words } from "./words.js";
 
-export function greetAll(people) {
+export function greetAll(...people) {
`;
  const twice = [1, 2].map((round) => ({ attempt: 1, round, diff: invented }));

  test(
    "costs an attempt, and the next one is told why and starts from clean files",
    () => {
      const diff = JSON.parse(
        recorded.entries.find(({ key }) => key.role === "implementer")?.reply.content ?? "{}",
      ).diff;
      return withCase(
        async (one) => {
          const ended = await one.product(["run", "1"]);
          expect(ended.exit, ended.stderr).toBe(0);
          expect(callsOf(one.model)).toEqual(callsWith(asked(1, 1), asked(1, 2), asked(2, 1)));
          expect(documentOf(messagesOf(one, 2)[1]).feedback.failure.lines.join("\n")).toContain(
            "`src/greet.js`, hunk 1, line 11 of the diff (no-match)",
          );
          expect(await readEnd(one.world)).toEqual(reference.end);
        },
        { recording: implementerSays([...twice, { attempt: 2, round: 1, diff }]) },
      );
    },
    patience,
  );

  test(
    "and again in the next attempt asks for a person, with nothing of it committed",
    () =>
      withCase(
        async (one) => {
          const ended = await one.product(["run", "1"]);
          expect(ended.exit, ended.stderr).toBe(3);
          expect(callsOf(one.model)).toEqual([
            ...reference.calls.slice(0, reference.calls.findIndex(isImplementer)),
            ...[asked(1, 1), asked(1, 2), asked(2, 1), asked(2, 2)],
          ]);
          expect(await readEnd(one.world)).toMatchObject({
            state: "escalated",
            commits: ["start", "tests"],
            tree: reference.commits[1]?.tree,
          });
        },
        { recording: implementerSays([...twice, ...twice.map((one) => ({ ...one, attempt: 2 }))]) },
      ),
    patience,
  );
});
