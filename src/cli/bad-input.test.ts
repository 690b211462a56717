/** Input that operators and repositories really have: each with the exit status and the sentence that helps. */
import { describe, expect, test } from "vitest";
import { expectEnd } from "./expect-end.fixture.ts";
import { isWrite, pullOf, pullsOf, readEnd } from "./read-end.fixture.ts";
import { type Case, withCase, writer } from "./start-case.fixture.ts";

const patience = 240_000;

const nothingWritten = (one: Case): void => expect(one.world.github.requests.filter(isWrite)).toEqual([]);

describe.concurrent("what the operator gives", () => {
  test.each<[string, Record<string, string | undefined>, string[]]>([
    ["no token", { GITHUB_TOKEN: undefined }, ["GITHUB_TOKEN is not set"]],
    ["no repository", { GITHUB_REPOSITORY: undefined }, ["GITHUB_REPOSITORY is not set"]],
    [
      "a repository that is no name",
      { GITHUB_REPOSITORY: "greeter" },
      ['GITHUB_REPOSITORY is "greeter"', "owner/name"],
    ],
  ])(
    "%s: 2, before any request",
    (_, env, sentences) =>
      withCase(async (one) => {
        expectEnd(await one.product(["run", "1"], { env }), 2, ...sentences);
        expect(one.world.github.requests).toEqual([]);
      }),
    patience,
  );

  test(
    "no model key: 2, and what was opened goes on later",
    () =>
      withCase(async (one) => {
        const env = { OPENAI_API_KEY: undefined, OPENAI_BASE_URL: undefined };
        expectEnd(await one.product(["run", "1"], { env }), 2, "OPENAI_API_KEY is not set");
        expectEnd(await one.product(["run", "1"]), 0, "State: ready");
        expect(await pullsOf(one.world)).toHaveLength(1);
      }),
    patience,
  );

  test(
    "a number that is none, and files that are not there: 2",
    () =>
      withCase(async (one) => {
        expectEnd(await one.product(["run", "seven"]), 2, "seven");
        expectEnd(await one.product(["run", "99"]), 3, "Issue 99", "not open with the ready label");
        expectEnd(await one.product(["work", "--item", "gone.json", "--bundle", "b"]), 2, "gone.json cannot be read");
        expectEnd(await one.product(["publish", "--bundle", "gone"]), 2, "gone/bundle.json cannot be read");
        expectEnd(await one.product(["publish"]), 2, "--bundle is missing");
        nothingWritten(one);
      }),
    patience,
  );

  test(
    "a token that is unknown, may not write, or sees no such repository: 4, with GitHub's words",
    () =>
      withCase(async (one) => {
        const { admin } = one.world.github;
        expectEnd(
          await one.product(["supervise"], { env: { GITHUB_TOKEN: "wrong" } }),
          4,
          "(401)",
          "Check GITHUB_TOKEN",
        );
        const GITHUB_REPOSITORY = "acme/elsewhere";
        expectEnd(await one.product(["supervise"], { env: { GITHUB_REPOSITORY } }), 4, "(404)", "GITHUB_REPOSITORY");
        const grants = { metadata: "read", contents: "read", issues: "read", pull_requests: "read" } as const;
        const token = await admin.createToken({ login: "draftsmith-bot", grants });
        expectEnd(await one.product(["run", "1"], { env: { GITHUB_TOKEN: token } }), 4, "(403)", "permissions");
        expect(await pullsOf(one.world)).toEqual([]);
      }),
    patience,
  );
});

describe.concurrent("what the repository holds", () => {
  test(
    "a malformed configuration: 2, every fault with its line",
    () =>
      withCase(
        async (one) => {
          for (const args of [["supervise"], ["run", "1"]])
            expectEnd(await one.product(args), 2, "4 faults", "line 1: allow", "line 2: labells", "line 4:", "line 5:");
          nothingWritten(one);
        },
        { files: { ".github/draftsmith.yml": "allow: 5\nlabells: {}\nlimits:\n  repairs: many\n  usdPerIssue: -1\n" } },
      ),
    patience,
  );

  test(
    "a configuration that is no YAML: 2",
    () =>
      withCase(async (one) => expectEnd(await one.product(["supervise"]), 2, ".github/draftsmith.yml", "line"), {
        files: { ".github/draftsmith.yml": "allow: [src\nlimits: {" },
      }),
    patience,
  );

  test(
    "a ready label that nobody made: 0, and it says so",
    () =>
      withCase(
        async (one) =>
          expectEnd(await one.product(["supervise"]), 0, "the ready label does not exist", "draftsmith init"),
        { files: { ".github/draftsmith.yml": 'labels: { ready: "agent:go" }\n' } },
      ),
    patience,
  );

  test(
    "no commits: 3, and nothing is written",
    () =>
      withCase(async (one) => {
        const { repository } = one.world;
        await one.world.github.admin.setBranch({ repository, as: writer, branch: "main", sha: null });
        expectEnd(await one.product(["run", "1"]), 3, "branch main has no commits", "Push a first commit");
        nothingWritten(one);
      }),
    patience,
  );

  test(
    "no tests: a person is asked to name the command",
    () =>
      withCase(
        async (one) => {
          expectEnd(await one.product(["run", "1"]), 3, "No test command was found");
          expect((await pullOf(one.world)).comments.at(-1)?.body).toContain("test: [npm, test]");
          expect(await readEnd(one.world)).toMatchObject({ state: "escalated", commits: ["start"] });
        },
        { files: { ".github/draftsmith.yml": null, "package.json": null, "test/greet.test.js": null } },
      ),
    patience,
  );

  test(
    "tests that hang: they are stopped, and a person is asked",
    () =>
      withCase(
        async (one) => {
          const ended = await one.product(["run", "1"]);
          expectEnd(ended, 3, "escalated");
          expect(await readEnd(one.world)).toMatchObject({ state: "escalated", commits: ["start"] });
          expect((await pullOf(one.world)).comments.at(-1)?.body).toContain("### A person is needed");
        },
        {
          files: {
            ".github/draftsmith.yml": "projects: [{ dir: ., test: [node, test/hang.js], timeoutSeconds: 1 }]\n",
            "test/hang.js": "setInterval(() => {}, 1000);\n",
          },
        },
      ),
    patience,
  );

  test(
    "a base whose tests fail by name: they are told apart from the new ones",
    () =>
      withCase(
        async (one) => {
          expectEnd(await one.product(["run", "1"]), 0, "State: ready");
          expect((await pullOf(one.world)).body).toContain("(1 of them before the change)");
        },
        {
          files: {
            "test/broken.test.js":
              'import { test } from "node:test";\ntest("was broken before", () => { throw new Error("old"); });\n',
          },
        },
      ),
    patience,
  );

  test(
    "a base that does not build: nothing can be proven, and a person is asked",
    () =>
      withCase(
        async (one) => {
          expectEnd(await one.product(["run", "1"]), 3, "proof: none");
          expect(await readEnd(one.world)).toMatchObject({ state: "escalated", commits: ["start"] });
        },
        { files: { "src/greet.js": "export const greet = (name => ;\n" } },
      ),
    patience,
  );
});
