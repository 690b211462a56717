/** A change stays small enough for a person to review: files, changed lines, length of a line, bytes. */
import { readChangedLines } from "./changed-lines.ts";
import type { Guardrail } from "./guardrail.ts";

const maxBytes = 512 * 1024;
const maxLineCharacters = 2_000;

export const patchSize: Guardrail = ({ text }, { settings: { limits } }) => {
  const violation = (message: string, path: string | null = null) => ({ rule: "patch-size", path, message });
  const files = readChangedLines(text);
  const bytes = Buffer.byteLength(text);
  if (!files || bytes > maxBytes)
    return [
      violation(`the patch has ${bytes} bytes; at most ${maxBytes} are accepted: split the change or make it smaller`),
    ];
  const lines = files.reduce((sum, { added, removed }) => sum + added.length + removed, 0);
  const overall = [
    ...(lines > limits.patchLines
      ? [violation(`the patch changes ${lines} lines; at most ${limits.patchLines} are allowed: make it smaller`)]
      : []),
    ...(files.length > limits.patchFiles
      ? [
          violation(
            `the patch changes ${files.length} files; at most ${limits.patchFiles} are allowed: make it smaller`,
          ),
        ]
      : []),
  ];
  const long = files.flatMap(({ path, added }) =>
    added
      .filter((line) => line.text.length > maxLineCharacters)
      .map(({ line, text: content }) =>
        violation(
          `line ${line} of \`${path}\` has ${content.length} characters; at most ${maxLineCharacters} are allowed: break it`,
          path,
        ),
      ),
  );
  return [...overall, ...long];
};
