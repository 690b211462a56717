/** Finds any of many strings in a text in linear time: one rolling hash over their first characters, then a comparison. */

const base = 0x01000193;
const filterSize = 1 << 16;

export type Found = { start: number; length: number };

/** Shorter windows cannot be searched for. */
export const keyLength = 8;

const hashOf = (text: string): number => {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, base) + text.charCodeAt(i)) | 0;
  return hash;
};

const lead = Array.from({ length: keyLength }).reduce((power: number) => Math.imul(power, base), 1);

/** Gives every window found, with the start that it has in the text, from the first to the last. Throws on a window of less than 8 characters. */
export const createWindowSearch = (windows: Iterable<string>): ((text: string) => Found[]) => {
  const filter = new Uint8Array(filterSize);
  const byHash = new Map<number, string[]>();
  for (const window of windows) {
    if (window.length < keyLength) throw new Error(`a window has at least ${keyLength} characters`);
    const hash = hashOf(window.slice(0, keyLength));
    filter[hash & (filterSize - 1)] = 1;
    byHash.set(hash, [...(byHash.get(hash) ?? []), window]);
  }
  if (byHash.size === 0) return () => [];

  return (text) => {
    const found: Found[] = [];
    let hash = 0;
    for (let end = 0; end < text.length; end++) {
      hash = (Math.imul(hash, base) + text.charCodeAt(end)) | 0;
      const start = end - keyLength + 1;
      if (start > 0) hash = (hash - Math.imul(text.charCodeAt(start - 1), lead)) | 0;
      if (start < 0 || filter[hash & (filterSize - 1)] === 0) continue;
      for (const window of byHash.get(hash) ?? [])
        if (text.startsWith(window, start)) found.push({ start, length: window.length });
    }
    return found;
  };
};
