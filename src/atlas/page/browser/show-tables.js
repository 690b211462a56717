/** Fills the part of the page below the map with tables. */

import { element, pathText, visible } from "./element.js";
import { formatBytes, formatCount, formatLanguage, formatNumber } from "./format.js";
import {
  heatOf,
  hotSpots,
  languageShares,
  mostDependedOn,
  ownerShares,
  peopleShares,
  unreadFiles,
} from "./rank-files.js";

/** @import { Atlas, MapFile } from "./unpack-atlas.js" */
/** @typedef {(file: MapFile) => void} Pick */
/** @typedef {{ heading: string, isNumber?: boolean }} Column */

const firstRows = 10;
const maxRows = 500;
const maxMembers = 30;

/**
 * @param {MapFile} file
 * @param {Pick} pick
 */
export const fileButton = (file, pick) =>
  element("button", { type: "button", className: "link", onclick: () => pick(file) }, pathText(file.path));

/**
 * @param {Node | string} content
 * @param {Column | undefined} column
 * @param {number} at
 */
const cell = (content, column, at) =>
  at === 0
    ? element("th", { scope: "row" }, content)
    : element("td", { className: column?.isNumber ? "number" : "" }, content);

/**
 * @template Item
 * @param {object} table
 * @param {string} table.title
 * @param {string} table.note
 * @param {string} table.nothing Said in place of an empty table.
 * @param {Column[]} table.columns
 * @param {Item[]} table.items
 * @param {(item: Item) => (Node | string)[]} table.rowOf
 * @param {(item: Item) => number} [table.weightOf] Draws a bar behind the row's first cell.
 */
const card = ({ title, note, nothing, columns, items, rowOf, weightOf }) => {
  const heading = element("h2", {}, title);
  if (items.length === 0) return element("section", { className: "card" }, heading, element("p", {}, nothing));
  const most = weightOf === undefined ? 1 : Math.max(1e-9, ...items.slice(0, maxRows).map(weightOf));
  const body = element("tbody");
  /** @type {(from: number, to: number) => void} */
  const addRows = (from, to) => {
    for (const item of items.slice(from, to)) {
      const row = element("tr", {}, ...rowOf(item).map((content, at) => cell(content, columns[at], at)));
      if (weightOf !== undefined) row.style.setProperty("--part", `${(100 * weightOf(item)) / most}%`);
      body.append(row);
    }
  };
  addRows(0, firstRows);
  const head = columns.map(({ heading: name, isNumber }) =>
    element("th", { scope: "col", className: isNumber ? "number" : "" }, name),
  );
  const table = element(
    "table",
    { className: weightOf === undefined ? "" : "bars" },
    element("caption", {}, note),
    element("thead", {}, element("tr", {}, ...head)),
    body,
  );
  const made = element("section", { className: "card" }, heading, element("div", { className: "scroll" }, table));
  if (items.length > firstRows) {
    const end = Math.min(items.length, maxRows);
    const label =
      end === items.length ? `Show all ${formatNumber(end)}` : `Show ${end} of ${formatNumber(items.length)}`;
    const more = element("button", { type: "button", className: "more" }, label);
    more.onclick = () => {
      addRows(firstRows, end);
      more.remove();
      const next = body.rows[firstRows]?.querySelector("button") ?? table;
      next.focus({ preventScroll: true });
    };
    made.append(more);
  }
  return made;
};

const number = (/** @type {string} */ heading) => ({ heading, isNumber: true });

/** @type {(atlas: Atlas, pick: Pick) => HTMLElement[]} */
const fileCards = ({ files }, pick) => [
  card({
    title: "Most depended on",
    note: "Files that most other files import: a change here reaches far.",
    nothing: "No file of this map imports another one.",
    columns: [{ heading: "File" }, number("Dependents"), number("Lines")],
    items: mostDependedOn(files),
    rowOf: (file) => [
      fileButton(file, pick),
      formatNumber(file.dependents.length),
      file.lines === null ? "–" : formatNumber(file.lines),
    ],
    weightOf: ({ dependents }) => dependents.length,
  }),
  card({
    title: "Hot spots",
    note: "Code by changes × lines, without generated and vendored files: large and never at rest.",
    nothing: "The history that was read changed no code.",
    columns: [{ heading: "File" }, number("Changes"), number("Lines")],
    items: hotSpots(files),
    rowOf: (file) => [fileButton(file, pick), formatNumber(file.changes), formatNumber(file.lines ?? 0)],
    weightOf: heatOf,
  }),
];

/** @type {(atlas: Atlas) => HTMLElement[]} */
const shareCards = (atlas) => [
  card({
    title: "Languages",
    note: "All files of the map, by lines of text.",
    nothing: "The map holds no files.",
    columns: [{ heading: "Language" }, number("Files"), number("Lines"), number("Size")],
    items: languageShares(atlas),
    rowOf: ({ name, files, lines, bytes }) => [
      visible(formatLanguage(name)),
      formatNumber(files),
      formatNumber(lines),
      formatBytes(bytes),
    ],
    weightOf: ({ lines }) => lines,
  }),
  card({
    title: "Owners",
    note: "As CODEOWNERS names them; a file with several owners counts for each.",
    nothing: "No CODEOWNERS file names an owner.",
    columns: [{ heading: "Owner" }, number("Files"), number("Lines")],
    items: ownerShares(atlas),
    rowOf: ({ name, files, lines }) => [
      name === "" ? element("em", {}, "no owner") : visible(name),
      formatNumber(files),
      formatNumber(lines),
    ],
    weightOf: ({ lines }) => lines,
  }),
  card({
    title: "People",
    note: "Files and lines weighted by each person’s share of the recent history.",
    nothing: "No history was read.",
    columns: [{ heading: "Person" }, number("Files"), number("Lines")],
    items: peopleShares(atlas),
    rowOf: ({ name, files, lines }) => [
      visible(name),
      files < 10 ? files.toFixed(1) : formatNumber(files),
      formatNumber(lines),
    ],
    weightOf: ({ lines }) => lines,
  }),
];

/** @type {(atlas: Atlas, members: number[], pick: Pick) => HTMLElement} */
const cycleList = ({ files }, members, pick) => {
  const shown = members.slice(0, maxMembers).flatMap((member) => files[member] ?? []);
  const items = shown.map((file) => element("li", {}, fileButton(file, pick)));
  if (members.length > maxMembers)
    items.push(element("li", {}, `… and ${formatCount(members.length - maxMembers, "more file")}`));
  return element("ul", {}, ...items);
};

/** @type {(atlas: Atlas, pick: Pick) => HTMLElement[]} */
const faultCards = (atlas, pick) => [
  card({
    title: "Cycles",
    note: "Groups of files that depend on each other in a circle, largest first.",
    nothing: "No files depend on each other in a circle.",
    columns: [{ heading: "Files" }, number("Count")],
    items: atlas.cycles.toSorted((a, b) => b.length - a.length),
    rowOf: (members) => [cycleList(atlas, members, pick), formatNumber(members.length)],
  }),
  card({
    title: "Not read",
    note: "Files in the map whose text was not looked at, and why.",
    nothing: "Every file could be read.",
    columns: [{ heading: "File" }, { heading: "Reason" }, number("Size")],
    items: unreadFiles(atlas),
    rowOf: (file) => [fileButton(file, pick), file.fault, formatBytes(file.bytes)],
  }),
];

/** @type {(atlas: Atlas) => HTMLElement[]} */
const ownerFaultCards = ({ ownerFaults }) =>
  ownerFaults.length === 0
    ? []
    : [
        card({
          title: "Faults of CODEOWNERS",
          note: "Lines that GitHub ignores.",
          nothing: "",
          columns: [{ heading: "Line" }, { heading: "Reason" }],
          items: ownerFaults,
          rowOf: ({ line, reason }) => [formatNumber(line), visible(reason)],
        }),
      ];

/**
 * @param {HTMLElement} place
 * @param {Atlas} atlas
 * @param {Pick} pick Called with the file that a reader chooses.
 */
export const showTables = (place, atlas, pick) =>
  place.append(...fileCards(atlas, pick), ...shareCards(atlas), ...faultCards(atlas, pick), ...ownerFaultCards(atlas));
