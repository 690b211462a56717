/** Finds tracked paths by how they end, without looking at all paths of one name: like ends stand together. */

export type PathBook = {
  /**
   * The paths that share the most names at the end with `path`, the last of which they must share; sorted.
   * Null when no path has that last name, or more than `most` share as much.
   */
  sharingEnd: (path: string, most: number) => string[] | null;
  /** The paths that without their extension end in `end`, a whole number of names; sorted. At most `most` + 1. */
  withoutExtensionEndingIn: (end: string, most: number) => string[];
};

/** `key` holds the names from the last to the first, each ended by NUL, which sorts before all that a name can hold. */
type Place = { key: string; path: string };

const baseOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const withoutExtension = (path: string): string => {
  const dot = path.lastIndexOf(".");
  return dot > path.lastIndexOf("/") + 1 ? path.slice(0, dot) : path;
};
const keyOf = (path: string): string => `${path.toLowerCase().split("/").reverse().join("\0")}\0`;

/** Case is ignored. */
export const createPathBook = (paths: readonly string[]): PathBook => {
  const byName = groupBy(paths, (path) => baseOf(path).toLowerCase());
  const byStem = groupBy(
    paths.filter((path) => withoutExtension(path) !== path),
    (path) => withoutExtension(baseOf(path)).toLowerCase(),
  );
  const placesOfName = orderOnDemand(byName, keyOf);
  const placesOfStem = orderOnDemand(byStem, (path) => keyOf(withoutExtension(path)));
  return {
    sharingEnd: (path, most) => {
      const places = placesOfName(baseOf(path).toLowerCase());
      return places && nearest(places, keyOf(path), most);
    },
    withoutExtensionEndingIn: (end, most) => {
      const places = placesOfStem(baseOf(end).toLowerCase()) ?? [];
      const key = keyOf(end);
      const first = findFirst(places, key);
      let last = first;
      while (last - first <= most && places[last]?.key.startsWith(key)) last++;
      return pathsOf(places.slice(first, last));
    },
  };
};

const groupBy = (
  paths: readonly string[],
  nameOf: (path: string) => string,
): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const name = nameOf(path);
    const group = groups.get(name);
    if (group) group.push(path);
    else groups.set(name, [path]);
  }
  return groups;
};

/** Sorts the paths of a name when it is first asked for. */
const orderOnDemand = (groups: ReadonlyMap<string, readonly string[]>, key: (path: string) => string) => {
  const ordered = new Map<string, readonly Place[]>();
  return (name: string): readonly Place[] | null => {
    const known = ordered.get(name);
    if (known) return known;
    const group = groups.get(name);
    if (!group) return null;
    const places = group.map((path) => ({ key: key(path), path })).sort((a, b) => (a.key < b.key ? -1 : 1));
    ordered.set(name, places);
    return places;
  };
};

/** The first place whose key is not before `key`. */
const findFirst = (places: readonly Place[], key: string): number => {
  let low = 0;
  for (let high = places.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((places[middle] as Place).key < key) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** In order of their keys, the places that share most with a key stand beside where it would stand. */
const nearest = (places: readonly Place[], key: string, most: number): string[] | null => {
  const sharedAt = (at: number): number => (at in places ? sharedNames((places[at] as Place).key, key) : 0);
  let last = findFirst(places, key);
  let first = last;
  const shared = Math.max(sharedAt(first - 1), sharedAt(last));
  while (last - first <= most && sharedAt(first - 1) === shared) first--;
  while (last - first <= most && sharedAt(last) === shared) last++;
  return last - first <= most ? pathsOf(places.slice(first, last)) : null;
};

const sharedNames = (a: string, b: string): number => {
  let shared = 0;
  for (let i = 0; i < a.length && a[i] === b[i]; i++) if (a[i] === "\0") shared++;
  return shared;
};

const pathsOf = (places: readonly Place[]): string[] => places.map(({ path }) => path).sort();
