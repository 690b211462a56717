/** Builds the view of one command: which host paths stand where, over a skeleton of mount points. */
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Places } from "../backends/backend.ts";
import {
  deviceLinks,
  devices,
  etcPatterns,
  networkPatterns,
  systemDirectories,
  toolDirectories,
  writtenEtc,
} from "./system-paths.ts";
import { type Bind, seenPlaces, type View } from "./view.ts";

export type ViewOptions = {
  places: Places;
  /** Host directory in which the skeleton is made. */
  within: string;
  /** Number of user and group inside. */
  userId: number;
  /** Host paths that are seen at the same path. */
  readOnly: string[];
  network: boolean;
  /** Left out by tests alone. */
  without: { files: boolean; readonly: boolean };
};

const mountPoints = ["dev", "etc", "proc", "tmp", ".old"];
/** Top directories that every view makes itself. */
const existing = new Set(["dev", "etc", "proc", "sys", "usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32"]);

/** Throws when the skeleton cannot be made. */
export const buildView = (options: ViewOptions): Omit<View, "masks"> => {
  const { places, readOnly, network, without } = options;
  const skeleton = mkdtempSync(join(options.within, "view-"));
  const box = join(skeleton, "box");
  for (const each of mountPoints) mkdirSync(join(box, each), { recursive: true });
  for (const [name, text] of Object.entries(writtenEtc(options.userId))) writeFileSync(join(box, "etc", name), text);
  addSystemLinks(skeleton);
  addDevices(box);

  const shared = [
    ...systemDirectories.filter((path) => lstatSync(path, { throwIfNoEntry: false })?.isDirectory()),
    ...toolDirectories,
    ...listEtc([...etcPatterns, ...(network ? networkPatterns : [])]),
    ...readOnly,
  ];
  const binds: Bind[] = outermost(shared)
    .filter((source) => makeMountPoint(box, source))
    .map((source) => ({ source, at: source, writable: without.readonly }));
  for (const place of ["tree", "home", "reports"] as const) {
    mkdirSync(join(box, seenPlaces[place]), { recursive: true });
    binds.push({ source: places[place], at: seenPlaces[place], writable: true });
  }
  if (without.files) binds.push(...everythingElse(box));
  return { skeleton, binds };
};

/** Links such as /lib of a merged /usr; beside the box as well, since programs that enter it are still looked up there. */
const addSystemLinks = (skeleton: string): void => {
  for (const path of systemDirectories) {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (!stats) continue;
    if (stats.isSymbolicLink()) symlinkSync(readlinkSync(path), join(skeleton, "box", path));
    symlinkSync(`box${path}`, join(skeleton, path));
  }
};

const addDevices = (box: string): void => {
  for (const name of ["shm", "pts"]) mkdirSync(join(box, "dev", name));
  for (const name of devices) writeFileSync(join(box, "dev", name), "");
  for (const [name, target] of Object.entries(deviceLinks)) symlinkSync(target, join(box, "dev", name));
};

const listEtc = (patterns: string[]): string[] => {
  const names = readdirSync("/etc");
  return patterns.flatMap((pattern) =>
    pattern.endsWith("*")
      ? names.filter((name) => name.startsWith(pattern.slice(0, -1))).map((name) => `/etc/${name}`)
      : [`/etc/${pattern}`],
  );
};

/** Without paths that a directory of the list shows already; sorted. */
const outermost = (paths: string[]): string[] => {
  const sorted = [...new Set(paths)].sort();
  return sorted.filter((path) => !sorted.some((other) => path.startsWith(`${other}/`)));
};

/** False when nothing can be mounted from `source`. */
const makeMountPoint = (box: string, source: string): boolean => {
  const stats = statSync(source, { throwIfNoEntry: false });
  if (!stats || !(stats.isDirectory() || stats.isFile())) return false;
  // /tmp is covered by an empty one, in which the mount makes its own directory.
  if (source.startsWith(`${seenPlaces.temporary}/`)) return stats.isDirectory();
  const target = join(box, source);
  mkdirSync(stats.isDirectory() ? target : dirname(target), { recursive: true });
  if (stats.isFile()) writeFileSync(target, "");
  return true;
};

const everythingElse = (box: string): Bind[] =>
  readdirSync("/", { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !existing.has(entry.name))
    .map(({ name }) => {
      mkdirSync(join(box, name), { recursive: true });
      return { source: `/${name}`, at: `/${name}`, writable: true };
    });

/** What hides a `.git` that is in the tree now. A link is left: nothing that it leads to is seen. */
export const gitMasks = (tree: string): View["masks"] => {
  const stats = lstatSync(join(tree, ".git"), { throwIfNoEntry: false });
  const at = `${seenPlaces.tree}/.git`;
  if (stats?.isDirectory()) return [{ at, kind: "directory" }];
  return stats?.isFile() ? [{ at, kind: "file" }] : [];
};
