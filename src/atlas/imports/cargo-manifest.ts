/** Reads from a Cargo.toml what decides about the names of crates and the places of their roots. */

export type CargoManifest = {
  /** Null for a workspace without a package of its own. */
  name: string | null;
  edition: string | null;
  library: { name: string | null; path: string | null };
  /** Paths of binaries, tests, examples and benches that are stated. */
  roots: string[];
  /** Names that dependencies go by here → names of their packages, where they differ. */
  renamed: Map<string, string>;
};

const maxLine = 2_000;
const section = /^\[{1,2}\s*([^\]]+?)\s*\]{1,2}/;
const stringValue = /^["']?([\w.-]+)["']?\s*=\s*["']([^"']*)["']/;
const renamedDependency = /^["']?([\w-]+)["']?\s*=\s*\{.*?\bpackage\s*=\s*["']([^"']+)["']/;

/** Line by line: arrays and texts over several lines say nothing about roots. */
export const parseCargoManifest = (text: string): CargoManifest => {
  const manifest: CargoManifest = {
    name: null,
    edition: null,
    library: { name: null, path: null },
    roots: [],
    renamed: new Map(),
  };
  let at = "";
  for (const raw of text.split("\n")) {
    const line = raw.slice(0, maxLine).trim();
    at = section.exec(line)?.[1] ?? at;
    const [, key, value] = stringValue.exec(line) ?? [];
    if (key !== undefined && value !== undefined) {
      if (at === "package" && key === "name") manifest.name = value;
      else if (at === "package" && key === "edition") manifest.edition = value;
      else if (at === "lib" && (key === "name" || key === "path")) manifest.library[key] = value;
      else if (/^(?:bin|test|example|bench)$/.test(at) && key === "path") manifest.roots.push(value);
      else if (key === "package") {
        const alias = /dependencies\.["']?([\w-]+)["']?$/.exec(at)?.[1];
        if (alias !== undefined) manifest.renamed.set(alias, value);
      }
    }
    const [, alias, target] = at.endsWith("dependencies") ? (renamedDependency.exec(line) ?? []) : [];
    if (alias !== undefined && target !== undefined) manifest.renamed.set(alias, target);
  }
  return manifest;
};
