/** Decodes character references once, as a browser does; what they decode to is not read again. */
import { removeInvisible } from "../visible-text.ts";
import type { Dropped } from "./dropped.ts";

const reference = /&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z]{2,24}));/g;

/** Names of what could hide markup or nothing at all; others stay as they are written. */
const named: Record<string, string> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
  nbsp: "\u00A0",
  lsqb: "[",
  rsqb: "]",
  lbrack: "[",
  rbrack: "]",
  sol: "/",
  bsol: "\\",
  verbar: "|",
  vert: "|",
  excl: "!",
  colon: ":",
  commat: "@",
  num: "#",
  grave: "`",
  shy: "",
  zwnj: "",
  zwj: "",
  lrm: "",
  rlm: "",
  ZeroWidthSpace: "",
  NegativeThinSpace: "",
  NegativeMediumSpace: "",
  NegativeThickSpace: "",
  NegativeVeryThinSpace: "",
  NoBreak: "",
  ApplyFunction: "",
  af: "",
  InvisibleTimes: "",
  it: "",
  InvisibleComma: "",
  ic: "",
};

const decodeOne = (hex: string | undefined, decimal: string | undefined, name: string | undefined): string | null => {
  if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? null) : null;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code > 0x10ffff ? null : removeInvisible(String.fromCodePoint(code));
};

/** Counts in `dropped` what it decodes, and what decodes to nothing that is seen. */
export const decodeReferences = (text: string, dropped: Dropped): string =>
  text.replace(reference, (whole, hex?: string, decimal?: string, name?: string) => {
    const decoded = decodeOne(hex, decimal, name);
    if (decoded === null) return whole;
    if (decoded === "") dropped.invisible += 1;
    else dropped.references += 1;
    return decoded;
  });
