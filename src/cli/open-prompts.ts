/** The prompts of the roles, from the package's own files. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FailureError } from "../domain/failure.ts";
import { loadPrompts, type PromptLibrary } from "../roles/prompt-library.ts";
import type { Host } from "./host.ts";

export const openPrompts = (host: Host): PromptLibrary => {
  const prompts = loadPrompts((name) => readFileSync(join(host.home, "prompts", name), "utf8"));
  if (!prompts.ok) throw new FailureError(prompts.error);
  return prompts.value;
};
