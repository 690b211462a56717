/** What decides beside the task, for the audit: the version of the product, and hashes of what the repository and the operator set. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Settings } from "../domain/settings.ts";
import { hashPolicy, type PolicyVersions } from "../telemetry/audit/describe-claim.ts";
import type { Host } from "./host.ts";
import { readPolicy } from "./read-policy.ts";

const manifestSchema = z.object({ version: z.string().max(60) });

export const readPolicyVersions = (host: Host, settings: Settings): PolicyVersions => ({
  product: manifestSchema.parse(JSON.parse(readFileSync(join(host.home, "package.json"), "utf8"))).version,
  settings: hashPolicy(settings),
  operator: hashPolicy(readPolicy(host)),
});
