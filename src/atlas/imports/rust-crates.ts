/** The Rust crates of the tree: which package a file belongs to, and where the roots of its crates lie. */
import { type CargoManifest, parseCargoManifest } from "./cargo-manifest.ts";
import { addTo, type TrackedTree } from "./tracked-tree.ts";
import { below, directoryOf, joinInTree, nearestFirst, withAncestors } from "./tree-path.ts";

export type RustPackage = {
  directory: string;
  /** `src/lib.rs`, or what `[lib]` says; null without a library. */
  library: string | null;
  /** The usual and the stated roots that are tracked, the library first. */
  roots: readonly string[];
  /** Whether paths without `crate::` begin at the crate root, as before the edition of 2018. */
  isOldEdition: boolean;
  manifest: CargoManifest;
};

/** A module's file, null where it is written inside another file, and the directory of the modules in it. */
export type RustModule = { file: string | null; inner: string };

export type RustCrates = {
  packageOf: (path: string) => RustPackage | null;
  /** The library that a crate name means inside a package. */
  libraryNamed: (from: RustPackage | null, name: string) => string | null;
  isRoot: (path: string) => boolean;
  /** The innermost crate root around a directory; without a file where several tests share modules. */
  rootAround: (directory: string) => RustModule | null;
};

/** Each file directly in these is the root of a crate of its own. */
const targetFolders = ["tests", "examples", "benches", "src/bin"];
const maxRoots = 200;

const asIdentifier = (name: string): string => name.replaceAll("-", "_");

const readPackage = (tree: TrackedTree, path: string): RustPackage => {
  const manifest = parseCargoManifest(tree.read(path) ?? "");
  const directory = directoryOf(path);
  const tracked = (relative: string): string[] => {
    const joined = joinInTree(directory, relative);
    return joined !== null && tree.has(joined) ? [joined] : [];
  };
  const [library = null] = tracked(manifest.library.path ?? "src/lib.rs");
  const roots = [
    ...(library === null ? [] : [library]),
    ...["src/main.rs", ...manifest.roots.slice(0, maxRoots)].flatMap(tracked),
  ];
  return { directory, library, roots, manifest, isOldEdition: manifest.edition === "2015" };
};

export const createRustCrates = (tree: TrackedTree): RustCrates => {
  const packages = new Map<string, RustPackage>();
  const libraries = new Map<string, string[]>();
  const roots = new Set<string>();
  const targets = new Set<string>();
  for (const path of tree.named("Cargo.toml")) {
    const found = readPackage(tree, path);
    if (found.manifest.name === null) continue;
    packages.set(found.directory, found);
    for (const root of found.roots) roots.add(root);
    for (const folder of targetFolders) targets.add(below(found.directory, folder));
    if (found.library === null) continue;
    addTo(libraries, asIdentifier(found.manifest.library.name ?? found.manifest.name), found.library);
  }
  const around = new Map<string, RustPackage | null>();
  const packageAround = (directory: string): RustPackage | null => {
    const known = around.get(directory);
    if (known !== undefined) return known;
    const holder = withAncestors(directory).find((ancestor) => packages.has(ancestor));
    const found = holder === undefined ? null : (packages.get(holder) ?? null);
    around.set(directory, found);
    return found;
  };
  const rootIn = (directory: string): string | undefined => {
    const stated = packageAround(directory)?.roots ?? [];
    const usual = ["lib.rs", "main.rs"].map((name) => below(directory, name)).find((path) => tree.has(path));
    return stated.find((root) => directoryOf(root) === directory) ?? usual;
  };
  const findRoot = (directory: string): RustModule | null => {
    for (const at of withAncestors(directory)) {
      const file = rootIn(at);
      if (file !== undefined) return { file, inner: at };
      if (targets.has(at)) return { file: null, inner: at };
      if (packages.has(at)) return null;
    }
    return null;
  };
  const rootsAround = new Map<string, RustModule | null>();
  return {
    rootAround: (directory) => {
      const known = rootsAround.get(directory);
      const found = known === undefined ? findRoot(directory) : known;
      rootsAround.set(directory, found);
      return found;
    },
    packageOf: (path) => packageAround(directoryOf(path)),
    libraryNamed: (from, name) => {
      const renamed = from?.manifest.renamed.get(name) ?? from?.manifest.renamed.get(name.replaceAll("_", "-"));
      const named = libraries.get(asIdentifier(renamed ?? name)) ?? [];
      return nearestFirst(from?.directory ?? "", named)[0] ?? null;
    },
    isRoot: (path) => roots.has(path) || /(?:^|\/)(?:lib|main)\.rs$/.test(path) || targets.has(directoryOf(path)),
  };
};
