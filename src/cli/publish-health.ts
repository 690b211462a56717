/** What the health commands share: the writes that were decided, as a stage-less bundle in the hands of publish. */
import { stagelessBundleSchema, type Write } from "../domain/bundle.ts";
import type { Settings } from "../domain/settings.ts";
import { createPublishContext, type Github } from "./compose.ts";
import type { Tools } from "./create-tools.ts";
import type { Host } from "./host.ts";

export type HealthParts = { host: Host; tools: Tools; github: Github; settings: Settings };

/** `frozenBy` are threads whose freeze label counts too. Does nothing without writes: publish and its Markdown parser are not even loaded. */
export const publishHealth = async (
  { host, tools, github, settings }: HealthParts,
  repositoryId: number,
  writes: Write[],
  frozenBy: (number | null)[] = [],
): Promise<void> => {
  if (writes.length === 0) return;
  const { publishWrites } = await import("../publish/publish-writes.ts");
  const bundle = stagelessBundleSchema.parse({ version: 1, kind: "stage-less", repositoryId, writes });
  await publishWrites(await createPublishContext(host, github, tools, settings), bundle, frozenBy);
};

export const dryRunOption = { flags: "--dry-run", summary: "look, decide and print, write nothing" };
