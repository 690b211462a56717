/** The panel beside the map: what is known of one file or directory, and the files that a search found. */

import { element, pathText, visible } from "./element.js";
import { bestMatches, matchingSymbol, parseSymbol } from "./find-files.js";
import { formatBytes, formatCount, formatLanguage, formatNumber, formatShare } from "./format.js";
import { fileButton } from "./show-tables.js";

/** @import { Atlas, MapFile } from "./unpack-atlas.js" */
/** @import { TreeNode } from "./grow-tree.js" */
/** @typedef {(file: MapFile) => void} PickFile */

const maxSymbols = 60;
const maxLinks = 25;
const maxMatches = 50;
const maxChildren = 25;

/** @param {[string, Node | string][]} facts */
const factList = (facts) =>
  element(
    "dl",
    { className: "facts" },
    ...facts.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))),
  );

/**
 * @param {string} title
 * @param {number} total
 * @param {HTMLElement[]} items
 */
const section = (title, total, items) => {
  if (total === 0) return [];
  const more = total - items.length;
  const list = element("ul", {}, ...items.map((item) => element("li", {}, item)));
  if (more > 0) list.append(element("li", { className: "quiet" }, `… and ${formatNumber(more)} more`));
  return [element("h3", {}, title, " ", element("span", { className: "quiet" }, formatNumber(total))), list];
};

/** @type {(places: number[], atlas: Atlas, pick: PickFile) => HTMLElement[]} */
const links = (places, { files }, pick) =>
  places
    .slice(0, maxLinks)
    .flatMap((place) => files[place] ?? [])
    .map((file) => fileButton(file, pick));

/** @param {string} line */
const symbolRow = (line) => {
  const { kind, name, range } = parseSymbol(line);
  return element(
    "div",
    { className: "symbol" },
    element("span", { className: "quiet" }, kind),
    element("code", {}, element("bdi", {}, visible(name))),
    element("span", { className: "quiet number" }, range),
  );
};

/** @param {MapFile} file */
const fileFacts = (file) => {
  /** @type {[string, Node | string][]} */
  const facts = [
    ["Lines", file.lines === null ? "not read" : formatNumber(file.lines)],
    ["Size", formatBytes(file.bytes)],
    ["Language", visible(formatLanguage(file.language))],
    ["Role", file.role],
    ["Changes", formatNumber(file.changes)],
    ["Owners", file.owners.length === 0 ? "none" : visible(file.owners.join(" "))],
  ];
  if (file.fault !== "") facts.push(["Not read", file.fault]);
  const people = file.people.slice(0, 5).map(({ name, share }) => `${visible(name)} ${formatShare(share)}`);
  if (people.length > 0)
    facts.push(["People", element("ul", {}, ...people.map((person) => element("li", {}, person)))]);
  return facts;
};

/** @type {(place: HTMLElement, file: MapFile, atlas: Atlas, pick: PickFile) => void} */
export const showFile = (place, file, atlas, pick) => {
  const symbols = file.symbols === "" ? [] : file.symbols.split("\n");
  place.replaceChildren(
    element("h3", { className: "title" }, pathText(file.path)),
    factList(fileFacts(file)),
    ...section("Symbols", symbols.length, symbols.slice(0, maxSymbols).map(symbolRow)),
    ...section("Imports", file.imports.length, links(file.imports, atlas, pick)),
    ...section("Dependents", file.dependents.length, links(file.dependents, atlas, pick)),
  );
};

/** @type {(place: HTMLElement, node: TreeNode, format: (weight: number) => string, open: (node: TreeNode) => void) => void} */
export const showDirectory = (place, node, format, open) => {
  const children = node.children.filter(({ fileCount }) => fileCount > 0);
  const rows = children
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, maxChildren)
    .map((child) => {
      const label = visible(child.file === null ? `${child.name}/` : child.name);
      const name = element("bdi", { className: "path" }, label);
      const button = element("button", { type: "button", className: "link", onclick: () => open(child) }, name);
      return element(
        "div",
        { className: "symbol child" },
        button,
        element("span", { className: "quiet number" }, format(child.weight)),
      );
    });
  place.replaceChildren(
    element("h3", { className: "title" }, node.path === "" ? "All files" : pathText(node.path)),
    factList([
      ["Files", formatNumber(node.fileCount)],
      ["Size", format(node.weight)],
    ]),
    ...section("Holds", children.length, rows),
  );
};

/** @type {(place: HTMLElement, search: string, found: MapFile[] | null, pick: PickFile) => void} */
export const showMatches = (place, search, found, pick) => {
  if (found === null || found.length === 0) {
    place.replaceChildren();
    return;
  }
  const rows = bestMatches(search, found, maxMatches).map((file) => {
    const symbol = matchingSymbol(search, file);
    const note = symbol === null ? [] : [element("span", { className: "quiet" }, ` ${visible(symbol.name)}`)];
    return element("div", {}, fileButton(file, pick), ...note);
  });
  place.replaceChildren(...section("Matches", found.length, rows));
};

/** @param {TreeNode} node */
export const describeNode = ({ file, path, fileCount }) =>
  file === null
    ? `${visible(path)}, directory, ${formatCount(fileCount, "file")}`
    : `${visible(path)}, ${formatLanguage(file.language)}, ${file.lines === null ? "not read" : formatCount(file.lines, "line")}, ${formatCount(file.changes, "change")}`;
