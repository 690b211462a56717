/** Puts the line numbers of the new file into a diff, so that a reviewer can name lines without counting. */

const header = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/**
 * Canonical diff text, as the patch engine prints it, to lines such as `12|+  return x;`; headers and removed lines have no
 * number before the bar. Line ends are LF.
 */
export const numberDiff = (diff: string): string => {
  let line = 0;
  let oldLeft = 0;
  let newLeft = 0;

  const numberLine = (text: string): string => {
    if (text.startsWith("\\")) return `|${text}`;
    if (oldLeft + newLeft === 0) {
      const [, oldCount = "1", start = "0", newCount = "1"] = header.exec(text) ?? ["", "0", "0", "0"];
      [line, oldLeft, newLeft] = [Number(start), Number(oldCount), Number(newCount)];
      return `|${text}`;
    }
    if (!text.startsWith("+")) oldLeft -= 1;
    if (text.startsWith("-")) return `|${text}`;
    newLeft -= 1;
    line += 1;
    return `${line - 1}|${text}`;
  };

  const lines = diff.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map(numberLine).join("\n");
};
