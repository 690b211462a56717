import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withContext } from "../serve/check-context.fixture.ts";
import { freePort } from "../serve/places.fixture.ts";
import { findChromium } from "./find-chromium.ts";
import { smokePages } from "./smoke-pages.ts";

const chromium = findChromium(process.env.PATH ?? "");
const bounds = { load: 1_500, texts: 500, quiet: 300, screenshot: 1_500, close: 1_000 };

const server = `
  import { createServer } from "node:http";
  const pages = {
    "/hangs": "<p>here</p><img src=/never>",
    "/spins": "<p>here</p><script>for (;;) {}</script>",
    "/endless": "<p>here</p>",
    "/again": "<p>here</p><script>onload = () => { location.href = '/again?' + Math.random(); }</script>",
    "/fine": "<p>here</p>",
  };
  createServer((request, response) => {
    const page = pages[request.url.replace(/[?].*/, "")];
    if (page === undefined) return;
    response.setHeader("content-type", "text/html");
    response.write("<!doctype html>" + page);
    if (request.url === "/endless") setInterval(() => response.write("<p>and so on</p>"), 20);
    else response.end();
  }).listen(process.env.PORT, "127.0.0.1");
`;

describe.skipIf(chromium === null)("smokePages with an installed Chromium", () => {
  it("ends pages that never end, says what they waited for, and goes on", async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/fine`;
    await withContext({ head: { "server.mjs": server }, checks: {} }, async (context, dir) => {
      const sandbox = await context.sandbox();
      const found = await smokePages({
        sandbox,
        chromium: chromium ?? { path: "", dir: "" },
        url,
        pages: ["/hangs", "/spins", "/endless", "/again", "/silent", "/fine"].map((path) => ({
          path,
          texts: ["here"],
          screenshot: true,
        })),
        server: {
          argv: ["node", "server.mjs"],
          cwd: sandbox.tree,
          env: { ...context.env, PORT: String(port) },
          startSeconds: 30,
        },
        env: context.env,
        screenshots: join(dir, "pictures"),
        bounds,
      });
      const faults = Object.fromEntries(found.ok ? found.value.pages.map((page) => [page.path, page.faults]) : []);
      expect(faults).toEqual({
        "/hangs": ["did not finish loading within 1.5 s; it waits for /never"],
        "/spins": [
          "did not finish loading within 1.5 s; it waits for itself or its scripts",
          expect.stringContaining('"here"'),
        ],
        "/endless": ["did not finish loading within 1.5 s; it waits for itself or its scripts"],
        "/again": expect.arrayContaining(["the page goes from address to address without end"]),
        "/silent": ["sent no answer within 1.5 s"],
        "/fine": [],
      });
    });
  });

  it("does not open what is not a public site", async () => {
    let asked = 0;
    const inside = createServer((_, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((done) => inside.listen(0, "127.0.0.1", done));
    const { port } = inside.address() as AddressInfo;
    await withContext({ head: {}, checks: {} }, async (context, dir) => {
      for (const url of [
        `https://127.0.0.1:${port}/`,
        `http://127.0.0.1:${port}/`,
        "https://localhost/",
        "https://169.254.169.254/",
      ]) {
        const found = await smokePages({
          sandbox: await context.sandbox(),
          chromium: chromium ?? { path: "", dir: "" },
          url,
          pages: [{ path: "/", texts: [], screenshot: true }],
          server: null,
          env: context.env,
          screenshots: join(dir, "pictures"),
          bounds,
        });
        const { hostname } = new URL(url);
        expect(found.ok && found.value.pages).toMatchObject([
          { status: null, faults: [`led to ${hostname}, which is not reached here`], screenshot: null },
        ]);
      }
    });
    inside.close();
    expect(asked).toBe(0);
  });
});
