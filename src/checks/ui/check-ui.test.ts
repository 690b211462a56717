import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Evidence } from "../../domain/evidence.ts";
import { evidenceSchema } from "../../domain/evidence.ts";
import { canIsolate, withContext } from "../serve/check-context.fixture.ts";
import { freePort } from "../serve/places.fixture.ts";
import { checkUi, createUiCheck } from "./check-ui.ts";
import { findChromium } from "./find-chromium.ts";
import { isPlainPng } from "./is-plain-png.ts";

const path = process.env.PATH ?? "";
const hasChromium = findChromium(path) !== null;
const isIsolated = hasChromium && (await canIsolate());

/** Files of a server that answers each path with the given page; a page that begins with `js:` is code with `request` and `response`. */
const serverOf = (pages: Record<string, string>) => ({
  "server.mjs": `
    import { createServer } from "node:http";
    const pages = ${JSON.stringify(pages)};
    createServer((request, response) => {
      const page = pages[request.url];
      if (page === undefined) return response.writeHead(404).end();
      if (page.startsWith("js:")) return new Function("request", "response", page.slice(3))(request, response);
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end("<!doctype html><title>t</title>" + page);
    }).listen(process.env.PORT, "127.0.0.1");
  `,
});

type Page = { path: string; texts?: string[]; screenshot?: boolean };

const smoke = async (
  files: Record<string, string>,
  pages: Page[],
  change: Record<string, unknown> = {},
  look: (evidence: Evidence, artifacts: string, port: number) => void | Promise<void> = () => {},
  base = serverOf({}),
): Promise<Evidence> => {
  let evidence: Evidence | undefined;
  const port = await freePort();
  const ui = { start: ["node", "server.mjs"], url: `http://127.0.0.1:${port}`, pages, startSeconds: 30, ...change };
  await withContext({ head: files, base, checks: { ui } }, async (context) => {
    evidence = evidenceSchema.parse(await checkUi(context));
    await look(evidence, context.artifacts.dir, port);
  });
  if (evidence === undefined) throw new Error("no evidence");
  return evidence;
};

const whatOf = (evidence: Evidence, page: string): string => {
  const row = evidence.table?.rows.find(([first]) => first === page);
  return `${row?.[2]}: ${row?.[3]}`;
};

describe("checkUi without a browser", () => {
  const ui = { start: ["node", "x.mjs"], url: "http://127.0.0.1:3000" };

  it.each([
    ["is not configured", {}, "not-configured", "checks.ui is not configured."],
    ["starts nothing", { ui: { ...ui, start: null } }, "skipped", /checks\.ui\.start is not set/],
    [
      "looks elsewhere",
      { ui: { ...ui, url: "https://example.com" } },
      "skipped",
      /checks\.ui\.url is https:\/\/example\.com: /,
    ],
    ["looks at the cloud", { ui: { ...ui, url: "http://169.254.169.254/" } }, "skipped", /checks\.ui\.url is http:/],
    ["looks at a file", { ui: { ...ui, url: "file:///etc/passwd" } }, "skipped", /checks\.ui\.url is file:/],
  ])("says that it %s", async (_, checks, status, summary) => {
    await withContext({ head: {}, checks }, async (context) => {
      const unopened = { ...context, sandbox: () => Promise.reject(new Error("no sandbox is needed for this")) };
      const evidence = await checkUi(unopened);
      expect(evidence).toMatchObject({ check: "ui", status, isolation: null, table: null });
      expect(evidence.summary).toMatch(summary);
    });
  });
});

it("says that no Chromium is installed, and opens no sandbox for that", async () => {
  const ui = { start: ["node", "x.mjs"], url: "http://127.0.0.1:3000" };
  await withContext({ head: {}, checks: { ui } }, async (context) => {
    const sandbox = () => Promise.reject(new Error("no sandbox is needed for this"));
    expect(await createUiCheck(() => null)({ ...context, sandbox })).toMatchObject({
      status: "not-configured",
      summary: "No Chromium is installed: install chromium or google-chrome where checks run.",
    });
  });
});

describe.skipIf(!hasChromium)("checkUi with an installed Chromium", () => {
  it("does not hold against the head what is wrong with the base too", async () => {
    const files = serverOf({ "/": '<p>shop</p><script>console.error("old")</script>' });
    const pages = [{ path: "/", texts: ["shop"], screenshot: false }];
    const evidence = await smoke(files, pages, {}, undefined, files);
    expect(evidence.status).toBe("unknown");
    expect(evidence.summary).toBe("0 of 1 page without a fault. The base has the same faults.");
    expect(whatOf(evidence, "/")).toBe("failed: console error: old");
  });

  it("passes a page that shows what it must, and keeps a screenshot", async () => {
    const files = serverOf({
      "/": '<h1>Ledger</h1><p id="late"></p><script>setTimeout(() => { late.textContent = "came  late"; }, 300)</script>',
      "/long": '<div style="height:90000px;background:linear-gradient(red,blue)">long</div>',
    });
    const pages = [
      { path: "/", texts: ["ledger", "came late"] },
      { path: "/long", texts: ["long"] },
    ];
    await smoke(files, pages, {}, (evidence, artifacts) => {
      expect(evidence).toMatchObject({
        status: "passed",
        summary: "2 of 2 pages without a fault. 2 screenshots.",
        excerpt: "",
        isolation: "none",
        link: "https://ci.test/run/1",
      });
      expect(evidence.ran).toMatch(/^node server\.mjs, Chromium \d+\./);
      expect(evidence.table?.rows).toEqual([
        ["/", "200", "passed", "nothing to report", "ui/index.png"],
        ["/long", "200", "passed", "nothing to report", "ui/long.png"],
      ]);
      const sizes = ["index", "long"].map((name) => {
        const bytes = readFileSync(join(artifacts, `ui/${name}.png`));
        expect(isPlainPng(bytes)).toBe(true);
        return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
      });
      expect(sizes).toEqual([
        [1_280, 800],
        [1_280, 4_000],
      ]);
    });
  });

  it("names each fault of a page", async () => {
    const files = serverOf({
      "/texts": "<p>shown</p><p hidden>secret words</p>",
      "/broken":
        '<script src="/missing.js"></script><script>console.error("not good"); throw new TypeError("boom")</script>',
      "/reset": '<img src="/reset.png">',
      "/reset.png": "js:request.socket.destroy()",
      "/rejected": '<script>Promise.reject(new Error("nobody caught this"))</script>',
      "/500": "js:response.writeHead(500).end('<h1>sorry</h1>')",
    });
    const pages = [
      { path: "/texts", texts: ["shown", "secret words", "absent"] },
      ...["/broken", "/reset", "/rejected", "/500", "/404"].map((each) => ({ path: each, screenshot: false })),
    ];
    const evidence = await smoke(files, pages, {}, (_, artifacts) => {
      expect(existsSync(join(artifacts, "ui/broken.png"))).toBe(false);
    });
    expect(evidence).toMatchObject({ status: "failed", summary: "0 of 6 pages without a fault. 1 screenshot." });
    expect(whatOf(evidence, "/texts")).toBe('failed: has "secret words" but does not show it; does not show "absent"');
    expect(whatOf(evidence, "/broken")).toBe(
      "failed: uncaught error: boom; GET /missing.js answered 404; console error: not good",
    );
    expect(whatOf(evidence, "/reset")).toBe("failed: GET /reset.png: net::ERR_EMPTY_RESPONSE");
    expect(whatOf(evidence, "/rejected")).toBe("failed: uncaught error: nobody caught this");
    expect(whatOf(evidence, "/500")).toBe("failed: answered 500");
    expect(whatOf(evidence, "/404")).toBe("failed: answered 404");
  });

  it("reaches no other host, and says so", async () => {
    let asked = 0;
    const outside = createServer((_, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((done) => outside.listen(0, "127.0.0.2", done));
    const { port } = outside.address() as AddressInfo;
    const files = serverOf({
      "/away": "js:response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end()",
      "/beside": `js:response.writeHead(302, { location: 'http://127.0.0.2:${port}/' }).end()`,
      "/loads": `<img src="http://127.0.0.2:${port}/x.png"><script src="https://cdn.example.com/x.js"></script><script>new WebSocket("ws://127.0.0.2:${port}")</script>`,
    });
    const evidence = await smoke(files, [{ path: "/away" }, { path: "/beside" }, { path: "/loads" }]);
    outside.close();
    expect(whatOf(evidence, "/away")).toBe(
      "failed: led to http://169.254.169.254/latest/meta-data/, which is not reached here",
    );
    expect(whatOf(evidence, "/beside")).toBe(`failed: led to http://127.0.0.2:${port}/, which is not reached here`);
    expect(whatOf(evidence, "/loads")).toBe(
      "passed: asked other hosts, which are not reached here: 127.0.0.2, cdn.example.com",
    );
    expect(asked).toBe(0);
  });

  it("contains pages that misbehave, and goes on to the next", async () => {
    const files = serverOf({
      "/round": "js:response.writeHead(302, { location: '/round' }).end()",
      "/again": "<script>location.href = '/again?' + Math.random(); </script>",
      "/file": "js:response.writeHead(200, { 'content-disposition': 'attachment; filename=x.zip' }).end('PK')",
      "/asks": "<p>asked</p><script>alert('hello'); confirm('really?'); window.open('/opened')</script>",
      "/opened": "<p>opened</p>",
      "/worker": "<p>worked</p><script>navigator.serviceWorker.register('/sw.js')</script>",
      "/sw.js": "js:response.setHeader('content-type', 'text/javascript'); response.end('self.onfetch = () => {}')",
      "/noisy":
        "<p>noisy</p><script>for (let i = 0; i < 5000; i += 1) console.error('error ' + i + 'x'.repeat(2000))</script>",
      "/fine": "<p>fine</p>",
    });
    const names = ["/round", "/file", "/asks", "/worker", "/noisy", "/fine"];
    const evidence = await smoke(
      files,
      names.map((each) => ({ path: each })),
    );
    expect(whatOf(evidence, "/round")).toBe("failed: redirects without end");
    expect(whatOf(evidence, "/file")).toMatch(/^failed: is a download, not a page/);
    expect(whatOf(evidence, "/asks")).toBe(
      "passed: showed a dialog (alert), which was dismissed; showed a dialog (confirm), which was dismissed; opened a window, which was closed",
    );
    expect(whatOf(evidence, "/worker")).toBe("passed: nothing to report");
    expect(whatOf(evidence, "/noisy")).toMatch(/^failed: console error: error 0x+/);
    expect(evidence.excerpt).toContain("  and 30 more");
    expect(whatOf(evidence, "/fine")).toBe("passed: nothing to report");
  });

  it.each([
    [
      "ends at once",
      'console.log("Error: no database at 127.0.0.1:5432"); process.exit(1)',
      { startSeconds: 30 },
      /never answered: the start command ended with exit status 1\./,
    ],
    [
      "never listens",
      "setInterval(() => {}, 1000)",
      { startSeconds: 5 },
      /did not answer within 5 s: nothing listens there\./,
    ],
    [
      "is missing",
      "",
      { start: ["no-such-server"] },
      /never answered: the start command could not be started: there is no no-such-server\./,
    ],
    ["is elsewhere", "", { dir: "../.." }, /^The directory \.\.\/\.\. is not in the repository\.$/],
  ])("says that a server %s", async (name, script, change, summary) => {
    const evidence = await smoke({ "server.mjs": script }, [{ path: "/" }], change);
    const status = name === "is missing" ? "unknown" : "failed";
    expect(evidence).toMatchObject({ status, isolation: "none", table: null, link: null });
    expect(evidence.summary).toMatch(summary);
    if (script.startsWith("console.log"))
      expect(evidence.excerpt).toBe("The server printed:\nError: no database at 127.0.0.1:<port>");
  });

  it("says when the server dies while a page is open, and keeps what was seen before", async () => {
    const files = serverOf({ "/": "<p>fine</p>", "/die": "js:console.error('out of ideas'); process.exit(9)" });
    const evidence = await smoke(files, [{ path: "/" }, { path: "/die" }, { path: "/later" }]);
    expect(evidence.summary).toBe(
      "The server ended with exit status 9 while it was looked at. 1 of 3 pages without a fault. 1 screenshot.",
    );
    expect(whatOf(evidence, "/")).toBe("passed: nothing to report");
    expect(whatOf(evidence, "/die")).toMatch(/^failed: could not be opened: ERR_/);
    expect(evidence.excerpt).toContain("The server printed:\nout of ideas");
  });
});

describe.skipIf(!isIsolated)("checkUi with an installed Chromium and namespaces", () => {
  it("sees the server that runs beside it, and nothing else", async () => {
    let asked = 0;
    const outside = createServer((_, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((done) => outside.listen(0, "127.0.0.1", done));
    const { port: other } = outside.address() as AddressInfo;
    const files = serverOf({
      "/": "<p>inside</p>",
      "/beside": `<img src="http://127.0.0.1:${other}/x.png">`,
    });
    const port = await freePort();
    const ui = {
      start: ["node", "server.mjs"],
      url: `http://localhost:${port}`,
      pages: [{ path: "/", texts: ["inside"] }, { path: "/beside" }],
    };
    await withContext({ head: files, base: serverOf({}), checks: { ui }, choice: "auto" }, async (context) => {
      const evidence = await checkUi(context);
      expect(evidence).toMatchObject({ status: "failed", isolation: "namespace", link: "https://ci.test/run/1" });
      expect(whatOf(evidence, "/")).toBe("passed: nothing to report");
      expect(whatOf(evidence, "/beside")).toBe(
        `failed: GET http://127.0.0.1:${other}/x.png: net::ERR_CONNECTION_REFUSED`,
      );
      expect(readFileSync(join(context.artifacts.dir, "ui/index.png")).subarray(1, 4).toString()).toBe("PNG");
    });
    outside.close();
    expect(asked).toBe(0);
  });
});
