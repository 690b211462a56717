/** Lists paths compactly, one line per directory, within a number of bytes. */

/** `src/: a.ts b.ts`; what does not fit is counted, directory by directory, then in all. */
export const renderTree = (paths: string[], maxBytes: number): string => {
  const byDirectory = Map.groupBy(paths, (path) => path.slice(0, path.lastIndexOf("/") + 1));
  const directories = [...byDirectory.keys()].sort();
  const lines: string[] = [];
  let left = maxBytes - 40;
  for (const [index, directory] of directories.entries()) {
    const names = (byDirectory.get(directory) ?? []).map((path) => path.slice(directory.length)).sort();
    const line = [`${directory || "./"}: ${names.join(" ")}`, `${directory || "./"}: ${names.length} files`].find(
      (text) => Buffer.byteLength(text) + 1 <= left && (names.length <= 60 || text.endsWith(" files")),
    );
    if (line === undefined)
      return [...lines, `[${directories.length - index} more directories]`].join("\n").slice(0, Math.max(0, maxBytes));
    lines.push(line);
    left -= Buffer.byteLength(line) + 1;
  }
  return lines.join("\n");
};
