/** Names what an install command depends on, so that its result can be used again for exactly that. */
import { createHash } from "node:crypto";
import { posix } from "node:path";
import { readRegularFile } from "../read-regular-file.ts";
import { walkTree } from "./walk-tree.ts";

const format = 1;
const maxFiles = 20_000;
const maxFileBytes = 50_000_000;

/** Commands that read nothing of the tree but manifests and lockfiles, unless told to install the tree itself. */
const knownInstallers = new Set(["npm", "pnpm", "yarn", "bun", "pip", "pip3", "venv", "go", "cargo"]);

const manifests =
  /(^|\/)(package\.json|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|pnpm-workspace\.yaml|\.pnpmfile\.cjs|yarn\.lock|\.yarnrc(\.yml)?|\.yarn\/(releases|plugins)\/.*|\.npmrc|bun\.lockb?|bunfig\.toml|[^/]*requirements[^/]*\.(txt|in)|constraints[^/]*\.txt|pyproject\.toml|setup\.(py|cfg)|poetry\.lock|uv\.lock|Pipfile(\.lock)?|go\.(mod|sum|work|work\.sum)|Cargo\.(toml|lock)|rust-toolchain(\.toml)?|\.cargo\/config(\.toml)?|\.nvmrc|\.node-version|\.python-version|\.tool-versions|\.patch|[^/]*\.patch)$/;
/** Manifests that may name a directory of the tree, and how they do. */
const namesPlaces = /(^|\/)(package\.json|[^/]*requirements[^/]*\.(txt|in))$/;
const placeInTree = /"(file|portal):|^\s*(-e\b|--editable\b|\.|file:)/m;
const installed = /(^|\/)(node_modules|\.venv|venv|target|vendor|\.git)$/;

export type InstallSubject = {
  argv: string[];
  /** Directory of the project, relative to the tree. */
  dir: string;
  tree: string;
  /** Versions and places that the result depends on: tools, platform, where tree and home are seen. */
  circumstances: string[];
};

/** A hash in hexadecimal; null when there is too much to look at. */
export const installKey = ({ argv, dir, tree, circumstances }: InstallSubject): string | null => {
  const tool = argv[0]?.startsWith("python") && argv[1] === "-m" ? argv[2] : argv[0];
  const isKnown =
    knownInstallers.has(tool ?? "") &&
    !argv.some((word) => /^(-e|--editable)$|^\.|^file:/.test(word)) &&
    !copiesFromTree(tree);
  const hash = createHash("sha256");
  const add = (...parts: string[]): void => {
    hash.update(JSON.stringify(parts));
  };
  add(String(format), posix.normalize(dir), ...argv, "", ...circumstances);
  let files = 0;
  for (const { path, kind } of walkTree(tree, (directory) => !installed.test(directory))) {
    if (kind === "directory" || (isKnown && !manifests.test(path))) continue;
    files += 1;
    const text = kind === "file" ? readRegularFile(`${tree}/${path}`, maxFileBytes) : "";
    if (files > maxFiles || text === null) return null;
    add(path, kind, createHash("sha256").update(text).digest("hex"));
  }
  return hash.digest("hex");
};

/** Whether some manifest has parts of the tree itself installed: their files may be copied. */
const copiesFromTree = (tree: string): boolean =>
  [...walkTree(tree, (directory) => !installed.test(directory))].some(
    ({ path, kind }) =>
      kind === "file" &&
      namesPlaces.test(path) &&
      placeInTree.test(readRegularFile(`${tree}/${path}`, maxFileBytes) ?? ""),
  );
