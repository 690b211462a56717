/** The register of controls, in the order of the threat model. */
import type { Control } from "./control.ts";
import { patchControls } from "./patches.ts";
import { sandboxControls } from "./sandbox.ts";

export const controls: readonly Control[] = [...sandboxControls, ...patchControls];
