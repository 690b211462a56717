/** The register of controls, in the order of the threat model. */
import type { Control } from "./control.ts";
import { intakeControls } from "./intake.ts";
import { jobControls } from "./jobs.ts";
import { outgoingControls } from "./outgoing.ts";
import { patchControls } from "./patches.ts";
import { sandboxControls } from "./sandbox.ts";
import { stateControls } from "./state.ts";
import { supplyControls } from "./supply.ts";

export const controls: readonly Control[] = [
  ...intakeControls,
  ...jobControls,
  ...sandboxControls,
  ...patchControls,
  ...outgoingControls,
  ...stateControls,
  ...supplyControls,
];
