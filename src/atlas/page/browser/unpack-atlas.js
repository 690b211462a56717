/** The map as the page holds it: one object per file, made from the columns of the data block. */

/** @import { PageData } from "../pack-page-data.ts" */

/**
 * @typedef {object} MapFile
 * @property {number} place In `files`.
 * @property {string} path
 * @property {string} role
 * @property {string} language Empty when there is none.
 * @property {number} bytes
 * @property {number | null} lines
 * @property {string} fault Why the text was not read; empty when it was.
 * @property {string[]} owners
 * @property {{ name: string, share: number }[]} people Largest share first.
 * @property {number} changes
 * @property {string} symbols `kind name from-to`, one on a line.
 * @property {number[]} imports
 * @property {number[]} dependents
 */

/** @typedef {Omit<PageData, "columns" | "ownerSets"> & { files: MapFile[] }} Atlas */

/**
 * @param {number[]} pairs
 * @param {string[]} names
 */
const unpackPeople = (pairs, names) => {
  const people = [];
  for (let at = 0; at + 1 < pairs.length; at += 2)
    people.push({ name: names[pairs[at] ?? -1] ?? "", share: pairs[at + 1] ?? 0 });
  return people;
};

/**
 * @param {PageData} data
 * @returns {Atlas}
 */
export const unpackAtlas = ({ columns, ownerSets, ...lists }) => {
  const owners = ownerSets.map((set) => set.flatMap((owner) => lists.owners[owner] ?? []));
  let path = "";
  const files = columns.rest.map((rest, place) => {
    path = path.slice(0, columns.shared[place]) + rest;
    const lines = columns.lines[place] ?? -1;
    return {
      place,
      path,
      role: lists.roles[columns.role[place] ?? -1] ?? "",
      language: lists.languages[columns.language[place] ?? 0] ?? "",
      bytes: columns.bytes[place] ?? 0,
      lines: lines === -1 ? null : lines,
      fault: lists.faults[columns.fault[place] ?? 0] ?? "",
      owners: owners[columns.owners[place] ?? 0] ?? [],
      people: unpackPeople(columns.people[place] ?? [], lists.people),
      changes: columns.changes[place] ?? 0,
      symbols: columns.symbols[place] ?? "",
      imports: columns.imports[place] ?? [],
      dependents: /** @type {number[]} */ ([]),
    };
  });
  for (const { place, imports } of files) for (const target of imports) files[target]?.dependents.push(place);
  return { ...lists, files };
};
