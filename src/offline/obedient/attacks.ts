/** Everything the obedient model can be told to do, by its deed. */
import type { Attack } from "./attack.ts";
import { changeAttacks } from "./change-attacks.ts";
import { meaningAttacks } from "./meaning-attacks.ts";
import { shapeAttacks } from "./shape-attacks.ts";
import { textAttacks } from "./text-attacks.ts";
import { toolAttacks } from "./tool-attacks.ts";

/** Calls of tools for as long as they are answered. */
const endlessTools: Attack = {
  kind: "tools",
  deed: "endless-tools",
  roles: ["triage", "planner"],
  asks: () => [{ name: "list", arguments: "{}" }],
};

export const attacks: readonly Attack[] = [
  ...changeAttacks,
  ...shapeAttacks,
  ...textAttacks,
  ...meaningAttacks,
  ...toolAttacks,
  endlessTools,
];
