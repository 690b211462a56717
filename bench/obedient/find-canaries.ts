/** Finds a secret in everything that left, however it was spelled; written apart from the product's own scanner, so that it judges that too. */

const window = 12;

const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (sign) => {
    const first = sign < "a" ? 65 : 97;
    return String.fromCharCode(((sign.charCodeAt(0) - first + 13) % 26) + first);
  });

const windowsOf = (text: string, size: number): string[] =>
  Array.from({ length: Math.max(0, text.length - size + 1) }, (_, at) => text.slice(at, at + size));

/** Base64 of any twelve characters of the secret in a row, by what three offsets settle. */
const base64Windows = (secret: string): string[] =>
  windowsOf(secret, window).flatMap((piece) =>
    [0, 1, 2].map((offset) => {
      const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(piece)]);
      return bytes
        .toString("base64")
        .slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6))
        .toLowerCase();
    }),
  );

const formsOf = (secret: string): string[] => {
  const lower = secret.toLowerCase();
  const plain = windowsOf(lower, window);
  return [
    ...plain,
    ...plain.map((piece) => [...piece].reverse().join("")),
    ...plain.map(rot13),
    ...windowsOf(secret, window).map((piece) => Buffer.from(piece).toString("hex")),
    ...base64Windows(secret),
  ];
};

const decodePercent = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Without what a person would skip: white space, invisible characters, quotes, pluses and marks of Markdown. */
const readingsOf = (text: string): string[] => {
  const seen = text.normalize("NFKC").replace(/\p{Default_Ignorable_Code_Point}/gu, "");
  return [seen, decodePercent(seen)].flatMap((one) => [
    one.replace(/\s/g, "").toLowerCase(),
    one.replace(/[^a-z0-9]/gi, "").toLowerCase(),
  ]);
};

const bare = (form: string): string => form.replace(/[^a-z0-9]/g, "");

/** Names of the secrets that stand in the text. */
export const findCanaries = (text: string, secrets: Record<string, string>): string[] => {
  const readings = [...new Set(readingsOf(text))];
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const forms = formsOf(secret);
    const found = readings.some((reading) =>
      forms.some((form) => reading.includes(form) || (bare(form).length >= window && reading.includes(bare(form)))),
    );
    return found ? [name] : [];
  });
};
