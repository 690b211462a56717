/** Leaves a report for the host, whole or not at all. */
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

export const reportName = "report.json";

export const writeReport = async (dir: string, report: unknown): Promise<void> => {
  await mkdir(dir, { recursive: true });
  const draft = join(dir, `${reportName}.draft`);
  await writeFile(draft, JSON.stringify(report));
  await rename(draft, join(dir, reportName));
};
