import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Evidence, evidenceSchema } from "../../domain/evidence.ts";
import { FailureError } from "../../domain/failure.ts";
import type { CheckContext } from "../check.ts";
import { canIsolate, type Trees, withContext } from "../serve/check-context.fixture.ts";
import { freePort, temporaryDirectory } from "../serve/places.fixture.ts";
import { checkLoad } from "./check-load.ts";

/** A server whose `/` takes so long, in milliseconds; `more` is code that sees `request` and `response` first. */
const serverOf = (milliseconds: number, more = "") => ({
  "server.mjs": `
    import { createServer } from "node:http";
    createServer((request, response) => {
      ${more}
      if (request.url !== "/") return response.writeHead(404).end();
      setTimeout(() => response.end("x"), ${milliseconds});
    }).listen(process.env.PORT, "127.0.0.1");
  `,
});

const load = async (
  trees: Omit<Trees, "checks">,
  settings: Record<string, unknown> = {},
  change: Partial<CheckContext> = {},
): Promise<Evidence> => {
  let evidence: Evidence | undefined;
  const url = `http://127.0.0.1:${await freePort()}`;
  const checks = {
    load: { start: ["node", "server.mjs"], url, seconds: 1, connections: 4, startSeconds: 30, ...settings },
  };
  await withContext({ ...trees, checks }, async (context) => {
    evidence = evidenceSchema.parse(await checkLoad({ ...context, ...change }));
  });
  if (evidence === undefined) throw new Error("no evidence");
  return evidence;
};

const rowOf = (evidence: Evidence, path: string): string[] =>
  evidence.table?.rows.find(([first]) => first === path) ?? [];

describe("checkLoad", () => {
  it("says that it is not configured", async () => {
    await withContext({ head: {}, checks: {} }, async (context) => {
      expect(await checkLoad(context)).toMatchObject({ check: "load", status: "not-configured", isolation: null });
    });
  });

  it("loads nobody else's server", async () => {
    expect(await load({ head: {} }, { url: "https://example.com" })).toMatchObject({
      status: "skipped",
      summary: expect.stringMatching(/^checks\.load\.url is https:\/\/example\.com: /),
      isolation: null,
    });
  });

  it("fails a head that is slower than the base", async () => {
    const evidence = await load({ base: serverOf(5), head: serverOf(60) });
    expect(evidence).toMatchObject({ status: "failed", isolation: "none", ran: "node server.mjs, autocannon" });
    expect(evidence.summary).toMatch(/^Largest p95 ratio \d+\.\d\d×\. \/: slower in every round, at least \d/);
    const [path, p95, ratio] = rowOf(evidence, "/");
    expect(path).toBe("/");
    expect(p95).toMatch(/^[\d.]+ ms → [\d.]+ ms$/);
    expect(Number.parseFloat(ratio ?? "")).toBeGreaterThan(1.5);
  });

  it("passes a head that is faster, and measures a new path alone", async () => {
    const fresh = 'if (request.url === "/new") return response.end("new");';
    const evidence = await load({ base: serverOf(40), head: serverOf(5, fresh) }, { paths: ["/", "/new"] });
    expect(evidence.status).toBe("passed");
    expect(Number.parseFloat(rowOf(evidence, "/")[2] ?? "")).toBeLessThan(1);
    expect(rowOf(evidence, "/new")[2]).toBe("no base");
    expect(rowOf(evidence, "/new")[5]).toBe("passed: no base to compare with");
  });

  it("fails a head whose requests fail", async () => {
    const failing =
      "globalThis.seen = (globalThis.seen ?? 0) + 1; if (seen % 3 === 0) return response.writeHead(500).end();";
    const evidence = await load({ base: serverOf(2), head: serverOf(2, failing) });
    expect(evidence.status).toBe("failed");
    expect(evidence.summary).toMatch(/\/: 3\d\.\d % of the requests fail\./);
  });

  it("measures the head alone when the base does not start", async () => {
    const evidence = await load({ base: { "README.md": "no server yet" }, head: serverOf(2) });
    expect(evidence.status).toBe("passed");
    expect(evidence.summary).toMatch(
      /The head alone was measured: the base could not be measured\. .* ended with exit status 1\./,
    );
    expect(rowOf(evidence, "/")[2]).toBe("no base");
  });

  it("measures the head alone when the base cannot be had", async () => {
    const refusal = new FailureError({
      kind: "refused",
      by: "install",
      message: "npm ci failed on the base",
      hint: "",
    });
    const evidence = await load({ head: serverOf(2) }, {}, { baseSandbox: () => Promise.reject(refusal) });
    expect(evidence).toMatchObject({ status: "passed", summary: expect.stringContaining("npm ci failed on the base") });
  });

  it("names a head that does not start, with its last words", async () => {
    const evidence = await load({
      base: serverOf(2),
      head: { "server.mjs": 'throw new Error("no such table: users")' },
    });
    expect(evidence).toMatchObject({ status: "failed", table: null, isolation: "none" });
    expect(evidence.summary).toMatch(
      /^The load could not be measured\. .* never answered: the start command ended with exit status 1\.$/,
    );
    expect(evidence.excerpt).toContain("Error: no such table: users");
  });

  it("does not hold against the head what keeps the base from starting too", async () => {
    const broken = { "server.mjs": 'throw new Error("no database")' };
    const evidence = await load({ base: broken, head: broken });
    expect(evidence).toMatchObject({ status: "unknown", excerpt: expect.stringContaining("Error: no database") });
    expect(evidence.summary).toMatch(/^The load could not be measured, nor that of the base\. .* exit status 1\.$/);
  });

  it("names a head that dies under load", async () => {
    const dying = "globalThis.seen = (globalThis.seen ?? 0) + 1; if (seen > 50) process.exit(4);";
    const evidence = await load({ base: serverOf(2), head: serverOf(2, dying) });
    expect(evidence.status).toBe("failed");
    expect(evidence.summary).toContain("The server ended with exit status 4 while it was looked at.");
  });
});

describe("checkLoad with k6", () => {
  /** Stands for k6: sends requests as the script says, and leaves a summary as k6 does. */
  const standIn = `#!/usr/bin/env node
    const { readFileSync, writeFileSync } = require("node:fs");
    const args = process.argv.slice(2);
    const { p95, crossed, exit } = JSON.parse(readFileSync(args.at(-1), "utf8"));
    const url = args[args.indexOf("--env") + 1].replace("BASE_URL=", "");
    fetch(url).then((response) => response.text()).then((slow) => {
      const metrics = {
        http_reqs: { count: 100, rate: 50 },
        http_req_failed: { value: 0 },
        http_req_duration: { "p(95)": p95 * Number(slow), thresholds: { "p(95)<200": crossed } },
      };
      if (exit !== 107) writeFileSync(args[args.indexOf("--summary-export") + 1], JSON.stringify({ metrics }));
      console.error("GoError: something");
      process.exit(exit);
    });
  `;
  const answering = (text: string, script: object | null) => ({
    "server.mjs": `import { createServer } from "node:http"; createServer((_, response) => response.end("${text}")).listen(process.env.PORT, "127.0.0.1");`,
    ...(script === null ? {} : { "load.js": JSON.stringify({ p95: 10, crossed: false, exit: 0, ...script }) }),
  });

  const withK6 = async (trees: Omit<Trees, "checks">, change: Partial<CheckContext> = {}): Promise<Evidence> => {
    const dir = temporaryDirectory();
    try {
      mkdirSync(join(dir, "bin"));
      writeFileSync(join(dir, "bin/k6"), standIn);
      chmodSync(join(dir, "bin/k6"), 0o755);
      return await load({ ...trees, bin: join(dir, "bin") }, { k6: "load.js" }, change);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  };

  it("compares the summaries of the script", async () => {
    const evidence = await withK6({ base: answering("1", {}), head: answering("4", {}) });
    expect(evidence).toMatchObject({ status: "failed", ran: "node server.mjs, k6" });
    expect(rowOf(evidence, "load.js")).toEqual([
      "load.js",
      "10.0 ms → 40.0 ms",
      "4.00× (4.00× to 4.00×)",
      "0.0 % → 0.0 %",
      "50 → 50",
      "failed: slower in every round, at least 4.00×",
    ]);
  });

  it("fails when a threshold is not kept, unless the base does not keep it either", async () => {
    const script = { crossed: true, exit: 99 };
    const evidence = await withK6({ base: answering("1", {}), head: answering("1", script) });
    expect(evidence.status).toBe("failed");
    expect(evidence.summary).toContain("Threshold not kept: http_req_duration p(95)<200.");
    const same = await withK6({ base: answering("1", script), head: answering("1", script) });
    expect(same.status).toBe("unknown");
    expect(same.summary).toContain("Threshold not kept: http_req_duration p(95)<200, nor on the base.");
  });

  it("does not compare runs of two different scripts", async () => {
    const changes = [{ path: "load.js", before: "{}", after: "{}" }];
    const evidence = await withK6(
      { base: answering("1", { p95: 1 }), head: answering("1", { p95: 100 }) },
      { changes },
    );
    expect(evidence).toMatchObject({
      status: "passed",
      summary: expect.stringContaining("The head alone was measured: the change touches load.js."),
    });
  });

  it("says that a script broke", async () => {
    const script = { exit: 107 };
    const evidence = await withK6({ base: answering("1", {}), head: answering("1", script) });
    expect(evidence).toMatchObject({ status: "failed", excerpt: "GoError: something" });
    expect(evidence.summary).toBe("The load could not be measured. k6 ended with exit status 107 and left no summary.");
  });

  it("says that the script is missing", async () => {
    expect(await withK6({ head: answering("1", null) })).toMatchObject({
      status: "failed",
      summary: "checks.load.k6 names load.js, which is not in the repository.",
    });
  });

  it("uses the default where k6 is not installed, and says so", async () => {
    const evidence = await load(
      { head: { ...serverOf(2), "load.js": "" } },
      { k6: "load.js" },
      { env: { PATH: "/usr/bin:/bin" } },
    );
    expect(evidence).toMatchObject({
      ran: "node server.mjs, autocannon",
      summary: expect.stringContaining("k6 is not installed, so load.js was not run."),
    });
  });
});

describe.skipIf(!(await canIsolate()))("checkLoad with namespaces", () => {
  it("measures base and head in sandboxes of their own", async () => {
    const evidence = await load({ base: serverOf(40), head: serverOf(5), choice: "auto" });
    expect(evidence).toMatchObject({ status: "passed", isolation: "namespace" });
    expect(Number.parseFloat(rowOf(evidence, "/")[2] ?? "")).toBeLessThan(1);
  });
});
