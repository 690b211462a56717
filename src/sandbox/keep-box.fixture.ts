/** Opens a sandbox and runs a command that never ends, for a test that kills this process. */
import { silentLog } from "../domain/log.ts";
import { openSandbox } from "./open-sandbox.ts";
import type { SandboxChoice } from "./sandbox.ts";

const [choice = "", tree = "", scratch = "", mark = ""] = process.argv.slice(2);
const opened = await openSandbox({
  tree,
  scratch,
  choice: choice as SandboxChoice,
  allowNone: false,
  path: "/usr/bin:/bin",
  toolchains: {},
  readOnlyMounts: [],
  log: silentLog,
});
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
await opened.value.run(
  ["sh", "-c", `trap '' TERM HUP; (setsid sleep 600.${mark} &); echo started; sleep 600.${mark}`],
  {
    cwd: tree,
    limits: { seconds: 600 },
    onOutput: (chunk) => process.stdout.write(chunk),
  },
);
