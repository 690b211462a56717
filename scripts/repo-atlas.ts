/** Maps this repository into artifacts/: the map, its page and its cache. Further options go on to `draftsmith atlas build`. */
import { fileURLToPath } from "node:url";
import { createHost } from "../src/cli/create-host.ts";
import { runCommandLine } from "../src/cli/run-command-line.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const args = ["atlas", "build", "--repo", root, "--map", `${root}artifacts`, ...process.argv.slice(2)];
process.exitCode = await runCommandLine(createHost(root), args, "repo-atlas");
