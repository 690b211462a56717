/** Findings must stand on files that the run changed, on lines that exist; a reviewer that guesses is told so. */
import type { Finding } from "../domain/finding.ts";
import type { FileChange } from "../domain/patch.ts";

const lineCount = (text: string): number => text.split("\n").length;

/** Null when every finding stands where it can; else one line per fault for the model. */
export const describeMisplaced = (findings: Finding[], changes: FileChange[]): string | null => {
  const faults = findings.flatMap((finding, index) => {
    const change = changes.find((one) => one.path === finding.file);
    if (!change)
      return [
        `findings[${index}].file: ${JSON.stringify(finding.file)} is not in the diff; its files are ${changes.map((one) => one.path).join(", ")}`,
      ];
    const lines = lineCount(change.after ?? change.before ?? "");
    return finding.line > lines
      ? [`findings[${index}].line: ${finding.file} has ${lines} lines, ${finding.line} is past its end`]
      : [];
  });
  return faults.length > 0 ? faults.join("\n") : null;
};
