/** The grammar of paths: what is safe to write on every platform, and never means git's own files. */
import type { FilePatch, Refusal } from "../domain/patch.ts";
import { refusal } from "./refusal.ts";

const maxPathBytes = 1_024;
const maxComponentBytes = 255;
const maxDepth = 40;

const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const oddSpace = /[^\P{Zs} ]/u;
/** Drawn like a slash or a backslash, without being one in any normal form. */
const slashTwin = /[\u2044\u2215\u2216\u29f5\u29f8\u29f9]/;
const deviceName = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$|clock\$)$/;
const gitOwn = new Set([".git", ".gitmodules", ".gitattributes", ".gitconfig"]);
const shortGitName = /^gi[0-9a-z]{0,4}~[0-9]+$/;

/** One spelling for all names that some file system takes for the same. */
export const foldPath = (path: string): string => path.normalize("NFKC").toUpperCase().toLowerCase();

const componentFault = (component: string): string | null => {
  if (component === "") return "it has an empty component";
  if (component === "." || component === "..") return `it has the component \`${component}\``;
  if (/[. ]$/.test(component)) return "a component ends in a dot or a space";
  if (Buffer.byteLength(component) > maxComponentBytes) return `a component is longer than ${maxComponentBytes} bytes`;
  const name = foldPath(component);
  if (gitOwn.has(name) || shortGitName.test(name)) return "it names git's own files";
  const stem = name.slice(0, name.includes(".") ? name.indexOf(".") : undefined).trimEnd();
  return deviceName.test(stem) ? `\`${stem}\` is a reserved device name` : null;
};

const pathFault = (path: string): string | null => {
  if (path === "") return "it is empty";
  if (path === "dev/null") return "in a diff it means that there is no file";
  if (Buffer.byteLength(path) > maxPathBytes) return `it is longer than ${maxPathBytes} bytes`;
  if (invisible.test(path)) return "it has a control or invisible character";
  if (oddSpace.test(path)) return "it has a space that is not U+0020";
  if (path !== path.normalize("NFC")) return "it is not in Unicode normal form NFC";
  const compatible = path.normalize("NFKC");
  if (/[\\:]/.test(compatible)) return "it has a backslash or a colon";
  if (path.startsWith("/")) return "it is absolute";
  if (compatible.startsWith("-")) return "it starts with `-`";
  const components = compatible.split("/");
  if (components.length !== path.split("/").length || slashTwin.test(path))
    return "it has a character that stands for a slash";
  if (/^~[\w.-]*$/.test(components[0] ?? "") && components.length > 1) return "it starts in somebody's home directory";
  if (components.length > maxDepth) return `it is more than ${maxDepth} levels deep`;
  if (components.at(-1)?.toLowerCase() === "head") return "a file called HEAD can make a directory a git repository";
  return components.map(componentFault).find((fault) => fault !== null) ?? null;
};

/** Null when the path may be written: relative, `/` between components, the same file on every platform. */
export const validatePath = (path: string): Refusal | null => {
  const fault = pathFault(path);
  if (fault === null) return null;
  return refusal(
    "unsafe-path",
    `the path is not accepted: ${fault}; use a plain path relative to the repository root`,
    { path },
  );
};

const pathsOf = (file: FilePatch): string[] => (file.kind === "rename" ? [file.from, file.path] : [file.path]);

/** Every path of a patch on its own and against the others: no file twice, none that is another one's directory. */
export const validatePaths = (files: FilePatch[]): Refusal[] => {
  const paths = files.flatMap(pathsOf);
  const unsafe = paths.map(validatePath).filter((fault) => fault !== null);
  const seen = new Map<string, string>();
  const twice: Refusal[] = [];
  for (const path of paths) {
    const other = seen.get(foldPath(path));
    seen.set(foldPath(path), path);
    if (other === path)
      twice.push(refusal("malformed", "the file has two entries: put all of its hunks below one header", { path }));
    else if (other !== undefined)
      twice.push(refusal("unsafe-path", `\`${other}\` and \`${path}\` are the same file on some platforms`, { path }));
  }
  const kept = files.filter((file) => file.kind !== "delete").map(({ path }) => path);
  const names = new Set(kept.map(foldPath));
  const nested = kept.filter((path) => ancestorsOf(foldPath(path)).some((directory) => names.has(directory)));
  const inside = nested.map((path) =>
    refusal("unsafe-path", "one of its directories is a file in the same patch", { path }),
  );
  return [...unsafe, ...twice, ...inside];
};

/** More than a path may have components; without an end, the paths of one long path would take quadratic space. */
const maxAncestors = 64;

/** `a/b/c` lies below `a` and `a/b`; the first 64 at most. */
export const ancestorsOf = (path: string): string[] => {
  const components = path.split("/", maxAncestors + 1);
  return components.slice(1).map((_, depth) => components.slice(0, depth + 1).join("/"));
};
