/** A bundler plugin: in bundled code `import.meta.url` still means the place of the source file, so that files beside it are found. */
import { posix } from "node:path";
import type { Plugin } from "rolldown";

const asset = /new URL\(\s*(["'`])(\.[^"'`$]*)\1\s*,\s*import\.meta\.url\s*\)/g;
const packageLoader = /\bcreateRequire\(\s*import\.meta\.url\s*\)/g;
const own = "import.meta.url";

export type Places = {
  /** Files and folders of the package. */
  shipped: readonly string[];
  /** Sources that are bundled as files of their own, each with its file in dist/. */
  entries: ReadonlyMap<string, string>;
};

/**
 * The text with every `import.meta.url` pointing to `path` (from the package's root) as seen from a file in dist/. Two uses mean
 * the bundle itself: the address of another entry, such as a thread's, and `createRequire`, which finds packages from dist/.
 * Throws when the text names a file that is neither an entry nor shipped.
 */
export const pointToSource = (text: string, path: string, { shipped, entries }: Places): string => {
  if (/\bimport\.meta\.(?:dirname|filename)\b/.test(text)) {
    throw new Error(
      `${path} uses import.meta.dirname or import.meta.filename: use import.meta.url, which the bundle keeps`,
    );
  }
  const kept: string[] = [];
  const keep = (expression: string): string => `\0${kept.push(expression) - 1}\0`;
  const marked = text.replace(packageLoader, keep).replace(asset, (expression, _quote, target: string) => {
    const found = posix.join(posix.dirname(path), target).replace(/\/$/, "");
    const entry = entries.get(found);
    if (entry !== undefined) return keep(`new URL(${JSON.stringify(`./${entry}`)}, ${own})`);
    if (found === "." || shipped.some((part) => found === part || found.startsWith(`${part}/`))) return expression;
    throw new Error(
      `${path} reads ${found}, which is not in the package: add it to "files" in package.json or import it`,
    );
  });
  return marked
    .replace(/\bimport\.meta\.url\b/g, `new URL(${JSON.stringify(`../${path}`)}, ${own}).href`)
    .replace(/\0(\d+)\0/g, (_, number: string) => kept[Number(number)] ?? "");
};

/** Applies `pointToSource` to the files below `root`src/; `root` ends in a slash. */
export const keepSourcePlaces = (root: string, places: Places): Plugin => ({
  name: "keep-source-places",
  transform: {
    filter: { code: "import.meta" },
    handler: (code, id) => {
      const path = id.replaceAll("\\", "/").replace(root.replaceAll("\\", "/"), "");
      return path.startsWith("src/") ? pointToSource(code, path, places) : null;
    },
  },
});
