/** The rows of the tables: what most depends on, what changes most, who owns how much, what is written in which language. */

/** @import { Atlas, MapFile } from "./unpack-atlas.js" */

/** @typedef {{ name: string, files: number, lines: number, bytes: number }} Share */

/**
 * @template Item
 * @param {Item[]} items
 * @param {(item: Item) => number} scoreOf Items without a positive score are left out.
 */
const ranked = (items, scoreOf) => items.filter((item) => scoreOf(item) > 0).sort((a, b) => scoreOf(b) - scoreOf(a));

/** @param {MapFile[]} files */
export const mostDependedOn = (files) => ranked(files, ({ dependents }) => dependents.length);

/** @param {MapFile} file */
export const heatOf = ({ changes, lines }) => changes * (lines ?? 0);

/**
 * Code that people write: lock files and generated code change often and say nothing.
 *
 * @param {MapFile[]} files
 */
export const hotSpots = (files) =>
  ranked(
    files.filter(({ role, language }) => language !== "" && role !== "generated" && role !== "vendored"),
    heatOf,
  );

/**
 * @param {MapFile[]} files
 * @param {(file: MapFile) => { name: string, share: number }[]} partsOf
 * @returns {Share[]}
 */
const sumShares = (files, partsOf) => {
  /** @type {Map<string, Share>} */
  const sums = new Map();
  for (const file of files)
    for (const { name, share } of partsOf(file)) {
      const sum = sums.get(name) ?? { name, files: 0, lines: 0, bytes: 0 };
      sum.files += share;
      sum.lines += share * (file.lines ?? 0);
      sum.bytes += share * file.bytes;
      sums.set(name, sum);
    }
  return [...sums.values()].sort((a, b) => b.lines - a.lines || b.files - a.files || (a.name < b.name ? -1 : 1));
};

/**
 * A file with several owners counts for each; the empty name stands for files without any.
 *
 * @param {Atlas} atlas
 */
export const ownerShares = ({ files, owners }) =>
  owners.length === 0
    ? []
    : sumShares(files, (file) => (file.owners.length === 0 ? [""] : file.owners).map((name) => ({ name, share: 1 })));

/** @param {Atlas} atlas */
export const peopleShares = ({ files }) => sumShares(files, ({ people }) => people);

/** @param {Atlas} atlas */
export const languageShares = ({ files }) => sumShares(files, ({ language }) => [{ name: language, share: 1 }]);

/** @param {Atlas} atlas */
export const unreadFiles = ({ files }) => files.filter(({ fault }) => fault !== "");
