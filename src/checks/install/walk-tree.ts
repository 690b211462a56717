/** Lists a directory without following links. */
import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";

export type Entry = { path: string; kind: "directory" | "file" | "other" };

/** Paths relative to `root`, directories before what is in them; `enter` may refuse a directory. What cannot be read is left out. */
export function* walkTree(root: string, enter: (path: string) => boolean = () => true): Generator<Entry> {
  const waiting = [""];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const entry of listDirectory(join(root, at))) {
      const path = at === "" ? entry.name : `${at}/${entry.name}`;
      const kind = entry.isDirectory() ? "directory" : entry.isFile() ? "file" : "other";
      yield { path, kind };
      if (kind === "directory" && enter(path)) waiting.push(path);
    }
  }
}

const listDirectory = (path: string): Dirent[] => {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
};
