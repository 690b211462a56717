/** Every piece of a live secret that must not leave: plain, reversed, hex and base64, cut into short windows. */

const minLength = 8;
/** Characters of the secret that a leak must show in a row to be seen. */
const pieceLength = 12;
/** Twelve bytes settle at least this many base64 characters, wherever they start in the encoded text. */
const base64Length = 15;
/** The same for base64 of that base64. */
const twiceLength = 18;

/** What stands between the armour lines of a key; the lines themselves are the same for every key. */
const withoutArmour = (secret: string): string => secret.replace(/-----[A-Z0-9 ]{1,60}-----/g, "");

/** Base64 of the secret when `offset` bytes stand before it: only the characters that the secret alone settles. */
const base64At = (secret: string, offset: number): string => {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  const encoded = bytes.toString("base64");
  return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
};

const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (sign) => {
    const first = sign < "a" ? 65 : 97;
    return String.fromCharCode(((sign.charCodeAt(0) - first + 13) % 26) + first);
  });

const cut = (text: string, length: number): string[] => {
  if (text.length <= length) return [text];
  const windows = Array.from({ length: text.length - length + 1 }, (_, start) => text.slice(start, start + length));
  // Rows of dashes or zeros stand in every text.
  return windows.filter((window) => new Set(window).size > 2);
};

/**
 * Lower-case windows to look for in text that has lost white space and case; `reduce` takes away
 * what the searched view has lost besides. Secrets of less than 8 characters give none: they would be found in any text.
 */
export const secretWindows = (secrets: string[], reduce: (text: string) => string): Set<string> => {
  const windows = new Set<string>();
  for (const given of secrets) {
    const secret = withoutArmour(given).replace(/\s/g, "");
    if (secret.length < minLength) continue;
    const forms: [string, number][] = [
      [secret, pieceLength],
      [[...secret].reverse().join(""), pieceLength],
      [rot13(secret), pieceLength],
      [Buffer.from(secret).toString("hex"), 2 * pieceLength],
    ];
    for (const offset of [0, 1, 2]) {
      const encoded = base64At(secret, offset);
      forms.push([encoded, base64Length], [encoded.replaceAll("+", "-").replaceAll("/", "_"), base64Length]);
      for (const again of [0, 1, 2]) forms.push([base64At(encoded, again), twiceLength]);
    }
    for (const [form, length] of forms) {
      const reduced = reduce(form.toLowerCase());
      if (reduced.length >= minLength) for (const window of cut(reduced, length)) windows.add(window);
    }
  }
  return windows;
};
