/** What a role is told about failing tests: the new failures by name, place and message, the known ones behind them. */
import { renderFailures } from "../checks/tests/render-failures.ts";
import type { TestReport } from "../domain/evidence.ts";

export const describeFailures = (after: TestReport, baseline: TestReport | null): string =>
  renderFailures(
    after,
    new Set((baseline?.tests ?? []).flatMap(({ name, status }) => (status === "failed" ? [name] : []))),
  );
