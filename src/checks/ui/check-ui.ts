/** Evidence from a browser: the configured pages of the repository's own server, or of a public site that was named, each opened once. */
import { join } from "node:path";
import type { Evidence } from "../../domain/evidence.ts";
import { type Check, evidenceOf } from "../check.ts";
import { isLoopback, localServer, refuseServer } from "../serve/local-server.ts";
import { serverExcerpt } from "../serve/server-excerpt.ts";
import { findChromium } from "./find-chromium.ts";
import type { PagesReport } from "./pages-report.ts";
import { renderPages } from "./render-pages.ts";
import { smokePages } from "./smoke-pages.ts";

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

    const smoke = await smokePages({
      sandbox,
      chromium,
      url: settings.url,
      pages: settings.pages,
      server: server && { ...server.value, startSeconds: settings.startSeconds },
      env: context.env,
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
    return because(found.status, found.summary, {
      ...found,
      ran: ranOf(settings.start ?? [settings.url], report.browser),
      isolation,
      link: hasScreenshot(report) ? context.artifacts.link : null,
    });
  };

export const checkUi: Check = createUiCheck(findChromium);

const ranOf = (start: string[], browser: string): string =>
  [start.join(" "), ...(browser === "" ? [] : [`Chromium ${browser}`])].join(", ").slice(0, 300).toWellFormed();

const hasScreenshot = ({ pages }: PagesReport): boolean => pages.some(({ screenshot }) => screenshot !== null);
