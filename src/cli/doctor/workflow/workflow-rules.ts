/** Every rule about workflow files; a new one is one file and one line here. */
import { appToken } from "./rules/app-token.ts";
import { artipacked } from "./rules/artipacked.ts";
import { botConditions } from "./rules/bot-conditions.ts";
import { cachePoisoning } from "./rules/cache-poisoning.ts";
import { dangerousTriggers } from "./rules/dangerous-triggers.ts";
import { excessivePermissions } from "./rules/excessive-permissions.ts";
import { exposedSecrets } from "./rules/exposed-secrets.ts";
import { githubEnv } from "./rules/github-env.ts";
import { hardcodedCredentials } from "./rules/hardcoded-credentials.ts";
import { insecureCommands } from "./rules/insecure-commands.ts";
import { overprovisionedSecrets } from "./rules/overprovisioned-secrets.ts";
import { personalToken } from "./rules/personal-token.ts";
import { privilegedBranchCode } from "./rules/privileged-branch-code.ts";
import { secretsInherit } from "./rules/secrets-inherit.ts";
import { selfApproval } from "./rules/self-approval.ts";
import { selfHostedRunner } from "./rules/self-hosted-runner.ts";
import { templateInjection } from "./rules/template-injection.ts";
import { trustLevels } from "./rules/trust-levels.ts";
import { unpinnedImages } from "./rules/unpinned-images.ts";
import { unpinnedUses } from "./rules/unpinned-uses.ts";
import { unsoundCondition } from "./rules/unsound-condition.ts";
import { unsoundContains } from "./rules/unsound-contains.ts";
import { untrustedCheckout } from "./rules/untrusted-checkout.ts";
import type { WorkflowRule } from "./workflow-rule.ts";

export const workflowRules: readonly WorkflowRule[] = [
  dangerousTriggers,
  untrustedCheckout,
  templateInjection,
  githubEnv,
  insecureCommands,
  privilegedBranchCode,
  exposedSecrets,
  secretsInherit,
  overprovisionedSecrets,
  personalToken,
  appToken,
  excessivePermissions,
  unpinnedUses,
  unpinnedImages,
  artipacked,
  cachePoisoning,
  selfHostedRunner,
  selfApproval,
  botConditions,
  unsoundContains,
  unsoundCondition,
  hardcodedCredentials,
  trustLevels,
];
