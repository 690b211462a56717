import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Evidence, evidenceSchema } from "../../domain/evidence.ts";
import { FailureError } from "../../domain/failure.ts";
import { type Files, withChange } from "../changed-context.fixture.ts";
import type { CheckContext } from "../check.ts";
import { checkSbom } from "./check-sbom.ts";
import { cyclonedx } from "./component.fixture.ts";

const check = async (
  sbom: unknown,
  base: Files,
  head: Files,
  options: { over?: Partial<CheckContext>; after?: (artifacts: string) => void } = {},
): Promise<Evidence> => {
  let evidence: Evidence | undefined;
  await withChange({ base, head, checks: { sbom } }, async (context, dir) => {
    evidence = await checkSbom({ ...context, ...options.over });
    options.after?.(join(dir, "artifacts"));
  });
  return evidenceSchema.parse(evidence);
};

const refuse = async (): Promise<never> => {
  throw new FailureError({ kind: "refused", by: "sandbox", message: "No sandbox can be had here.", hint: "" });
};

/** Prints a file of the tree, and a warning beside it. */
const command = ["sh", "-c", "echo careful >&2; cat bom.json"];
const files = (packages: Parameters<typeof cyclonedx>[0]): Files => ({
  "bom.json": cyclonedx(packages),
  "go.sum": JSON.stringify(packages),
});

describe("checkSbom by a command", () => {
  test("compares both sides and keeps both documents", async () => {
    const base = files([
      ["a", "1.0.0"],
      ["b", "1.0.0"],
    ]);
    const distribution = [{ type: "distribution", url: "https://evil.test/c.tgz" }];
    const head = files([
      ["a", "2.0.0", { licenses: [{ license: { id: "ISC" } }] }],
      ["c", "1.0.0", { externalReferences: distribution, licenses: [] }],
    ]);
    const evidence = await check({ command }, base, head, {
      after: (dir) => {
        expect(readFileSync(join(dir, "sbom.json"), "utf8")).toContain('"pkg:npm/c@1.0.0"');
        expect(readFileSync(join(dir, "sbom-base.json"), "utf8")).toContain('"pkg:npm/b@1.0.0"');
      },
    });
    expect(evidence).toMatchObject({
      status: "passed",
      ran: "sh -c echo careful >&2; cat bom.json (me gen 1.0)",
      summary:
        "2 components (CycloneDX 1.5). Since the base: 1 added, 1 changed, 1 removed. Licences of the new ones: unknown 1. Not from the registry: c (evil.test). go.sum changed without its manifest.",
      isolation: "none",
      link: "https://ci.test/run/1",
      table: {
        columns: ["change", "component", "base", "head", "licence", "note"],
        rows: [
          ["added", "c", "", "1.0.0", "unknown", "from evil.test, which is not the registry"],
          ["changed", "a", "1.0.0", "2.0.0", "ISC", "licence was MIT"],
          ["removed", "b", "1.0.0", "", "MIT", ""],
        ],
      },
    });
  });

  test("without a change to dependencies the base is not generated", async () => {
    const tree = files([["a", "1.0.0"]]);
    const evidence = await check({ command }, tree, { ...tree, "a.ts": "" }, { over: { baseSandbox: refuse } });
    expect(evidence).toMatchObject({
      status: "passed",
      summary: "Unchanged, 1 component (CycloneDX 1.5).",
      table: null,
    });
  });

  test("a base that cannot be generated is said, and the head still counts", async () => {
    const base: Files = { "bom.json": "{", "go.sum": "" };
    const evidence = await check({ command }, base, files([["a", "1.0.0"]]));
    expect(evidence).toMatchObject({
      status: "passed",
      summary: expect.stringMatching(/^1 component .*Not compared with the base: What sh printed is no JSON/),
    });
  });

  const good = { "gen.sh": `echo '${cyclonedx([])}'`, "go.sum": "" };

  test.each<[string, string, string]>([
    ["prints something else", "echo hello", "What sh printed is no JSON"],
    ["prints nothing", "true", "What sh printed is empty."],
    [
      "prints an invalid document",
      `echo '{"bomFormat":"CycloneDX","specVersion":"1.5","x":1}'`,
      "What sh printed is no valid CycloneDX: the document must NOT have additional properties (x).",
    ],
    ["fails", "echo broken in $PWD >&2; exit 3", "sh ended with status 3. It said: broken in ."],
    ["prints for ever", "exec yes", "sh left no document of at most 32 MB."],
    [
      "puts a link in its place",
      "rm ../head-scratch/reports/*/stdout; ln -s /etc/passwd $(echo ../head-scratch/reports/*)/stdout",
      "sh left no document of at most 32 MB.",
    ],
    ["ends its parent", "kill -9 $$", "sh was ended by SIGKILL."],
  ])("a command that %s fails, and the reason names no place", async (_, script, reason) => {
    const evidence = await check({ command: ["sh", "gen.sh"] }, good, { "gen.sh": script, "go.sum": "2" });
    expect(evidence).toMatchObject({ status: "failed", ran: "sh gen.sh", summary: expect.stringContaining(reason) });
    expect(evidence.summary).not.toContain("/tmp");
  });

  test("a command that failed before the change too is not held against it", async () => {
    const evidence = await check({ command: ["sh", "-c", "exit 3"] }, { "go.sum": "1" }, { "go.sum": "2" });
    expect(evidence).toMatchObject({
      status: "skipped",
      summary: "sh ended with status 3. The base has such a fault too.",
    });
  });

  test.each<[string, string[], string]>([
    ["is missing", ["no-such-generator"], "no-such-generator is not installed where commands run."],
    ["needs the network", ["sh", "-c", "echo getaddrinfo ENOTFOUND a.test >&2; exit 1"], "seems to need the network"],
  ])("a command that %s is skipped", async (_, argv, reason) => {
    const evidence = await check({ command: argv }, { "go.sum": "1" }, { "go.sum": "2" });
    expect(evidence).toMatchObject({ status: "skipped", summary: expect.stringContaining(reason) });
  });

  test("a directory outside the tree is refused", async () => {
    const evidence = await check({ command, dir: "../.." }, good, good);
    expect(evidence.summary).toContain("../.. is no directory of the repository.");
  });
});

const lock = (packages: Record<string, string>, over: object = {}): Files => ({
  "package.json": JSON.stringify({ name: "shop", version: "1.0.0", dependencies: packages }),
  "package-lock.json": JSON.stringify({
    name: "shop",
    version: "1.0.0",
    lockfileVersion: 3,
    requires: true,
    packages: {
      "": { name: "shop", version: "1.0.0", dependencies: packages },
      ...Object.fromEntries(
        Object.entries(packages).map(([name, version]) => [
          `node_modules/${name}`,
          { version, resolved: `https://registry.npmjs.org/${name}/-/${name}-${version}.tgz`, license: "MIT", ...over },
        ]),
      ),
    },
  }),
});

describe("checkSbom without npm", () => {
  test("says that nothing is configured", async () => {
    expect((await check(false, {}, {})).status).toBe("not-configured");
  });

  test.each<[Files, string]>([
    [{}, "There is no package-lock.json; set `checks.sbom.command`"],
    [{ "pnpm-lock.yaml": "" }, "npm cannot read pnpm-lock.yaml; set `checks.sbom.command`"],
  ])("%j: nothing to generate from", async (head, summary) => {
    expect(await check(true, {}, head)).toMatchObject({ status: "skipped", summary: expect.stringContaining(summary) });
  });

  test("names the place where a lockfile is broken", async () => {
    const evidence = await check(
      true,
      lock({ ms: "2.1.3" }),
      { "package-lock.json": '{\n"a": 1,\n}' },
      { over: { sandbox: refuse } },
    );
    expect(evidence.summary).toMatch(/^package-lock\.json is not valid: .*line 3/);
  });

  test("no sandbox: skipped with its reason", async () => {
    const evidence = await check(true, {}, lock({ ms: "2.1.3" }), { over: { sandbox: refuse } });
    expect(evidence).toMatchObject({ status: "skipped", summary: "No sandbox can be had here." });
  });
});

const npm = spawnSync("npm", ["sbom", "--help"], { encoding: "utf8" });

describe.skipIf(npm.status !== 0)("checkSbom by npm (needs npm with the command sbom)", () => {
  test("compares lockfiles", async () => {
    const evidence = await check(true, lock({ ms: "2.1.2", old: "1.0.0" }), lock({ ms: "2.1.3", picomatch: "4.0.0" }));
    expect(evidence).toMatchObject({
      status: "passed",
      summary:
        "2 components (CycloneDX 1.5). Since the base: 1 added, 1 changed, 1 removed. Licences of the new ones: MIT 1.",
      isolation: null,
      table: {
        rows: [
          ["added", "picomatch", "", "4.0.0", "MIT", ""],
          ["changed", "ms", "2.1.2", "2.1.3", "MIT", ""],
          ["removed", "old", "1.0.0", "", "MIT", ""],
        ],
      },
    });
    expect(evidence.ran).toMatch(/^npm sbom \(npm cli \d+\./);
  });

  test("unchanged lockfiles are said to be so, and the kept document is the same each time", async () => {
    const texts: string[] = [];
    for (const _ of [1, 2]) {
      const evidence = await check(
        true,
        lock({ ms: "2.1.3" }),
        { ...lock({ ms: "2.1.3" }), "a.ts": "" },
        {
          after: (dir) =>
            texts.push(readFileSync(join(dir, "sbom.json"), "utf8"), readFileSync(join(dir, "sbom-base.json"), "utf8")),
        },
      );
      expect(evidence).toMatchObject({ status: "passed", summary: "Unchanged, 1 component (CycloneDX 1.5)." });
    }
    expect(new Set(texts).size).toBe(1);
  });

  test("a new lockfile is compared with nothing", async () => {
    const evidence = await check(true, {}, lock({ ms: "2.1.3" }));
    expect(evidence.summary).toBe(
      "1 component (CycloneDX 1.5). The base has no bill of materials: 1 added. Licences of the new ones: MIT 1.",
    );
  });

  test("workspaces, links and other hosts", async () => {
    const { "package-lock.json": text = "" } = lock(
      { ms: "2.1.3" },
      { resolved: "https://evil.test/ms.tgz", license: undefined },
    );
    const document = JSON.parse(text) as { packages: Record<string, unknown> };
    document.packages["packages/x"] = { name: "@me/x", version: "0.1.0" };
    document.packages["node_modules/@me/x"] = { resolved: "packages/x", link: true };
    const root = { name: "shop", version: "1.0.0", workspaces: ["packages/*"], dependencies: { ms: "2.1.3" } };
    document.packages[""] = root;
    const head = {
      "web/package.json": JSON.stringify(root),
      "web/package-lock.json": JSON.stringify(document),
      "web/packages/x/package.json": JSON.stringify({ name: "@me/x", version: "0.1.0" }),
    };
    const evidence = await check({ dir: "web" }, {}, head);
    expect(evidence).toMatchObject({
      status: "passed",
      table: {
        rows: [
          ["added", "ms", "", "2.1.3", "unknown", "from evil.test, which is not the registry"],
          ["added", "@me/x", "", "0.1.0", "unknown", ""],
        ],
      },
    });
  });

  test("a manifest that asks for what the lockfile has not fails", async () => {
    const head = {
      ...lock({ ms: "2.1.3" }),
      "package.json": '{"name":"shop","version":"1.0.0","dependencies":{"gone":"1"}}',
    };
    const evidence = await check(true, lock({ ms: "2.1.3" }), head);
    expect(evidence).toMatchObject({
      status: "failed",
      summary: expect.stringMatching(/^npm ended with status 1\. It said: .*missing: gone@1/),
    });
    expect(evidence.summary).not.toMatch(/\/tmp|_logs/);
  });
});
