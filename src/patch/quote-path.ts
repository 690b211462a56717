/** Paths in diff headers, quoted and unquoted the way git does it (`core.quotePath` on). */

const escapes: Record<string, number> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, "\\": 92 };
const letters = new Map(Object.entries(escapes).map(([letter, byte]) => [byte, letter]));

/** Bytes outside printable ASCII, quotes and backslashes make a path quoted; spaces do not. */
export const quotePath = (path: string): string => {
  if (/^[ !#-[\]-~]*$/.test(path)) return path;
  const quoted = Array.from(Buffer.from(path, "utf8"), (byte) => {
    const letter = letters.get(byte);
    if (letter !== undefined) return `\\${letter}`;
    return byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, "0")}`;
  });
  return `"${quoted.join("")}"`;
};

/** Reads the quoted path at the start of `text`; `rest` follows the closing quote. Null when it is not well formed. */
export const unquotePath = (text: string): { path: string; rest: string } | null => {
  const parts: Buffer[] = [];
  let at = 1;
  while (at < text.length && text[at] !== '"') {
    if (text[at] !== "\\") {
      const stop = text.slice(at).search(/["\\]/);
      if (stop < 0) return null;
      parts.push(Buffer.from(text.slice(at, at + stop), "utf8"));
      at += stop;
      continue;
    }
    const octal = /^[0-3][0-7]{2}/.exec(text.slice(at + 1, at + 4));
    const byte = octal ? Number.parseInt(octal[0], 8) : escapes[text[at + 1] ?? ""];
    if (byte === undefined) return null;
    parts.push(Buffer.from([byte]));
    at += octal ? 4 : 2;
  }
  if (text[at] !== '"') return null;
  try {
    const path = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(parts));
    return { path, rest: text.slice(at + 1) };
  } catch {
    return null;
  }
};
