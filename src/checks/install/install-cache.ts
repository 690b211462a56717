/** Keeps what installs added to tree and home, one directory for each key, and puts it back. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { removeAbandoned } from "../../sandbox/remove-abandoned.ts";
import { removeTree } from "../../sandbox/remove-tree.ts";
import { isReallyInside, readRegularFile } from "../read-regular-file.ts";
import { copyTree } from "./copy-tree.ts";
import { walkTree } from "./walk-tree.ts";

const maxEntries = 8;
const maxIndexBytes = 4_000_000;
const draftPrefix = "draft-";
/** Longer than any copying takes. */
const abandonedMilliseconds = 6 * 3_600_000;
const isKey = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);

const relativePath = z
  .string()
  .min(1)
  .max(2_000)
  .refine(
    (path) => !path.startsWith("/") && !path.split("/").some((part) => part === "" || part === "." || part === ".."),
  );

const indexSchema = z.strictObject({
  tree: z.array(relativePath).max(10_000),
  home: z.array(relativePath).max(10_000),
  /** Files and links in all. */
  files: z.number().int().nonnegative(),
});

export type Roots = { tree: string; home: string };
export type Added = { tree: string[]; home: string[] };

/** True when everything was put back. After false nothing of it is left, and the entry is gone if it was damaged. */
export const restoreInstall = async (cacheDir: string, key: string, roots: Roots): Promise<boolean> => {
  const entry = join(cacheDir, key);
  const index = readIndex(entry);
  const moves = (["tree", "home"] as const).flatMap((name) =>
    (index?.[name] ?? []).map((path) => ({
      root: roots[name],
      from: join(entry, name, path),
      to: join(roots[name], path),
    })),
  );
  if (!moves.every(({ root, to }) => isFree(to, root))) return false;
  if (
    index !== null &&
    (await copyAll(moves)) &&
    moves.reduce((sum, { to }) => sum + countFiles(to), 0) === index.files
  ) {
    const now = new Date();
    utimesSync(join(entry, "index.json"), now, now);
    return true;
  }
  for (const { to } of moves) removeTree(to);
  removeTree(entry);
  return false;
};

const copyAll = async (moves: { from: string; to: string }[]): Promise<boolean> => {
  for (const { from, to } of moves) if (!(await copyTree(from, to))) return false;
  return true;
};

/** Whether nothing stands at `path`, and no link leads out of `root` on the way. */
const isFree = (path: string, root: string): boolean => {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return false;
  let parent = dirname(path);
  while (parent !== root && !existsSync(parent)) parent = dirname(parent);
  return isReallyInside(parent, root);
};

/** True when the entry stands afterwards; a cache that cannot be written is no failure. */
export const storeInstall = async (cacheDir: string, key: string, roots: Roots, added: Added): Promise<boolean> => {
  let draft: string | null = null;
  try {
    mkdirSync(cacheDir, { recursive: true });
    draft = mkdtempSync(join(cacheDir, draftPrefix));
    let files = 0;
    for (const name of ["tree", "home"] as const) {
      for (const path of added[name]) {
        if (!(await copyTree(join(roots[name], path), join(draft, name, path)))) return false;
        files += countFiles(join(draft, name, path));
      }
    }
    writeFileSync(join(draft, "index.json"), JSON.stringify({ ...added, files } satisfies z.infer<typeof indexSchema>));
    if (!existsSync(join(cacheDir, key))) renameSync(draft, join(cacheDir, key));
    removeOldest(cacheDir);
    removeAbandoned(cacheDir, draftPrefix, abandonedMilliseconds);
    return true;
  } catch {
    return false;
  } finally {
    if (draft !== null) removeTree(draft);
  }
};

const readIndex = (entry: string): z.infer<typeof indexSchema> | null => {
  try {
    const parsed = indexSchema.safeParse(JSON.parse(readRegularFile(join(entry, "index.json"), maxIndexBytes) ?? ""));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

const countFiles = (path: string): number => {
  if (!lstatSync(path).isDirectory()) return 1;
  let count = 0;
  for (const { kind } of walkTree(path)) if (kind !== "directory") count += 1;
  return count;
};

const removeOldest = (cacheDir: string): void => {
  const age = (name: string): number =>
    statSync(join(cacheDir, name, "index.json"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const newestFirst = readdirSync(cacheDir)
    .filter(isKey)
    .sort((a, b) => age(b) - age(a));
  for (const name of newestFirst.slice(maxEntries)) removeTree(join(cacheDir, name));
};
