/** A program that runs in the sandbox: it starts the server, opens its pages in a browser, and leaves a report and screenshots. */
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser } from "playwright-core";
import type { PagesReport } from "../ui/pages-report.ts";
import { type PinningProxy, startPinningProxy } from "./pinning-proxy.ts";
import type { Server } from "./start-server.ts";
import type { VisitBounds } from "./visit-bounds.ts";
import { type Visit, visitPage } from "./visit-page.ts";
import { withServer } from "./with-server.ts";
import { within } from "./within.ts";
import { writeReport } from "./write-report.ts";

export type PagesJob = {
  url: string;
  /** Null: the URL is a public one that answers already. */
  server: { argv: string[]; startSeconds: number } | null;
  pages: Pick<Visit, "path" | "texts" | "screenshot">[];
  bounds: VisitBounds;
  /** The browser's executable. */
  chromium: string;
  /** Where the report goes. */
  dir: string;
};

// A package that is too large and too dynamic for the bundle; the bundle finds it in a folder beside itself.
const { chromium } = createRequire(import.meta.url)("playwright-core") as typeof import("playwright-core");

const startMilliseconds = 30_000;

const flags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
];

const loopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

/** What of the network the browser may see: a server beside it, or public hosts through a proxy that checks each address. */
const networkFlags = (proxy: PinningProxy | null): string[] =>
  proxy === null
    ? [`--host-resolver-rules=MAP * ~NOTFOUND, ${loopbackHosts.map((host) => `EXCLUDE ${host}`).join(", ")}`]
    : [`--proxy-server=http://127.0.0.1:${proxy.port}`, "--proxy-bypass-list=<-loopback>"];

const withBrowser = async (
  executablePath: string,
  args: string[],
  use: (browser: Browser) => Promise<void>,
): Promise<string | null> => {
  let browser: Browser;
  try {
    browser = await chromium.launch({
      executablePath,
      args: [...flags, ...args],
      // The sandbox is around all of this; in it the browser may not make one of its own.
      chromiumSandbox: false,
      timeout: startMilliseconds,
    });
  } catch (error) {
    return `Chromium could not be started: ${String(error).slice(0, 500)}`;
  }
  try {
    await use(browser);
    return null;
  } catch (error) {
    return `Chromium failed: ${String(error).slice(0, 500)}`;
  } finally {
    await within(5_000, browser.close(), undefined);
  }
};

const drive = async (job: PagesJob): Promise<void> => {
  const report: PagesReport = { failure: "Not all pages were looked at.", serverOutput: "", browser: "", pages: [] };
  const proxy = job.server === null ? await startPinningProxy() : null;
  const isReachable = (host: string): boolean =>
    proxy === null ? loopbackHosts.includes(host) : !proxy.refused().has(host);
  const common = { dir: job.dir, bounds: job.bounds, isReachable, acceptsAnyCertificate: proxy === null };
  await mkdir(job.dir, { recursive: true });

  const visitAll = async (server: Server | null): Promise<void> => {
    const failure = await withBrowser(job.chromium, networkFlags(proxy), async (browser) => {
      report.browser = browser.version();
      for (const page of job.pages) {
        if (!browser.isConnected() || (server !== null && server.end() !== null)) return;
        const url = new URL(page.path, job.url).href;
        report.pages.push(await visitPage(browser, { ...common, ...page, url }));
        // A page may take the whole sandbox down; what was seen before it stays.
        await writeReport(job.dir, report);
      }
    });
    report.failure = failure ?? (report.pages.length === job.pages.length ? null : "The browser crashed.");
  };

  if (job.server === null) await visitAll(null);
  else {
    const outcome = await withServer({ ...job.server, url: job.url }, visitAll);
    if (outcome.failure !== null) report.failure = outcome.failure;
    report.serverOutput = outcome.serverOutput;
  }
  await writeReport(job.dir, report);
};

await drive(JSON.parse(process.argv[2] ?? "") as PagesJob);
// A child of the server may hold its pipes open.
process.exit(0);
