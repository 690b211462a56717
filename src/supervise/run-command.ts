/** A command that holds for a run: what a person with push right said in a comment, and the run has not done yet. */
import type { Account } from "../domain/issue.ts";
import type { CommandVerb } from "./parse-command.ts";

/** `id` is that of the comment, `at` when it was made (ISO 8601, UTC). */
export type RunCommand = { id: number; verb: CommandVerb; actor: Account; at: string };
