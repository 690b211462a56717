/** What text for people may hold: no secret, and no long data that nobody can read. */
import { findOpaque } from "./find-opaque.ts";
import { replaceLines } from "./replace-lines.ts";
import type { Hit, SecretScanner } from "./secrets.ts";

/** For comments, summaries, titles, commit messages and logs; files, prompts and documents of ours hold hashes and data. */
export const redactText = (text: string, scanner: SecretScanner): string => {
  const redacted = scanner.redact(text);
  const opaque = findOpaque(redacted);
  return opaque.length === 0 ? redacted : scanner.redact(replaceLines(redacted, opaque));
};

/** All that `redactText` would replace. */
export const findInText = (text: string, scanner: SecretScanner): readonly Hit[] => [
  ...scanner.find(text),
  ...findOpaque(text),
];
