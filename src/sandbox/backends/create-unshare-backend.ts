/** Back end `unshare`: root makes the namespaces and the root directory, and then becomes a user that owns nothing else. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { seenPlaces } from "../view/view.ts";
import type { Backend } from "./backend.ts";
import { boxCommandLine } from "./box-command-line.ts";
import { launchAsRoot } from "./launch-as-root.ts";
import { type BoxPlan, planBox } from "./plan-box.ts";
import { renderFstab } from "./render-fstab.ts";
import { enterScript } from "./root-scripts.ts";

const namespaces = { network: "--net", processes: "--pid", ipc: "--ipc", hostname: "--uts" } as const;

export const createUnshareBackend = (plan: BoxPlan): Backend => {
  const { places, userId, owner, without } = plan;
  const box = planBox(plan);
  return {
    name: "unshare",
    seen: seenPlaces,
    isVisible: box.isVisible,
    launch: (command) => {
      const view = box.viewOf(command);
      writeFileSync(join(view.skeleton, "fstab"), renderFstab(view, command.limits));
      const isApart = (layer: keyof typeof namespaces): boolean =>
        !without.has(layer) && !(layer === "network" && command.network);
      const apart = (Object.keys(namespaces) as (keyof typeof namespaces)[]).filter(isApart);
      const words = [
        ...(apart.includes("network") ? ["loopback"] : []),
        ...(apart.includes("hostname") ? ["hostname"] : []),
        ...(without.has("environment") ? [] : ["listed"]),
        ...(without.has("nesting") ? [] : ["nested"]),
      ];
      return launchAsRoot(
        [
          ...["unshare", "--mount", ...apart.map((layer) => namespaces[layer]), "--fork", "--kill-child", "--"],
          ...["/bin/sh", "-c", enterScript, "sh", view.skeleton, words.join(" ")],
          ...boxCommandLine(command, { userId, cwd: box.seenAt(command.cwd), without }),
        ],
        { places, userId, owner, limits: without.has("limits") ? null : command.limits, env: plan.env },
      );
    },
  };
};
