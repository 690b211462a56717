/** Opens pages in a browser that runs in a sandbox, beside a server that it starts or on a public site, and keeps the screenshots. */
import { type Result, success } from "../../domain/result.ts";
import type { Settings } from "../../domain/settings.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import type { PagesJob } from "../drivers/drive-pages.ts";
import { type VisitBounds, visitBounds, visitMilliseconds } from "../drivers/visit-bounds.ts";
import { placeOfDriver } from "../serve/driver-place.ts";
import type { Command } from "../serve/find-command.ts";
import type { LocalServer } from "../serve/local-server.ts";
import { type DriverFailure, runDriver } from "../serve/run-driver.ts";
import { keepScreenshots } from "./keep-screenshots.ts";
import { pageSlugs } from "./page-slug.ts";
import { type PagesReport, pagesReportSchema } from "./pages-report.ts";

export type Smoke = {
  sandbox: Sandbox;
  chromium: Command;
  url: string;
  pages: NonNullable<Settings["checks"]["ui"]>["pages"];
  /** The server to start. Null: `url` is a public HTTPS site; the sandbox gets a network, and the browser only public addresses. */
  server: (LocalServer & { startSeconds: number }) | null;
  /** `PATH` and the like for the browser when there is no server. */
  env: Record<string, string>;
  /** Where screenshots are kept. */
  screenshots: string;
  bounds?: VisitBounds;
};

/** Seconds for the browser to start and for both to stop. */
const spareSeconds = 45;
/** Chromium reserves 4 GiB before it opens a page; what is really used is far less. */
const limits = { processes: 1_024, memoryBytes: 8_000_000_000, outputBytes: 1_000_000 };

/** In the report, `screenshot` is null where the file was not a picture; a driver that was cut off is the report's `failure`. */
export const smokePages = async (smoke: Smoke): Promise<Result<PagesReport, DriverFailure>> => {
  const { sandbox, server, pages, bounds = visitBounds } = smoke;
  const slugs = pageSlugs(pages.map(({ path }) => path));
  const job: Omit<PagesJob, "dir"> = {
    url: smoke.url,
    server: server && { argv: server.argv, startSeconds: server.startSeconds },
    pages: pages.map(({ path, texts, screenshot }, at) => ({
      path,
      texts,
      screenshot: screenshot ? `${slugs[at]}.png` : null,
    })),
    bounds,
    chromium: smoke.chromium.path,
  };
  const visits = Math.ceil((pages.length * visitMilliseconds(bounds)) / 1_000);
  const run = await runDriver(sandbox, pagesReportSchema, {
    place: placeOfDriver(new URL("../drivers/drive-pages.ts", import.meta.url), "playwright-core"),
    job,
    name: "ui",
    options: {
      cwd: server?.cwd ?? sandbox.home,
      env: server?.env ?? smoke.env,
      limits: { ...limits, seconds: (server?.startSeconds ?? 0) + visits + spareSeconds },
      network: server === null,
      readOnly: [smoke.chromium.dir],
    },
  });
  if (!run.ok) return run;
  const { report, dir, cut } = run.value;
  const names = report.pages.map(({ screenshot }) => screenshot).filter((name) => name !== null);
  const kept = keepScreenshots(names, dir, sandbox.reports, smoke.screenshots);
  return success({
    ...report,
    failure: cut ?? report.failure,
    pages: report.pages.map((page) => ({
      ...page,
      screenshot: page.screenshot !== null && kept.has(page.screenshot) ? page.screenshot : null,
    })),
  });
};
