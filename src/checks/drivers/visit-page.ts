/** Opens one page in a browser, waits for what it must show, and takes a screenshot; bounded whatever the page does. */
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { PageReport } from "../ui/pages-report.ts";
import type { VisitBounds } from "./visit-bounds.ts";
import { type Watch, watchPage } from "./watch-page.ts";
import { within } from "./within.ts";

export type Visit = {
  url: string;
  path: string;
  texts: string[];
  /** File name of the screenshot; null: none is taken. */
  screenshot: string | null;
  dir: string;
  /** Tells whether a host is one that the page can reach. */
  isReachable: (host: string) => boolean;
  /** A server that was started here may have a certificate that nobody signed. */
  acceptsAnyCertificate: boolean;
  bounds: VisitBounds;
};

const viewport = { width: 1_280, height: 800 };
const maxHeight = 4_000;
const maxFaults = 20;

export const visitPage = async (browser: Browser, visit: Visit): Promise<PageReport> => {
  const context = await browser.newContext({
    viewport,
    serviceWorkers: "block",
    acceptDownloads: false,
    ignoreHTTPSErrors: visit.acceptsAnyCertificate,
    locale: "en-US",
    timezoneId: "UTC",
    reducedMotion: "reduce",
  });
  try {
    return await look(context, visit);
  } finally {
    await within(visit.bounds.close, context.close(), undefined);
  }
};

const look = async (context: BrowserContext, visit: Visit): Promise<PageReport> => {
  const { bounds } = visit;
  const page = await context.newPage();
  const { origin } = new URL(visit.url);
  const watch = watchPage(page, origin, visit.isReachable);
  const found: string[] = [];
  const opened = await open(page, visit.url, watch, bounds);
  if (opened.fault !== null) found.push(opened.fault);
  if (opened.status !== null && opened.status >= 400) found.push(`answered ${opened.status}`);
  if (/^https?:/.test(page.url()) && !page.url().startsWith(`${origin}/`)) {
    found.push(`led to ${page.url().slice(0, 200)}, which is another site`);
  }
  if (opened.status !== null) {
    await within(bounds.quiet, page.waitForLoadState("networkidle", { timeout: bounds.quiet }), undefined);
    found.push(...(await missingTexts(page, visit.texts, bounds)));
  }
  const isTaken = visit.screenshot !== null && opened.status !== null && (await take(page, visit));
  const notes = watch.notes();
  if (visit.screenshot !== null && opened.status !== null && !isTaken) notes.push("a screenshot could not be taken");
  const faults = [...found, ...watch.faults()].map((fault) => fault.slice(0, 400).toWellFormed());
  return {
    path: visit.path,
    status: opened.status,
    faults: faults.slice(0, maxFaults),
    more: Math.max(0, faults.length - maxFaults),
    notes: notes.slice(0, 10),
    screenshot: isTaken ? visit.screenshot : null,
  };
};

type Opened = { status: number | null; fault: string | null };

const open = async (page: Page, url: string, watch: Watch, bounds: VisitBounds): Promise<Opened> => {
  const deadline = performance.now() + bounds.load;
  try {
    const response = await page.goto(url, { waitUntil: "commit", timeout: bounds.load });
    const status = response?.status() ?? null;
    try {
      await page.waitForLoadState("load", { timeout: Math.max(1, deadline - performance.now()) });
      return { status, fault: null };
    } catch {
      const waiting = watch.pending().slice(0, 5).join(", ") || "itself or its scripts";
      return { status, fault: `did not finish loading within ${bounds.load / 1_000} s; it waits for ${waiting}` };
    }
  } catch (error) {
    const status = watch.status();
    // An answer without a body is shown as an error page of the browser's own.
    return status !== null && status >= 400
      ? { status, fault: null }
      : { status: null, fault: whyNotOpened(String(error), watch, bounds) };
  }
};

const whyNotOpened = (error: string, watch: Watch, bounds: VisitBounds): string => {
  if (error.includes("Download is starting")) return "is a download, not a page";
  if (error.includes("ERR_TOO_MANY_REDIRECTS")) return "redirects without end";
  if (error.includes("Timeout")) return `sent no answer within ${bounds.load / 1_000} s`;
  const code = /net::(ERR_\w{1,60})/.exec(error)?.[1] ?? error.split("\n")[0]?.slice(0, 200) ?? "";
  const lost = watch.lostAt();
  return lost !== null ? `led to ${lost}, which is not reached here` : `could not be opened: ${code}`;
};

/** Waits for all texts at once; only what can be seen counts. */
const missingTexts = async (page: Page, texts: string[], bounds: VisitBounds): Promise<string[]> => {
  const faults = await Promise.all(
    texts.map(async (text) => {
      const matches = page.getByText(text);
      const isShown = matches
        .filter({ visible: true })
        .first()
        .waitFor({ timeout: bounds.texts })
        .then(() => true);
      if (await within(bounds.texts, isShown, false)) return null;
      const isHidden = (await within(500, matches.count(), 0)) > 0;
      return isHidden ? `has "${text}" but does not show it` : `does not show "${text}"`;
    }),
  );
  return faults.filter((fault) => fault !== null);
};

const take = async (page: Page, { screenshot, dir, bounds }: Visit): Promise<boolean> => {
  if (screenshot === null) return false;
  const shoot = async (): Promise<boolean> => {
    const height = await page.evaluate<number>("document.documentElement.scrollHeight");
    await page.screenshot({
      path: join(dir, screenshot),
      timeout: bounds.screenshot,
      fullPage: true,
      clip: { x: 0, y: 0, width: viewport.width, height: Math.min(Math.max(height, viewport.height), maxHeight) },
      animations: "disabled",
    });
    return true;
  };
  return within(bounds.screenshot, shoot(), false);
};
