/** Finds the source files of Rust tests, which the harness names by crate and module alone. */
import { posix } from "node:path";
import type { Left } from "../adapters/adapter.ts";

export type RustFiles = {
  /** `path` is relative to the crate's own directory. */
  inCrate: (crate: string, path: string) => string | null;
  /** The file of `slug::tests::lower` in the target `src/lib.rs`: `src/slug.rs`, where that is one. */
  ofTest: (target: string, crate: string, name: string) => string | null;
};

const maxCrates = 200;
const maxLooks = 2_000;

export const findRustFiles = ({ place, source }: Pick<Left, "place" | "source">): RustFiles => {
  const crates = new Map<string, string>();
  let looks = 0;
  const look = (dir: string, depth: number): void => {
    looks += 1;
    if (crates.size >= maxCrates || looks > maxLooks) return;
    const manifest = source.read(posix.join(dir, "Cargo.toml"));
    const name = /^\s*name\s*=\s*"([^"\n]{1,200})"/m.exec(manifest ?? "")?.[1];
    if (manifest !== null) crates.set(dir, (name ?? "").replaceAll("-", "_"));
    if (depth === 0) return;
    for (const each of source.list(dir))
      if (!each.includes(".") && !["target", "src", "tests", "node_modules"].includes(each))
        look(posix.join(dir, each), depth - 1);
  };
  look(place.dir, 2);

  const inCrate = (crate: string, path: string): string | null => {
    const plain = crate.replaceAll("-", "_");
    const own = [...crates].filter(([, name]) => name === plain).map(([dir]) => dir);
    const candidates = [...own, ...crates.keys()].map((dir) => posix.join(dir, path));
    return candidates.find(source.isFile) ?? null;
  };
  return {
    inCrate,
    ofTest: (target, crate, name) => {
      const modules = name.split("::").slice(0, -1);
      const root = posix.dirname(target);
      for (let count = modules.length; count > 0 && modules.length <= 20; count--) {
        const path = posix.join(root, ...modules.slice(0, count));
        const file = inCrate(crate, `${path}.rs`) ?? inCrate(crate, `${path}/mod.rs`);
        if (file !== null) return file;
      }
      return inCrate(crate, target);
    },
  };
};
