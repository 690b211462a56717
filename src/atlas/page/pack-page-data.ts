/** Packs the map into columns for the page: paths share prefixes, words become places in lists. */
import type { AtlasDocument } from "../store/atlas-document.ts";

/** One entry per file in every column; a place in `languages`, `faults` or `ownerSets` is 0 for none. */
export type PageColumns = {
  /** Characters that the path shares with the one before it. */
  shared: number[];
  /** The path after them. */
  rest: string[];
  role: number[];
  language: number[];
  bytes: number[];
  /** -1 when the text was not read. */
  lines: number[];
  fault: number[];
  owners: number[];
  /** Place in `people` and share, in turn. */
  people: number[][];
  changes: number[];
  /** As in the map, one on a line. */
  symbols: string[];
  imports: number[][];
};

export type PageData = Pick<AtlasDocument, "history" | "owners" | "people" | "cycles" | "ownerFaults"> & {
  roles: string[];
  languages: string[];
  faults: string[];
  ownerSets: number[][];
  columns: PageColumns;
};

/** Places of texts in the list they form, in the order of their first use. */
const createList = (first: string[]): { list: string[]; placeOf: (text: string) => number } => {
  const places = new Map(first.map((text, place) => [text, place]));
  const list = [...first];
  const placeOf = (text: string): number => {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, list.length);
    return list.push(text) - 1;
  };
  return { list, placeOf };
};

const sharedLength = (before: string, path: string): number => {
  const end = Math.min(before.length, path.length);
  let at = 0;
  while (at < end && before.charCodeAt(at) === path.charCodeAt(at)) at++;
  return at;
};

export const packPageData = ({ files, history, owners, people, cycles, ownerFaults }: AtlasDocument): PageData => {
  const roles = createList([]);
  const languages = createList([""]);
  const faults = createList([""]);
  const ownerSets = createList([""]);
  const shared = files.map(({ path }, place) => sharedLength(files[place - 1]?.path ?? "", path));
  const columns: PageColumns = {
    shared,
    rest: files.map(({ path }, place) => path.slice(shared[place])),
    role: files.map(({ role }) => roles.placeOf(role)),
    language: files.map(({ language }) => languages.placeOf(language ?? "")),
    bytes: files.map(({ bytes }) => bytes),
    lines: files.map(({ lines }) => lines ?? -1),
    fault: files.map(({ fault }) => faults.placeOf(fault ?? "")),
    owners: files.map((file) => ownerSets.placeOf((file.owners ?? []).join())),
    people: files.map((file) => (file.people ?? []).flatMap(([person, share]) => [person, Number(share.toFixed(3))])),
    changes: files.map(({ changes }) => changes ?? 0),
    symbols: files.map(({ symbols }) => (symbols ?? []).join("\n")),
    imports: files.map(({ imports }) => imports ?? []),
  };
  return {
    history,
    owners,
    people,
    cycles,
    ownerFaults,
    roles: roles.list,
    languages: languages.list,
    faults: faults.list,
    ownerSets: ownerSets.list.map((set) => (set === "" ? [] : set.split(",").map(Number))),
    columns,
  };
};
