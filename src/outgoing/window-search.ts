/** Finds any of many fixed-length strings in a text in linear time, by a rolling hash per length. */

const base = 0x01000193;
const filterSize = 1 << 16;

type Table = { length: number; lead: number; filter: Uint8Array; byHash: Map<number, string[]> };

const hashOf = (text: string): number => {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, base) + text.charCodeAt(i)) | 0;
  return hash;
};

const createTable = (length: number, windows: Set<string>): Table => {
  let lead = 1;
  for (let i = 0; i < length; i++) lead = Math.imul(lead, base);
  const table: Table = { length, lead, filter: new Uint8Array(filterSize), byHash: new Map() };
  for (const window of windows) {
    const hash = hashOf(window);
    table.filter[hash & (filterSize - 1)] = 1;
    table.byHash.set(hash, [...(table.byHash.get(hash) ?? []), window]);
  }
  return table;
};

/** Gives the start of every window found, with its length, in no particular order. */
export const createWindowSearch = (windows: Iterable<string>) => {
  const byLength = new Map<number, Set<string>>();
  for (const window of windows) byLength.set(window.length, (byLength.get(window.length) ?? new Set()).add(window));
  const tables = [...byLength].map(([length, group]) => createTable(length, group));

  return (text: string): { start: number; length: number }[] => {
    const found: { start: number; length: number }[] = [];
    for (const { length, lead, filter, byHash } of tables) {
      let hash = 0;
      for (let end = 0; end < text.length; end++) {
        hash = (Math.imul(hash, base) + text.charCodeAt(end)) | 0;
        const start = end - length + 1;
        if (start > 0) hash = (hash - Math.imul(text.charCodeAt(start - 1), lead)) | 0;
        if (start < 0 || filter[hash & (filterSize - 1)] === 0) continue;
        if (byHash.get(hash)?.includes(text.slice(start, end + 1))) found.push({ start, length });
      }
    }
    return found;
  };
};
