/** The disguises in which a live secret might leave, each with how much of it twelve characters of the secret settle. */

/** A spelling of the secret, and the length of the windows to cut from it. */
export type SecretForm = { text: string; length: number };

/** Characters of the secret that a leak must show in a row to be seen. */
const pieceLength = 12;

const rotate = (text: string, first: RegExp, base: number, size: number): string =>
  text.replace(first, (sign) => String.fromCharCode(((sign.charCodeAt(0) - base + size / 2) % size) + base));

const rot13 = (text: string): string => rotate(rotate(text, /[a-z]/g, 97, 26), /[A-Z]/g, 65, 26);
const rot47 = (text: string): string => rotate(text, /[!-~]/g, 33, 94);
const atbash = (text: string): string =>
  text
    .replace(/[a-z]/g, (sign) => String.fromCharCode(219 - sign.charCodeAt(0)))
    .replace(/[A-Z]/g, (sign) => String.fromCharCode(155 - sign.charCodeAt(0)));

const reverse = (text: string): string => [...text].reverse().join("");

/** Every two characters the other way round. */
const swapPairs = (text: string): string => text.replace(/(.)(.)/gs, "$2$1");

const swapped = (text: string): string[] => [swapPairs(text), text.charAt(0) + swapPairs(text.slice(1))];

const inBits = (bytes: Buffer): string => [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");

/** What the bytes alone settle of their digits of `bits` bits each, when `offset` bytes stand before them. */
const digitsAt = (bytes: Buffer, offset: number, bits: number, alphabet: string): string => {
  const all = inBits(Buffer.concat([Buffer.alloc(offset), bytes]));
  const [first, end] = [Math.ceil((offset * 8) / bits), Math.floor(all.length / bits)];
  let text = "";
  for (let at = first; at < end; at++)
    text += alphabet.charAt(Number.parseInt(all.slice(at * bits, (at + 1) * bits), 2));
  return text;
};

/** The same for base64, by the runtime. */
const base64At = (bytes: Buffer, offset: number): string => {
  const all = Buffer.concat([Buffer.alloc(offset), bytes]);
  return all.toString("base64").slice(Math.ceil((offset * 8) / 6), Math.floor((all.length * 8) / 6));
};

/** Groups of four bytes as five digits; only whole groups are settled. */
const base85At = (bytes: Buffer, offset: number, digit: (value: number) => string): string => {
  let text = "";
  for (let at = (4 - offset) % 4; at + 4 <= bytes.length; at += 4) {
    let group = "";
    for (let value = bytes.readUInt32BE(at), left = 5; left > 0; left--, value = Math.floor(value / 85))
      group = digit(value % 85) + group;
    text += group;
  }
  return text;
};

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const base32Alphabets = [base32, "0123456789ABCDEFGHIJKLMNOPQRSTUV", "0123456789ABCDEFGHJKMNPQRSTVWXYZ"];
const z85 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
const git85 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
const digits85 = [
  (value: number) => String.fromCharCode(33 + value),
  (value: number) => z85.charAt(value),
  (value: number) => git85.charAt(value),
];

/** Twelve bytes settle at least so many digits, wherever they start in the encoded text. */
const settled = { base64: 15, base64Twice: 18, base32: 18, base85: 10 };

const base64Forms = (secret: string): SecretForm[] =>
  [0, 1, 2].flatMap((offset) => {
    const encoded = base64At(Buffer.from(secret), offset);
    return [
      { text: encoded, length: settled.base64 },
      { text: reverse(encoded), length: settled.base64 },
      { text: encoded.replaceAll("+", "-").replaceAll("/", "_"), length: settled.base64 },
      { text: base64At(Buffer.from(secret, "utf16le"), offset), length: 2 * settled.base64 },
      ...[0, 1, 2].map((again) => ({ text: base64At(Buffer.from(encoded), again), length: settled.base64Twice })),
    ];
  });

/** The six bits of a sign as uuencode writes them. */
const uuDigits = String.fromCharCode(96, ...Array.from({ length: 63 }, (_, value) => 33 + value));

/** Of a longer secret the rest is looked for as it is. */
const longest = 4_000;

/** The spellings that a secret without white space is looked for in. */
export const secretForms = (whole: string): SecretForm[] => {
  const secret = whole.slice(0, longest);
  const bytes = Buffer.from(secret);
  const hex = bytes.toString("hex");
  return [
    ...[whole, reverse(secret), rot13(secret), rot47(secret), atbash(secret), ...swapped(secret)].map((text) => ({
      text,
      length: pieceLength,
    })),
    ...[
      hex,
      reverse(hex),
      Buffer.from(secret, "utf16le")
        .toString("hex")
        .replace(/^00|00$/g, ""),
    ].map((text) => ({
      text,
      length: 2 * pieceLength,
    })),
    { text: [...bytes].join(""), length: 2 * pieceLength },
    { text: [...bytes].map((byte) => byte.toString(8)).join(""), length: 2 * pieceLength },
    { text: inBits(bytes), length: 8 * pieceLength },
    ...base64Forms(secret),
    ...[0, 1, 2].map((offset) => ({ text: digitsAt(bytes, offset, 6, uuDigits), length: settled.base64 })),
    ...[0, 1, 2, 3, 4].flatMap((offset) =>
      base32Alphabets.map((alphabet) => ({ text: digitsAt(bytes, offset, 5, alphabet), length: settled.base32 })),
    ),
    ...[0, 1, 2, 3].flatMap((offset) =>
      digits85.map((digit) => ({ text: base85At(bytes, offset, digit), length: settled.base85 })),
    ),
  ];
};
