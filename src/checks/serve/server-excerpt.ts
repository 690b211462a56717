/** Makes the output of a server fit for evidence. */
import type { Untrusted } from "../../domain/untrusted.ts";
import { removeAnsi } from "../../sandbox/remove-ansi.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { normaliseOutput } from "../tests/normalise-output.ts";

const maxCharacters = 3_000;

/** The last part, without terminal sequences, clocks, ports and places of this machine. */
export const serverExcerpt = (output: Untrusted, sandbox: Pick<Sandbox, "tree" | "home" | "seenAt">): string => {
  const inside = { root: sandbox.seenAt(sandbox.tree), scratch: sandbox.seenAt(sandbox.home) };
  const outside = { root: sandbox.tree, scratch: sandbox.home };
  const text = normaliseOutput(normaliseOutput(removeAnsi(output), outside), inside);
  return text.slice(-maxCharacters).toWellFormed().trim();
};
