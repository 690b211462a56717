/** Evidence from a browser: the configured pages of the repository's own server, each opened once. */
import { join } from "node:path";
import type { Evidence } from "../../domain/evidence.ts";
import { type Check, type CheckContext, evidenceOf } from "../check.ts";
import { localServer, refuseServer } from "../serve/local-server.ts";
import { serverExcerpt } from "../serve/server-excerpt.ts";
import { findChromium } from "./find-chromium.ts";
import { renderPages } from "./render-pages.ts";
import { smokePages } from "./smoke-pages.ts";

export const checkUi: Check = async (context) => {
  const settings = context.settings.checks.ui;
  const because = (status: Evidence["status"], summary: string, rest: Partial<Evidence> = {}): Evidence =>
    evidenceOf("ui", context, { status, summary, ...rest });
  if (settings === null) return because("not-configured", "checks.ui is not configured.");
  const refused = refuseServer("ui", settings);
  if (refused !== null) return because("skipped", refused);
  const chromium = findChromium(context.env.PATH ?? "");
  if (chromium === null) {
    return because("skipped", "No Chromium is installed: install chromium or google-chrome where this runs.");
  }
  const sandbox = await context.sandbox();
  const isolation = sandbox.level;
  const server = localServer(sandbox, settings, context.env);
  if (!server.ok) return because("failed", server.error, { isolation });

  const smoke = await smokePages({
    sandbox,
    chromium,
    url: settings.url,
    pages: settings.pages,
    server: { ...server.value, startSeconds: settings.startSeconds },
    env: context.env,
    screenshots: join(context.artifacts.dir, "ui"),
  });
  const clean = (text: string): string => serverExcerpt(text, sandbox);
  if (!smoke.ok) {
    return because("failed", `The pages could not be looked at. ${smoke.error.reason}`, {
      excerpt: clean(smoke.error.output),
      isolation,
    });
  }
  const report = { ...smoke.value, serverOutput: clean(smoke.value.serverOutput) };
  const found = renderPages(report, settings.pages.length);
  return because(found.status, found.summary, {
    ...found,
    ran: `${(settings.start ?? []).join(" ")}${report.browser === "" ? "" : `, Chromium ${report.browser}`}`.slice(
      0,
      300,
    ),
    isolation,
    link: linkOf(
      context,
      report.pages.some(({ screenshot }) => screenshot !== null),
    ),
  });
};

const linkOf = ({ artifacts }: CheckContext, hasScreenshots: boolean): string | null =>
  hasScreenshots ? artifacts.link : null;
