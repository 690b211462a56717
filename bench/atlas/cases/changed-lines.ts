/** Reads a git patch into the lines that it changes on the old side, by old path; new files are left out. */
import type { LineRange } from "./case.ts";

const hunkHeader = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

const add = (ranges: LineRange[], line: number): void => {
  const last = ranges.at(-1);
  if (last && line <= last[1]) return;
  if (last && line === last[1] + 1) last[1] = line;
  else ranges.push([line, line]);
};

/** Where lines are only inserted, the line before them counts as changed; context may have any width. */
export const changedLines = (patch: string): Map<string, LineRange[]> => {
  const changed = new Map<string, LineRange[]>();
  let ranges: LineRange[] = [];
  let oldLeft = 0;
  let newLeft = 0;
  let oldLine = 1;
  let isReplacing = false;
  for (const line of patch.split("\n")) {
    if (oldLeft > 0 || newLeft > 0) {
      const mark = line[0] ?? " ";
      if (mark === "-") {
        add(ranges, oldLine++);
        oldLeft--;
        isReplacing = true;
      } else if (mark === "+") {
        if (!isReplacing) add(ranges, Math.max(1, oldLine - 1));
        newLeft--;
      } else if (mark !== "\\") {
        oldLine++;
        oldLeft--;
        newLeft--;
        isReplacing = false;
      }
      continue;
    }
    if (line.startsWith("--- ")) {
      ranges = [];
      const path = line.slice(4).replace(/\t.*$/, "").replace(/\r$/, "");
      if (path.startsWith("a/")) changed.set(path.slice(2), ranges);
      continue;
    }
    const header = hunkHeader.exec(line);
    if (!header) continue;
    oldLeft = Number(header[2] ?? 1);
    newLeft = Number(header[3] ?? 1);
    oldLine = Number(header[1]) + (oldLeft === 0 ? 1 : 0);
    isReplacing = false;
  }
  return changed;
};
