/** A bundler plugin: in bundled code `import.meta.url` still means the place of the source file, so that files beside it are found. */
import { posix } from "node:path";
import type { Plugin } from "rolldown";

const asset = /new URL\(\s*(["'`])(\.[^"'`$]*)\1\s*,\s*import\.meta\.url\s*\)/g;

/**
 * The text with every `import.meta.url` pointing to `path` (from the package's root) as seen from a file in dist/.
 * Throws when the text names a file that is not among `shipped` (files and folders of the package).
 */
export const pointToSource = (text: string, path: string, shipped: readonly string[]): string => {
  for (const [, , target = ""] of text.matchAll(asset)) {
    const found = posix.join(posix.dirname(path), target).replace(/\/$/, "");
    if (found === "." || shipped.some((entry) => found === entry || found.startsWith(`${entry}/`))) continue;
    throw new Error(
      `${path} reads ${found}, which is not in the package: add it to "files" in package.json or import it`,
    );
  }
  if (/\bimport\.meta\.(?:dirname|filename)\b/.test(text)) {
    throw new Error(
      `${path} uses import.meta.dirname or import.meta.filename: use import.meta.url, which the bundle keeps`,
    );
  }
  return text.replace(/\bimport\.meta\.url\b/g, `new URL(${JSON.stringify(`../${path}`)}, import.meta.url).href`);
};

/** Applies `pointToSource` to the files below `root`src/; `root` ends in a slash. */
export const keepSourcePlaces = (root: string, shipped: readonly string[]): Plugin => ({
  name: "keep-source-places",
  transform: {
    filter: { code: "import.meta" },
    handler: (code, id) => {
      const path = id.replaceAll("\\", "/").replace(root.replaceAll("\\", "/"), "");
      return path.startsWith("src/") ? pointToSource(code, path, shipped) : null;
    },
  },
});
