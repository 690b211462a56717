/** Every door of `draftsmith screen`; a new one is one line here. */
import { commentDoor } from "./comment-door.ts";
import { configDoor } from "./config-door.ts";
import type { Door } from "./door.ts";
import { envDoor } from "./env-door.ts";
import { gitRefDoor } from "./git-ref-door.ts";
import { issueDoor } from "./issue-door.ts";
import { logDoor } from "./log-door.ts";
import { modelOutputDoor } from "./model-output-door.ts";
import { outgoingDoor } from "./outgoing-door.ts";
import { patchDoor } from "./patch-door.ts";
import { urlDoor } from "./url-door.ts";

export const doors: readonly Door[] = [
  issueDoor,
  commentDoor,
  modelOutputDoor,
  patchDoor,
  gitRefDoor,
  outgoingDoor,
  logDoor,
  configDoor,
  urlDoor,
  envDoor,
];
