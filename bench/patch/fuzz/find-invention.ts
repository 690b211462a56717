/** Whether all that an accepted reply brings stands in the reply or in the files: no path and no line is made up. */
import type { FileChange } from "../../../src/domain/patch.ts";
import type { FuzzInput } from "./fuzz-input.ts";

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: " " };

const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

const letters: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

const decodeJson = (text: string): string =>
  text.replace(/\\(?:u([0-9a-f]{4})|(.))/gis, (_, hex, letter) =>
    hex === undefined ? (letters[letter] ?? letter) : String.fromCharCode(Number.parseInt(hex, 16)),
  );

const decodeOctal = (text: string): string =>
  text.replace(/(?:\\[0-7]{3})+/g, (run) =>
    Buffer.from((run.match(/[0-7]{3}/g) ?? []).map((digits) => Number.parseInt(digits, 8) & 255)).toString("utf8"),
  );

/** The reply as it stands, and as its strings, names and marked-up text may be meant; each is made only when asked for. */
const readings: ((reply: string) => string)[] = [
  (reply) => reply,
  decodeJson,
  (reply) => decodeJson(decodeOctal(reply)),
  (reply) => decodeOctal(decodeJson(reply)),
  decodeEntities,
  (reply) => decodeEntities(decodeJson(reply)),
  (reply) => decodeJson(decodeEntities(reply)),
  (reply) => decodeJson(decodeJson(reply)),
];

export const namesPath = (reply: string, path: string): boolean => readings.some((read) => read(reply).includes(path));

/** Without white space and signs that repairs may spell anew: quotes, dashes, dots. */
const fold = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();

const linesOf = (text: string | null): string[] => (text ?? "").split("\n");

/** A sentence on the first new line that neither the files nor the reply hold, or null. */
export const findInvention = (changes: FileChange[], { reply, files, blobs }: FuzzInput): string | null => {
  const base = [...Object.values(files), ...Object.values(blobs)].flatMap(linesOf);
  const exact = new Set(base);
  const fresh = changes.flatMap(({ path, after }) =>
    linesOf(after).flatMap((line) => (exact.has(line) ? [] : [{ path, line, folded: fold(line) }])),
  );
  let left = fresh.filter(({ folded }) => folded !== "");
  for (const read of readings) {
    if (left.length === 0) break;
    const said = fold(read(reply));
    left = left.filter(({ folded }) => !said.includes(folded));
  }
  const known = new Set(left.length === 0 ? [] : base.map(fold));
  left = left.filter(({ folded }) => !known.has(folded));
  const [first] = left;
  return first ? `${first.path}: nobody said the new line ${JSON.stringify(first.line.slice(0, 200))}` : null;
};
