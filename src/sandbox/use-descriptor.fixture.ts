/** Runs one command in a sandbox and prints what it printed, for a test that starts this process with a descriptor too many. */
import { silentLog } from "../domain/log.ts";
import { openSandbox } from "./open-sandbox.ts";
import type { SandboxChoice } from "./sandbox.ts";

const [choice = "", tree = "", scratch = "", ...argv] = process.argv.slice(2);
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
process.stdout.write((await opened.value.run(argv, { cwd: tree, limits: { seconds: 30 } })).output);
