/** Changes and contexts for the tests of guardrails: each test states only what matters to it. */
import type { FileChange } from "../domain/patch.ts";
import { defaultSettings } from "../domain/settings.ts";
import { renderPatch } from "../patch/render.ts";
import type { Change, GuardrailContext } from "./guardrail.ts";

export const changeOf = (...changes: FileChange[]): Change => ({ changes, text: renderPatch(changes) });

/** One new file per path, with one line of text. */
export const newFiles = (...paths: string[]): Change =>
  changeOf(...paths.map((path) => ({ path, before: null, after: "x\n" })));

export const linesOf = (count: number, word = "line"): string =>
  Array.from({ length: count }, (_, i) => `${word} ${i}\n`).join("");

export const contextOf = (given: Partial<GuardrailContext> = {}): GuardrailContext => ({
  settings: defaultSettings(),
  stage: "implement",
  kind: "behaviour",
  testGlobs: ["test/**", "**/*.test.*"],
  ...given,
});
