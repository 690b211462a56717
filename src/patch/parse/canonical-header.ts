/** The header that git prints for a file of the canonical form, compared line by line with the one that stands there. */
import type { FilePatch } from "../../domain/patch.ts";
import { quotePath } from "../quote-path.ts";

/** A path as git prints it with `core.quotePath` on and off; the second only where both are the same path. */
const spellings = (path: string): string[] => [quotePath(path), ...(/["\\\p{Cc}]/u.test(path) ? [] : [path])];

const nameLines = (marker: string, path: string): string[] =>
  spellings(path).flatMap((name) => [`${marker} ${name}`, `${marker} ${name}\t`]);

type Step = { isWanted: boolean; fits: (line: string) => boolean; wanted: string };

const oneOf = (lines: string[], isWanted = true): Step => ({
  isWanted,
  fits: (line) => lines.includes(line),
  wanted: lines[0] ?? "",
});

const matching = (pattern: RegExp, wanted: string): Step => ({
  isWanted: false,
  fits: (line) => pattern.test(line),
  wanted,
});

const kindSteps = (file: FilePatch): Step[] => {
  if (file.kind === "add") return [oneOf(["new file mode 100644"])];
  if (file.kind === "delete") return [oneOf(["deleted file mode 100644", "deleted file mode 100755"])];
  if (file.kind === "modify") return [];
  return [
    matching(/^similarity index \d{1,3}%$/, "similarity index"),
    oneOf(spellings(file.from).map((name) => `rename from ${name}`)),
    oneOf(spellings(file.path).map((name) => `rename to ${name}`)),
  ];
};

const stepsOf = (file: FilePatch, hasHunks: boolean): Step[] => {
  const from = file.kind === "rename" ? file.from : file.path;
  const [left, right] = [spellings(`a/${from}`), spellings(`b/${file.path}`)];
  const git = left.flatMap((one) => right.map((other) => `diff --git ${one} ${other}`));
  const steps = [
    oneOf(git),
    ...kindSteps(file),
    matching(/^index [0-9a-f]{4,64}\.\.[0-9a-f]{4,64}(?: 100(?:644|755))?$/, "index"),
  ];
  if (!hasHunks) return steps;
  const minus = file.kind === "add" ? ["--- /dev/null"] : nameLines("---", `a/${from}`);
  const plus = file.kind === "delete" ? ["+++ /dev/null"] : nameLines("+++", `b/${file.path}`);
  return [...steps, oneOf(minus), oneOf(plus)];
};

/** The first line that git would not print for this file, as a sentence with its index in `lines`; null when all fit. */
export const findHeaderFault = (
  lines: string[],
  file: FilePatch,
  hasHunks: boolean,
): { index: number; detail: string } | null => {
  let index = 0;
  for (const { isWanted, fits, wanted } of stepsOf(file, hasHunks)) {
    if (fits(lines[index] ?? "")) index++;
    else if (isWanted) return { index, detail: `\`${wanted.trimEnd()}\` is expected here` };
  }
  const stray = lines[index];
  return stray === undefined
    ? null
    : { index, detail: `\`${stray.slice(0, 80)}\` does not belong to the header of \`${file.path}\`` };
};
