/** The page's script: holds what is shown and lets the controls change it. */

import { colourFiles } from "./colour-files.js";
import { byId, element, visible } from "./element.js";
import { parseSearch } from "./find-files.js";
import { formatBytes, formatCount, formatNumber } from "./format.js";
import { growTree, weighTree } from "./grow-tree.js";
import { describeNode, showDirectory, showFile, showMatches } from "./show-details.js";
import { showMap } from "./show-map.js";
import { showTables } from "./show-tables.js";
import { unpackAtlas } from "./unpack-atlas.js";

/** @import { TreeNode } from "./grow-tree.js" */
/** @import { MapFile } from "./unpack-atlas.js" */
/** @import { Cell } from "./layout-map.js" */

const atlas = unpackAtlas(JSON.parse(byId("atlas", HTMLScriptElement).textContent ?? ""));
const tree = growTree(atlas.files);

const places = {
  map: byId("map", HTMLElement),
  trail: byId("trail", HTMLElement),
  matches: byId("matches", HTMLElement),
  legend: byId("legend", HTMLElement),
  results: byId("results", HTMLElement),
  details: byId("details", HTMLElement),
  spoken: byId("spoken", HTMLElement),
  search: byId("search", HTMLInputElement),
};

const state = {
  opened: tree.root,
  size: "lines",
  colour: "language",
  search: "",
  /** @type {MapFile[] | null} Null while nothing is searched for. */
  found: null,
  /** @type {string | null} A key of the legend. */
  highlight: null,
  /** @type {TreeNode | null} What the panel shows when nothing is pointed at; null for the opened directory. */
  pinned: null,
};

const darkScheme = window.matchMedia("(prefers-color-scheme: dark)");

/** @param {number} weight */
const formatWeight = (weight) => (state.size === "bytes" ? formatBytes(weight) : formatCount(weight, "line"));

/** @param {TreeNode | null} pointed */
const updateDetails = (pointed) => {
  const node = pointed ?? state.pinned ?? state.opened;
  if (node.file !== null) showFile(places.details, node.file, atlas, goToFile);
  else showDirectory(places.details, node, formatWeight, (child) => (child.file === null ? open(child) : pin(child)));
};

const paint = () => {
  const colouring = colourFiles(atlas, state.colour, darkScheme.matches);
  view.paint(colouring, state.highlight);
  places.legend.replaceChildren(
    ...colouring.legend.map(({ key, label, colour }) => {
      const swatch = element("span", { className: "swatch" });
      swatch.style.background = colour;
      const button = element("button", { type: "button" }, swatch, element("bdi", {}, visible(label)));
      button.setAttribute("aria-pressed", String(state.highlight === key));
      button.onclick = () => {
        state.highlight = state.highlight === key ? null : key;
        paint();
        const again = [...places.legend.children].find((_, at) => colouring.legend[at]?.key === key);
        if (again instanceof HTMLElement) again.focus();
      };
      return button;
    }),
  );
};

const updateTrail = () => {
  /** @type {TreeNode[]} */
  const steps = [];
  for (let at = /** @type {TreeNode | null} */ (state.opened); at !== null; at = at.parent) steps.unshift(at);
  places.trail.replaceChildren(
    ...steps.map((node) => {
      const name = element("bdi", {}, node === tree.root ? "All files" : visible(node.name));
      const button = element("button", { type: "button", className: "link", onclick: () => open(node) }, name);
      if (node === state.opened) button.setAttribute("aria-current", "location");
      return button;
    }),
  );
};

const updateMap = () => {
  const found = state.found === null ? null : new Set(state.found);
  weighTree(tree, (file) => {
    if (found !== null && !found.has(file)) return null;
    return state.size === "bytes" ? file.bytes : (file.lines ?? 0);
  });
  view.layout(state.opened);
  paint();
  updateTrail();
  updateDetails(null);
};

/** The address remembers the opened directory, so that it can be linked to and the browser's own keys go back. */
const addressOf = (/** @type {TreeNode} */ node) =>
  node === tree.root ? "#" : `#/${node.path.toWellFormed().split("/").map(encodeURIComponent).join("/")}`;

/** A button that was pressed may be gone with what it stood in; the keys then go on in the map. */
const keepFocus = () => {
  if (document.activeElement === document.body) places.map.focus({ preventScroll: true });
};

/** @param {TreeNode} node A directory. */
const open = (node) => {
  state.pinned = null;
  if (window.location.hash !== addressOf(node).replace(/^#$/, "")) window.history.pushState(null, "", addressOf(node));
  state.opened = node;
  updateMap();
  keepFocus();
};

/** @param {TreeNode} node */
const pin = (node) => {
  state.pinned = node;
  view.point(node);
  updateDetails(node);
  keepFocus();
};

/** @param {MapFile} file */
const goToFile = (file) => {
  const node = tree.byPath.get(file.path);
  if (node === undefined) return;
  if (!view.point(node) && node.parent !== null && node.weight > 0) open(node.parent);
  pin(node);
  const isSmooth = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  places.map.scrollIntoView({ block: "nearest", behavior: isSmooth ? "smooth" : "auto" });
};

/** @param {Cell} cell */
const choose = (cell) => {
  if (cell.node.file !== null) pin(cell.node);
  else if (cell.node !== state.opened) open(cell.node);
};

const search = () => {
  const test = parseSearch(state.search);
  state.found = test === null ? null : atlas.files.filter(test);
  places.matches.textContent =
    state.found === null ? "" : `${formatNumber(state.found.length)} of ${formatCount(atlas.files.length, "file")}`;
  showMatches(places.results, state.search, state.found, goToFile);
  state.pinned = null;
  if (state.found !== null && state.opened !== tree.root) open(tree.root);
  else updateMap();
};

const readAddress = () => {
  let path = "";
  try {
    path = decodeURIComponent(window.location.hash.slice(2));
  } catch {
    path = "";
  }
  const node = tree.byPath.get(path);
  state.opened = node?.file === null ? node : tree.root;
  state.pinned = null;
};

const view = showMap(
  { place: places.map, canvas: byId("canvas", HTMLCanvasElement), cursor: byId("cursor", HTMLElement) },
  {
    onPoint: (cell) => {
      updateDetails(cell?.node ?? null);
      places.spoken.textContent = cell === null || document.activeElement !== places.map ? "" : describeNode(cell.node);
    },
    onChoose: choose,
    onUp: () => state.opened.parent !== null && open(state.opened.parent),
    onResize: () => {
      view.layout(state.opened);
      paint();
    },
  },
);

for (const input of document.querySelectorAll("input[type=radio]")) {
  if (!(input instanceof HTMLInputElement)) continue;
  if (input.checked) state[input.name === "size" ? "size" : "colour"] = input.value;
  input.addEventListener("change", () => {
    if (input.name === "size") {
      state.size = input.value;
      updateMap();
    } else {
      state.colour = input.value;
      state.highlight = null;
      paint();
    }
  });
}

let timer = 0;
places.search.addEventListener("input", () => {
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    state.search = places.search.value;
    search();
  }, 120);
});

window.addEventListener("popstate", () => {
  readAddress();
  updateMap();
});
darkScheme.addEventListener("change", () => paint());

if (atlas.files.length === 0)
  places.map.replaceChildren(element("p", { className: "empty" }, "This map holds no files."));
showTables(byId("tables", HTMLElement), atlas, goToFile);
readAddress();
updateMap();
