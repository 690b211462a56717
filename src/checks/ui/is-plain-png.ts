/** Tells whether bytes are one PNG picture and nothing else. */

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const maxSide = 8_192;

/** Chunks that browsers write and that hold no text or other cargo. */
const known = new Set(["IHDR", "PLTE", "tRNS", "sRGB", "gAMA", "cHRM", "sBIT", "pHYs", "IDAT", "IEND"]);

/** The chunks must be known ones, begin with a header of sane size, and end exactly where the file ends; checksums are not looked at. */
export const isPlainPng = (bytes: Buffer): boolean => {
  if (!bytes.subarray(0, 8).equals(signature)) return false;
  let at = 8;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const kind = bytes.toString("latin1", at + 4, at + 8);
    if (!known.has(kind) || (at === 8) !== (kind === "IHDR")) return false;
    if (kind === "IHDR" && !(length === 13 && isSide(bytes, at + 8) && isSide(bytes, at + 12))) return false;
    at += 12 + length;
    if (kind === "IEND") return length === 0 && at === bytes.length;
  }
  return false;
};

const isSide = (bytes: Buffer, at: number): boolean => {
  const side = at + 4 <= bytes.length ? bytes.readUInt32BE(at) : 0;
  return side > 0 && side <= maxSide;
};
