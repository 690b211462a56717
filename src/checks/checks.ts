/** Every check by name, in the order in which evidence is shown. */
import type { Settings } from "../domain/settings.ts";
import { type Check, evidenceOf } from "./check.ts";
import { checkCi } from "./check-ci.ts";
import { checkTests } from "./check-tests.ts";

/** Says honestly that a check which somebody asked for is not gathered. */
const notGathered =
  (name: string, isConfigured: (settings: Settings) => boolean): Check =>
  async (context) =>
    isConfigured(context.settings)
      ? evidenceOf(name, context, {
          status: "skipped",
          summary: `${name} is configured, but this version does not gather it yet.`,
        })
      : evidenceOf(name, context, { status: "not-configured", summary: `${name} is not configured.` });

export const checks: { name: string; run: Check }[] = [
  { name: "tests", run: checkTests },
  { name: "ci", run: checkCi },
  { name: "ui", run: notGathered("ui", (settings) => settings.checks.ui !== null) },
  { name: "openapi", run: notGathered("openapi", (settings) => settings.checks.openapi !== null) },
  { name: "sbom", run: notGathered("sbom", (settings) => settings.checks.sbom) },
  { name: "load", run: notGathered("load", () => false) },
];
