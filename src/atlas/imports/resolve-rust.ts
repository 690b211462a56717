/** Resolves `mod` and `use` of Rust to the deepest module file that the path names. */
import { createRustCrates, type RustCrates, type RustModule } from "./rust-crates.ts";
import type { CreateLanguageResolver, TrackedTree } from "./tracked-tree.ts";
import { baseNameOf, below, directoryOf, stemOf } from "./tree-path.ts";

const maxSameName = 500;

const childOf = (tree: TrackedTree, inner: string, name: string): RustModule | null => {
  const base = below(inner, name);
  if (tree.has(`${base}.rs`)) return { file: `${base}.rs`, inner: base };
  return tree.hasDirectory(base) && tree.has(`${base}/mod.rs`) ? { file: `${base}/mod.rs`, inner: base } : null;
};

const placeOf = (crates: RustCrates, file: string): RustModule => {
  const directory = directoryOf(file);
  const holdsDirectory = baseNameOf(file) === "mod.rs" || crates.isRoot(file);
  return { file, inner: holdsDirectory ? directory : below(directory, stemOf(file)) };
};

/** The modules as far as the names lead; what is left are items of the last one. */
const walk = (tree: TrackedTree, start: RustModule, names: readonly string[]): RustModule => {
  let at = start;
  for (const name of names) {
    if (name === "self") continue;
    const inner = below(at.inner, name);
    const next = childOf(tree, at.inner, name) ?? (tree.hasDirectory(inner) ? { file: at.file, inner } : null);
    if (next === null) break;
    at = next;
  }
  return at;
};

export const createRustResolver: CreateLanguageResolver = (tree) => {
  const crates = createRustCrates(tree);

  const places = new Map<string, { own: RustModule; root: RustModule | null }>();
  const placesOf = (file: string): { own: RustModule; root: RustModule | null } => {
    const known = places.get(file);
    if (known !== undefined) return known;
    const own = placeOf(crates, file);
    const found = { own, root: crates.isRoot(file) ? own : crates.rootAround(directoryOf(file)) };
    places.set(file, found);
    return found;
  };

  const parentOf = ({ inner }: RustModule, root: RustModule | null): RustModule | null => {
    const directory = directoryOf(inner);
    if (inner === "") return null;
    if (root !== null && root.inner === directory) return root;
    const file = [`${directory}.rs`, below(directory, "mod.rs")].find((candidate) => tree.has(candidate));
    return { file: file ?? null, inner: directory };
  };
  /** `mod outer { mod name; }` keeps its file one directory further in; the only such file is meant. */
  const declaredInside = (inner: string, name: string): RustModule | null => {
    const sameName = tree.named(`${name}.rs`);
    if (sameName.length > maxSameName) return null;
    const [file, other] = sameName.filter(
      (path) => directoryOf(directoryOf(path)) === inner && directoryOf(path) !== "",
    );
    return file === undefined || other !== undefined ? null : { file, inner: below(directoryOf(file), name) };
  };
  const declared = (from: string, name: string): RustModule | null => {
    const { inner } = placesOf(from).own;
    return childOf(tree, inner, name) ?? childOf(tree, directoryOf(from), name) ?? declaredInside(inner, name);
  };

  /** Where the first names of a path lead, and the names that are left; null for crates outside the tree. */
  const startOf = (from: string, path: readonly string[]): { place: RustModule | null; rest: readonly string[] } => {
    const [first = "", ...rest] = path;
    const { own, root } = placesOf(from);
    if (first === "crate") return { place: root, rest };
    if (first === "self" || first === "super") {
      let place: RustModule | null = own;
      let names: readonly string[] = first === "self" ? rest : path;
      for (; place !== null && names[0] === "super"; names = names.slice(1)) place = parentOf(place, root);
      return { place, rest: names };
    }
    const child = childOf(tree, own.inner, first);
    if (child !== null) return { place: child, rest };
    const owner = crates.packageOf(from);
    const library = crates.libraryNamed(owner, first);
    if (library !== null) return { place: placeOf(crates, library), rest };
    const isOld = owner?.isOldEdition === true && root !== null;
    return { place: isOld ? childOf(tree, root.inner, first) : null, rest };
  };

  /** `use super::*` mostly stands in a test module inside the file and means the file itself. */
  const isInnerGlob = (from: string, specifier: string, names: readonly string[]): boolean =>
    specifier === "super" && names[0] === "*" && !/^tests?\.rs$/.test(baseNameOf(from));

  return (from, { specifier, names }) => {
    if (specifier.startsWith("mod ")) {
      const file = declared(from, specifier.slice(4))?.file ?? null;
      return file === null ? [] : [file];
    }
    if (isInnerGlob(from, specifier, names)) return [];
    const { place, rest } = startOf(from, specifier.replace(/^::/, "").split("::"));
    if (place === null) return [];
    const base = walk(tree, place, rest);
    const wanted = names.length === 0 ? ["self"] : names;
    return wanted.flatMap((name) => walk(tree, base, name.split("::")).file ?? []);
  };
};
