/** Joins the browser's modules to one script for the page, since an inline script cannot import files. */
import { readFileSync } from "node:fs";

const folder = new URL("./browser/", import.meta.url);

/** Each stands after those it imports. */
const modules = [
  "element",
  "unpack-atlas",
  "format",
  "grow-tree",
  "squarify",
  "layout-map",
  "colour-files",
  "draw-map",
  "find-files",
  "rank-files",
  "show-tables",
  "show-details",
  "show-map",
  "main",
];

/** Browsers read CR LF as LF before they compare the hash. */
const readText = (name: string): string => readFileSync(new URL(name, folder), "utf8").replaceAll("\r\n", "\n");

/** The modules share one scope, so names at the top level of a file belong to it alone. */
const withoutModuleSyntax = (text: string): string => text.replace(/^import [^;]*;\n/gm, "").replace(/^export /gm, "");

/** One module's text; JavaScript without imports and exports. */
export const linkScript = (): string => modules.map((name) => withoutModuleSyntax(readText(`${name}.js`))).join("\n");

export const readStyle = (): string => readText("page.css");
