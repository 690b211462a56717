import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Evidence } from "../../domain/evidence.ts";
import { evidenceSchema } from "../../domain/evidence.ts";
import { FailureError } from "../../domain/failure.ts";
import { type Files, withChange } from "../changed-context.fixture.ts";
import type { CheckContext } from "../check.ts";
import { checkOpenapi } from "./check-openapi.ts";
import { findOasdiff } from "./find-oasdiff.ts";

/** Whether commands can be isolated on this machine. */
const canIsolate = async (): Promise<boolean> => {
  let level = "none";
  const trees = { base: {}, head: { "a.txt": "" }, checks: {}, choice: "auto" as const };
  await withChange(trees, async (context) => {
    level = (await context.sandbox()).level;
  }).catch(() => {});
  return level === "namespace";
};

const api = (
  parts: { version?: string; idType?: string; limit?: string; paths?: string } = {},
): string => `openapi: ${parts.version ?? "3.0.3"}
info: {title: Shop, version: 1.0.0}
paths:
  /orders:
    get:
      parameters:
        - {name: limit, in: query, required: ${parts.limit ?? "false"}, schema: {type: integer}}
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Order"}
${parts.paths ?? ""}components:
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: {type: ${parts.idType ?? "string"}}
        next: {$ref: "#/components/schemas/Order"}
`;

const added = `  /health:
    get:
      responses: {"200": {description: ok}}
`;

const check = async (
  base: Files,
  head: Files,
  options: {
    renamed?: Record<string, string>;
    over?: Partial<CheckContext>;
    after?: (dir: string) => void;
    path?: string;
  } = {},
): Promise<Evidence> => {
  let evidence: Evidence | undefined;
  const { renamed = {}, over = {}, after, path = "openapi.yaml" } = options;
  await withChange({ base, head, renamed, checks: { openapi: path } }, async (context, dir) => {
    evidence = await checkOpenapi({ ...context, ...over });
    after?.(dir);
  });
  return evidenceSchema.parse(evidence);
};

const refuse = async (): Promise<never> => {
  throw new FailureError({ kind: "refused", by: "sandbox", message: "No sandbox can be had here.", hint: "" });
};

describe("checkOpenapi without comparing", () => {
  test("says that nothing is configured", async () => {
    await withChange({ base: {}, head: {}, checks: {} }, async (context) => {
      expect((await checkOpenapi(context)).status).toBe("not-configured");
    });
  });

  test.each<[string, Files, Files, Evidence["status"], string]>([
    ["on neither side", {}, { "a.ts": "" }, "skipped", "openapi.yaml is on neither side"],
    [
      "unchanged",
      { "openapi.yaml": api() },
      { "openapi.yaml": api(), "a.ts": "" },
      "passed",
      "openapi.yaml is unchanged.",
    ],
    [
      "unchanged beside other YAML",
      { "openapi.yaml": api() },
      { "openapi.yaml": api(), "ci.yml": "" },
      "passed",
      "openapi.yaml is unchanged.",
    ],
    ["new", {}, { "openapi.yaml": api({ version: "3.1.0" }) }, "passed", "openapi.yaml is new (OpenAPI 3.1.0)"],
    ["new and invalid", {}, { "openapi.yaml": "hello" }, "failed", "openapi.yaml is new and has no `openapi` field"],
    ["deleted", { "openapi.yaml": api() }, {}, "failed", "openapi.yaml was deleted"],
    [
      "Swagger 2 on the base",
      { "openapi.yaml": 'swagger: "2.0"' },
      { "openapi.yaml": api() },
      "skipped",
      "openapi.yaml of the base is Swagger 2.0",
    ],
    [
      "Swagger 2 on the head",
      { "openapi.yaml": api() },
      { "openapi.yaml": 'swagger: "2.0"' },
      "failed",
      "openapi.yaml is Swagger 2.0",
    ],
    ["emptied", { "openapi.yaml": api() }, { "openapi.yaml": "" }, "failed", "openapi.yaml is empty."],
  ])("%s", async (_, base, head, status, summary) => {
    const evidence = await check(base, head, { over: { sandbox: refuse } });
    expect(evidence).toMatchObject({ status, ran: "", table: null });
    expect(evidence.summary).toContain(summary);
  });

  test("a deleted description may go when the issue says so", async () => {
    const evidence = await check({ "openapi.yaml": api() }, {}, { over: { labels: ["api:breaking"] } });
    expect(evidence).toMatchObject({ status: "passed", summary: expect.stringContaining("label api:breaking") });
  });

  test("a document that is too large or binary is named", async () => {
    const unread = { list: () => ["openapi.yaml"], read: () => null };
    const evidence = await check({ "openapi.yaml": api() }, { "openapi.yaml": "" }, { over: { head: unread } });
    expect(evidence).toMatchObject({ status: "failed", summary: "openapi.yaml is no text of at most 8 MB." });
  });
});

describe.skipIf(findOasdiff(process.env.PATH ?? "") === null)("checkOpenapi with oasdiff (needs the program)", () => {
  test("breaking changes fail, come first and are kept as a report", async () => {
    const head = api({ limit: "true", paths: added });
    const evidence = await check(
      { "openapi.yaml": api() },
      { "openapi.yaml": head },
      {
        after: (dir) => {
          const report = JSON.parse(readFileSync(join(dir, "artifacts/openapi-diff.json"), "utf8")) as unknown[];
          expect(report).toHaveLength(2);
        },
      },
    );
    expect(evidence).toMatchObject({
      status: "failed",
      summary:
        "openapi.yaml (OpenAPI 3.0.3): 1 breaking and 1 compatible changes. Breaking changes need the label api:breaking on the issue.",
      excerpt:
        "GET /orders (openapi.yaml:7): the query request parameter limit became required [request-parameter-became-required]",
      link: "https://ci.test/run/1",
      table: {
        columns: ["change", "where", "what", "kind"],
        rows: [
          [
            "breaking",
            "GET /orders (openapi.yaml:7)",
            "the query request parameter limit became required",
            "request-parameter-became-required",
          ],
          ["compatible", "GET /health (openapi.yaml:15)", "endpoint added", "endpoint-added"],
        ],
        more: 0,
      },
    });
    expect(evidence.ran).toMatch(/^oasdiff \d+\.\d+\.\d+$/);
  });

  test("the label lets them pass", async () => {
    const evidence = await check(
      { "openapi.yaml": api() },
      { "openapi.yaml": api({ limit: "true" }) },
      { over: { labels: ["api:breaking"] } },
    );
    expect(evidence).toMatchObject({
      status: "passed",
      summary: expect.stringMatching(/1 breaking change\. The issue allows/),
    });
  });

  test("compatible changes pass, also in OpenAPI 3.1", async () => {
    const evidence = await check(
      { "openapi.yaml": api({ version: "3.1.0" }) },
      { "openapi.yaml": api({ version: "3.1.0", paths: added }) },
    );
    expect(evidence).toMatchObject({ status: "passed", summary: "openapi.yaml (OpenAPI 3.1.0): 1 compatible change." });
  });

  test("a change of words alone is no change of the API", async () => {
    const evidence = await check({ "openapi.yaml": api() }, { "openapi.yaml": `${api()}# end\n` });
    expect(evidence).toMatchObject({
      status: "passed",
      summary: "openapi.yaml (OpenAPI 3.0.3): no changes.",
      table: null,
    });
  });

  test("a renamed document is compared with its old self", async () => {
    const evidence = await check(
      { "openapi.yaml": api() },
      { "docs/api.yaml": api({ idType: "integer" }) },
      { renamed: { "docs/api.yaml": "openapi.yaml" } },
    );
    expect(evidence).toMatchObject({
      status: "failed",
      summary: expect.stringContaining("It was openapi.yaml: `checks.openapi` has to name the new path."),
    });
  });

  test("changes in referenced files of the repository are seen, cycles included", async () => {
    const root = `openapi: 3.0.3\ninfo: {title: a, version: "1"}\npaths:\n  /a: {$ref: "parts/a b.yaml"}\n`;
    const part =
      'get:\n  responses:\n    "200":\n      description: ok\n      content:\n        application/json:\n          schema: {$ref: "../s.yaml#/S"}\n';
    const schema = (type: string): string =>
      `S:\n  type: object\n  properties:\n    id: {type: ${type}}\n    self: {$ref: "#/S"}\n`;
    const files = (type: string): Files => ({
      "api/openapi.yaml": root,
      "api/parts/a b.yaml": part,
      "api/s.yaml": schema(type),
    });
    const evidence = await check(files("string"), files("integer"), { path: "api/openapi.yaml" });
    expect(evidence.status).toBe("failed");
    expect(evidence.table?.rows[0]?.[1]).toContain("GET /a");
  });

  test.each<[string, string, string]>([
    ["broken YAML", "openapi: 3.0.3\npaths: [a\ninfo: b\n", "line "],
    [
      "a missing file",
      api().replace("#/components/schemas/Order", "gone.yaml#/Order"),
      "refers to gone.yaml#/Order, which is not in the repository",
    ],
    ["a missing part", api().replace("#/components/schemas/Order", "#/components/schemas/Gone"), "cannot be read"],
    ["wrong types", "openapi: 3.0.3\ninfo: {title: a, version: '1'}\npaths: 5\n", "paths"],
    [
      "an alias bomb",
      `openapi: 3.0.3\nx0: &a0 [1,1,1,1,1,1,1,1,1]\n${Array.from({ length: 9 }, (_, at) => `x${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`)}]\n`).join("")}`,
      "excessive aliasing",
    ],
  ])("%s on the head fails with the reason", async (_, head, reason) => {
    const evidence = await check({ "openapi.yaml": api() }, { "openapi.yaml": head });
    expect(evidence.status).toBe("failed");
    expect(evidence.summary).toContain(reason);
    expect(evidence.summary).not.toMatch(/\/tmp|\bhead\//);
  });

  test("a base that cannot be read is not held against the change", async () => {
    const evidence = await check({ "openapi.yaml": "openapi: 3.0.3\npaths: [a\n" }, { "openapi.yaml": api() });
    expect(evidence).toMatchObject({
      status: "skipped",
      summary: expect.stringMatching(/^openapi\.yaml of the base cannot be read: .*line/),
    });
  });

  test("without a sandbox nothing that could be fetched is compared", async () => {
    const remote = api().replace("#/components/schemas/Order", "http://127.0.0.1:9/a.yaml#/Order");
    const evidence = await check({ "openapi.yaml": api() }, { "openapi.yaml": remote });
    expect(evidence).toMatchObject({
      status: "skipped",
      summary: expect.stringContaining("refers to http://127.0.0.1:9/a.yaml#/Order"),
    });
  });

  test("a reference that hides from the scan is not followed either", async () => {
    const hidden = api().replace(
      '{$ref: "#/components/schemas/Order"}',
      '{"\\x24ref": "http://127.0.0.1:9/a.yaml#/Order"}',
    );
    const evidence = await check({ "openapi.yaml": api() }, { "openapi.yaml": hidden });
    expect(evidence).toMatchObject({
      status: "failed",
      summary: expect.stringContaining("refers to http://127.0.0.1:9/a.yaml#/Order, which is not"),
    });
  });

  test("no sandbox: skipped with its reason", async () => {
    const evidence = await check(
      { "openapi.yaml": api() },
      { "openapi.yaml": api({ limit: "true" }) },
      { over: { sandbox: refuse } },
    );
    expect(evidence).toMatchObject({
      status: "skipped",
      summary: expect.stringContaining("No sandbox can be had here."),
    });
  });
});

describe.skipIf(findOasdiff(process.env.PATH ?? "") === null || !(await canIsolate()))(
  "checkOpenapi in a sandbox (needs oasdiff, and bubblewrap or root)",
  () => {
    const inSandbox = async (head: string): Promise<Evidence> => {
      let evidence: Evidence | undefined;
      const trees = { base: { "openapi.yaml": api() }, head: { "openapi.yaml": head }, choice: "auto" as const };
      await withChange({ ...trees, checks: { openapi: "openapi.yaml" } }, async (context) => {
        evidence = await checkOpenapi(context);
      });
      return evidenceSchema.parse(evidence);
    };

    test("compares as without one", async () => {
      const evidence = await inSandbox(api({ limit: "true" }));
      expect(evidence).toMatchObject({ status: "failed", summary: expect.stringContaining("1 breaking change.") });
      expect(evidence.ran).toMatch(/^oasdiff \d/);
    });

    test("fetches nothing", async () => {
      const evidence = await inSandbox(api().replace("#/components/schemas/Order", "http://127.0.0.1:9/a.yaml#/Order"));
      expect(evidence).toMatchObject({
        status: "failed",
        summary: "openapi.yaml refers to http://127.0.0.1:9/a.yaml; references outside the repository are not fetched.",
      });
    });
  },
);
