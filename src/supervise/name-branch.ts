/** The branch of a new run, named after the issue's title unless that holds a secret. */
import type { Untrusted } from "../domain/untrusted.ts";
import { renderBranch } from "../flow/branch-name.ts";
import { createSecretScanner } from "../outgoing/secrets.ts";

/** A title comes from a person who knows none of our live secrets; what only looks like one is kept out of the name. */
const formats = createSecretScanner([]);

/** `refused` holds the kinds for which the number alone became the name. */
export const nameBranch = (
  issue: number,
  title: Untrusted,
  run: number,
  scanner = formats,
): { branch: string; refused: string[] } => {
  const branch = renderBranch(issue, title, run);
  const refused = [...new Set([title, branch].flatMap((text) => scanner.find(text).map(({ kind }) => kind)))];
  return { branch: refused.length === 0 ? branch : renderBranch(issue, "", run), refused };
};
