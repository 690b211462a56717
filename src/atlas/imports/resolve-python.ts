/** Resolves imports of Python: dotted names from the roots around a file, leading dots from its own package. */
import { createPythonRoots } from "./python-roots.ts";
import type { CreateLanguageResolver, TrackedTree } from "./tracked-tree.ts";
import { below, directoryOf } from "./tree-path.ts";

const endings = ["/__init__.py", ".py", "/__init__.pyi", ".pyi", ".pyx"];

const moduleFile = (tree: TrackedTree, module: string): string | null => {
  if (module === "") return tree.has("__init__.py") ? "__init__.py" : null;
  const ending = endings.find((candidate) => tree.has(module + candidate));
  return ending === undefined ? null : module + ending;
};

/** A name that is a module of the package means that module; any other name means the package's own file. */
const filesOf = (tree: TrackedTree, module: string, names: readonly string[]): string[] => {
  const own = moduleFile(tree, module);
  if (names.length === 0 || !tree.hasDirectory(module)) return own === null ? [] : [own];
  const found = names.map((name) => moduleFile(tree, below(module, name)) ?? own);
  return found.filter((path) => path !== null);
};

/** `..a.b` from the package `x/y` → `x/a/b`; null when the dots leave the tree. */
const relativeModule = (directory: string, specifier: string): string | null => {
  const name = specifier.replace(/^\.+/, "");
  let at = directory;
  for (let dots = specifier.length - name.length; dots > 1; dots -= 1) {
    if (at === "") return null;
    at = directoryOf(at);
  }
  return below(at, name.replaceAll(".", "/"));
};

export const createPythonResolver: CreateLanguageResolver = (tree) => {
  const rootsOf = createPythonRoots(tree);
  const roots = new Map<string, readonly string[]>();

  const rememberedRoots = (directory: string, specifier: string): readonly string[] => {
    const [top = ""] = specifier.split(".", 1);
    const isDotted = top.length < specifier.length;
    const key = `${directory}:${isDotted ? "." : ""}${top}`;
    const known = roots.get(key) ?? rootsOf(directory, top, isDotted);
    roots.set(key, known);
    return known;
  };

  return (from, { specifier, names }) => {
    const directory = directoryOf(from);
    if (specifier.startsWith(".")) {
      const module = relativeModule(directory, specifier);
      return module === null ? [] : filesOf(tree, module, names);
    }
    const inner = specifier.replaceAll(".", "/");
    for (const root of rememberedRoots(directory, specifier)) {
      const found = filesOf(tree, below(root, inner), names);
      if (found.length > 0) return found;
    }
    return [];
  };
};
