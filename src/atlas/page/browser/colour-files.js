/** Which colour a file has: by its language, changes, owner, person or role. */

import { formatLanguage, formatNumber } from "./format.js";

/** @import { Atlas, MapFile } from "./unpack-atlas.js" */

/**
 * @typedef {object} Colouring
 * @property {{ key: string, label: string, colour: string }[]} legend
 * @property {(file: MapFile) => string} keyOf A key of the legend.
 * @property {(key: string) => string} colourOf
 */

/** Hue and the steps it lies above the usual lightness: neighbours in the list are far apart for most eyes. */
const hues = [
  [255, 0],
  [62, 2],
  [152, 0],
  [305, 1],
  [22, -1],
  [198, 3],
  [105, 4],
  [345, 2],
  [278, -2],
  [130, 5],
];

/** @type {(place: number, isDark: boolean) => string} */
const categoryColour = (place, isDark) => {
  const [hue = 0, steps = 0] = hues[place] ?? [];
  return isDark ? `oklch(${0.43 + steps * 0.012} 0.09 ${hue})` : `oklch(${0.8 + steps * 0.016} 0.1 ${hue})`;
};

/** @type {(strength: number, isDark: boolean) => string} */
const heatColour = (strength, isDark) =>
  isDark
    ? `oklch(${0.31 + strength * 0.21} ${0.015 + strength * 0.155} ${70 - strength * 42})`
    : `oklch(${0.94 - strength * 0.24} ${0.02 + strength * 0.16} ${85 - strength * 52})`;

/** @param {boolean} isDark */
const greyColour = (isDark) => (isDark ? "oklch(0.43 0.014 260)" : "oklch(0.76 0.014 260)");

/** @param {boolean} isDark */
const noneColour = (isDark) => (isDark ? "oklch(0.345 0.012 260)" : "oklch(0.855 0.01 260)");

const otherKey = "other";
const ownKey = (/** @type {string} */ name) => `=${name}`;

/**
 * The names with the most lines have colours of their own.
 *
 * @param {MapFile[]} files
 * @param {(file: MapFile) => string} nameOf Empty for none.
 * @param {{ label: (name: string) => string, none: string, isDark: boolean }} options
 * @returns {Colouring}
 */
const colourByName = (files, nameOf, { label, none, isDark }) => {
  /** @type {Map<string, number>} */
  const lines = new Map();
  for (const file of files) lines.set(nameOf(file), (lines.get(nameOf(file)) ?? 0) + (file.lines ?? 0) + 1);
  const named = [...lines].filter(([name]) => name !== "").sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const legend = named
    .slice(0, hues.length)
    .map(([name], place) => ({ key: ownKey(name), label: label(name), colour: categoryColour(place, isDark) }));
  if (named.length > hues.length)
    legend.push({ key: otherKey, label: `${named.length - hues.length} others`, colour: greyColour(isDark) });
  if (lines.has("")) legend.push({ key: ownKey(""), label: none, colour: noneColour(isDark) });
  const colours = new Map(legend.map(({ key, colour }) => [key, colour]));
  return {
    legend,
    keyOf: (file) => {
      const key = ownKey(nameOf(file));
      return colours.has(key) ? key : otherKey;
    },
    colourOf: (key) => colours.get(key) ?? greyColour(isDark),
  };
};

const heatSteps = 6;

/** @type {(files: MapFile[], isDark: boolean) => Colouring} */
const colourByChanges = (files, isDark) => {
  const most = files.reduce((max, { changes }) => Math.max(max, changes), 0);
  // Each step begins at the same multiple of the one before it, since few files have most of the changes.
  const starts = [...new Set(Array.from({ length: heatSteps }, (_, step) => Math.ceil(most ** (step / heatSteps))))];
  /** @param {number} changes */
  const stepOf = (changes) => starts.findLastIndex((start) => changes >= start);
  const legend = [{ key: "-1", label: "not changed", colour: noneColour(isDark) }];
  for (const [step, start] of most === 0 ? [] : starts.entries()) {
    const end = (starts[step + 1] ?? most + 1) - 1;
    const label = end > start ? `${formatNumber(start)}–${formatNumber(end)}` : formatNumber(start);
    legend.push({ key: String(step), label, colour: heatColour((step + 1) / starts.length, isDark) });
  }
  const colours = new Map(legend.map(({ key, colour }) => [key, colour]));
  return {
    legend,
    keyOf: ({ changes }) => String(changes === 0 ? -1 : stepOf(changes)),
    colourOf: (key) => colours.get(key) ?? noneColour(isDark),
  };
};

/**
 * @param {Atlas} atlas
 * @param {string} by `language`, `changes`, `owner`, `person` or `role`.
 * @param {boolean} isDark
 * @returns {Colouring}
 */
export const colourFiles = ({ files }, by, isDark) => {
  const label = (/** @type {string} */ name) => name;
  if (by === "changes") return colourByChanges(files, isDark);
  if (by === "owner") return colourByName(files, ({ owners }) => owners[0] ?? "", { label, none: "no owner", isDark });
  if (by === "person")
    return colourByName(files, ({ people }) => people[0]?.name ?? "", { label, none: "nobody lately", isDark });
  if (by === "role") return colourByName(files, ({ role }) => role, { label, none: "no role", isDark });
  return colourByName(files, ({ language }) => language, { label: formatLanguage, none: "no language", isDark });
};
