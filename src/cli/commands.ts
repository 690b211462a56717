/** The table of commands, shared by the command line and the action. */
import { claim } from "./claim.ts";
import type { Command } from "./command.ts";
import { demo } from "./demo.ts";
import { patch } from "./patch.ts";
import { publish } from "./publish.ts";
import { run } from "./run.ts";
import { supervise } from "./supervise.ts";
import { tryCommand } from "./try.ts";
import { work } from "./work.ts";

export const commands: Command[] = [demo, supervise, claim, work, publish, run, tryCommand, patch];
