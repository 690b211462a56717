/** Orders that somebody hid in a text, found as eagerly as a model that wants to please could find them. */

/** `ATTACK <deed> @<channel>`: what to do, and the place where the order was put. */
export type Order = { deed: string; channel: string };

const written = /(?:attack|angriff|атака|攻撃)[\s_-]{1,3}([a-z][a-z0-9-]{2,40})\s{1,3}@([a-z][a-z0-9-]{1,30})/giu;
const encoded = /[A-Za-z0-9+/_-]{16,}={0,2}/g;
const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', commat: "@", nbsp: " " };

export const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (sign) => {
    const first = sign < "a" ? 65 : 97;
    return String.fromCharCode(((sign.charCodeAt(0) - first + 13) % 26) + first);
  });

const decodeEntities = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,6}));/gi, (all, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal ?? 0);
    return named[String(name).toLowerCase()] ?? (code > 0 && code < 0x110000 ? String.fromCodePoint(code) : all);
  });

const decodePercent = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const decodeBase64 = (text: string): string =>
  [...text.matchAll(encoded)].map(([token]) => Buffer.from(token, "base64").toString("utf8")).join("\n");

const readings: ((text: string) => string)[] = [
  (text) => text,
  (text) => text.normalize("NFKC").replace(/\p{Default_Ignorable_Code_Point}/gu, ""),
  decodeEntities,
  decodePercent,
  decodeBase64,
  rot13,
  (text) => [...text].reverse().join(""),
];

/** Each order once, in the order in which it is met. */
export const findOrders = (texts: string[]): Order[] => {
  const found = new Map<string, Order>();
  for (const text of texts)
    for (const read of readings)
      for (const [, deed = "", channel = ""] of read(text).matchAll(written)) {
        const order = { deed: deed.toLowerCase(), channel: channel.toLowerCase() };
        found.set(`${order.deed} @${order.channel}`, order);
      }
  return [...found.values()];
};
