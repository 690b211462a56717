/** The stages of a run in the order they first happen; the one list that files, logs, prompts and the record share. */
import { z } from "zod";

export const stages = ["triage", "plan", "tests", "implement", "check", "review", "secure", "document"] as const;

export const stageSchema = z.enum(stages);
export type Stage = z.infer<typeof stageSchema>;

export const roles = ["triage", "planner", "test_author", "implementer", "reviewer", "security", "scribe"] as const;

export const roleSchema = z.enum(roles);
/** A prompt with typed input and output; the name of its file in `prompts/`. */
export type Role = z.infer<typeof roleSchema>;
