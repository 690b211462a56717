/** Evidence from a browser: the configured pages of the repository's own server, or of a public site that was named, each opened once. */
import { join } from "node:path";
import type { Evidence } from "../../domain/evidence.ts";
import { askSandbox } from "../ask-sandbox.ts";
import { type Check, type CheckContext, evidenceOf } from "../check.ts";
import { isLoopback, localServer, refuseServer } from "../serve/local-server.ts";
import { serverExcerpt } from "../serve/server-excerpt.ts";
import { findChromium } from "./find-chromium.ts";
import { isOldFault } from "./is-old-fault.ts";
import type { PagesReport } from "./pages-report.ts";
import { renderPages } from "./render-pages.ts";
import { type Smoke, smokePages } from "./smoke-pages.ts";

/** `find` finds the browser on a `PATH`. */
export const createUiCheck =
  (find: typeof findChromium): Check =>
  async (context) => {
    const settings = context.settings.checks.ui;
    const because = (status: Evidence["status"], summary: string, rest: Partial<Evidence> = {}): Evidence =>
      evidenceOf("ui", context, { status, summary, ...rest });
    if (settings === null) return because("not-configured", "checks.ui is not configured.");
    const isSite = settings.start === null && !isLoopback(settings.url);
    const refused = isSite ? null : refuseServer("ui", settings);
    if (refused !== null) return because("skipped", refused);
    const chromium = find(context.env.PATH ?? "");
    if (chromium === null) {
      return because("not-configured", "No Chromium is installed: install chromium or google-chrome where checks run.");
    }
    const sandbox = await context.sandbox();
    const isolation = sandbox.level;
    const server = isSite ? null : localServer(sandbox, settings, context.env);
    if (server !== null && !server.ok) return because("failed", server.error, { isolation });

    const common = { chromium, url: settings.url, pages: settings.pages, env: context.env };
    const smoke = await smokePages({
      ...common,
      sandbox,
      server: server && { ...server.value, startSeconds: settings.startSeconds },
      screenshots: join(context.artifacts.dir, "ui"),
    });
    const clean = (text: string): string => serverExcerpt(text, sandbox);
    if (!smoke.ok) {
      return because("unknown", `The pages could not be looked at. ${smoke.error.reason}`, {
        excerpt: clean(smoke.error.output),
        isolation,
      });
    }
    const report = { ...smoke.value, serverOutput: clean(smoke.value.serverOutput) };
    const found = renderPages(report, settings.pages.length);
    const isOld = found.status === "failed" && !isSite && (await isOnBase(report, common, context));
    const judged = isOld
      ? { status: "unknown" as const, summary: `${found.summary} The base has the same faults.` }
      : found;
    return because(judged.status, judged.summary, {
      excerpt: found.excerpt,
      table: found.table,
      ran: ranOf(settings.start ?? [settings.url], report.browser),
      isolation,
      link: hasScreenshot(report) ? context.artifacts.link : null,
    });
  };

export const checkUi: Check = createUiCheck(findChromium);

/** Looks at the base's own server, and keeps no screenshots. */
const isOnBase = async (
  report: PagesReport,
  common: Pick<Smoke, "chromium" | "url" | "pages" | "env">,
  { baseSandbox, settings, env }: CheckContext,
): Promise<boolean> => {
  const sandbox = await askSandbox(baseSandbox);
  if (!sandbox.ok || settings.checks.ui === null) return false;
  const server = localServer(sandbox.value, settings.checks.ui, env);
  if (!server.ok) return false;
  const smoke = await smokePages({
    ...common,
    sandbox: sandbox.value,
    server: { ...server.value, startSeconds: settings.checks.ui.startSeconds },
    pages: common.pages.map((page) => ({ ...page, screenshot: false })),
    screenshots: sandbox.value.reports,
  });
  return smoke.ok && isOldFault(report, smoke.value);
};

const ranOf = (start: string[], browser: string): string =>
  [start.join(" "), ...(browser === "" ? [] : [`Chromium ${browser}`])].join(", ").slice(0, 300).toWellFormed();

const hasScreenshot = ({ pages }: PagesReport): boolean => pages.some(({ screenshot }) => screenshot !== null);
