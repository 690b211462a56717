/** Every door of `draftsmith screen`; a new one is one line here. */
import { auditDoor } from "./audit-door.ts";
import { budgetDoor } from "./budget-door.ts";
import { ciLogDoor } from "./ci-log-door.ts";
import { commentDoor } from "./comment-door.ts";
import { configDoor } from "./config-door.ts";
import type { Door } from "./door.ts";
import { envDoor } from "./env-door.ts";
import { freezeDoor } from "./freeze-door.ts";
import { gitConfigDoor } from "./git-config-door.ts";
import { gitRefDoor } from "./git-ref-door.ts";
import { issueDoor } from "./issue-door.ts";
import { labelDoor } from "./label-door.ts";
import { logDoor } from "./log-door.ts";
import { modelOutputDoor } from "./model-output-door.ts";
import { outgoingDoor } from "./outgoing-door.ts";
import { patchDoor } from "./patch-door.ts";
import { recordDoor } from "./record-door.ts";
import { urlDoor } from "./url-door.ts";
import { workflowDoor } from "./workflow-door.ts";

export const doors: readonly Door[] = [
  issueDoor,
  commentDoor,
  labelDoor,
  freezeDoor,
  modelOutputDoor,
  patchDoor,
  gitRefDoor,
  outgoingDoor,
  logDoor,
  ciLogDoor,
  configDoor,
  urlDoor,
  envDoor,
  workflowDoor,
  auditDoor,
  gitConfigDoor,
  recordDoor,
  budgetDoor,
];
