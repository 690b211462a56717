/** One text for equal data, whatever the order of its keys: what a code over a record is made of. */

const maxDepth = 32;

/** Null for what nests deeper than any record does. `value` is of JSON. */
export const canonicalJson = (value: unknown, depth = 0): string | null => {
  if (depth > maxDepth) return null;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const parts: string[] = [];
  if (Array.isArray(value)) {
    for (const one of value) {
      const text = canonicalJson(one, depth + 1);
      if (text === null) return null;
      parts.push(text);
    }
    return `[${parts.join(",")}]`;
  }
  for (const [key, one] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (one === undefined) continue;
    const text = canonicalJson(one, depth + 1);
    if (text === null) return null;
    parts.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${parts.join(",")}}`;
};
