/** Letters of other scripts that look like Latin ones, and stand for them where a reader copies what he sees. */

const pairs = [
  ["абсԁеһіјкӏмпорԛѕтцхуѡгʋ", "abcdehijklmnopqstuxywrv"],
  ["АВСЕНІЈКМОРԚЅТХУԜ", "ABCEHIJKMOPQSTXYW"],
  ["αοιικνρυχ", "aoiikvpux"],
  ["ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"],
  ["ıոսցѵ∕⁄‐‑‒–—", "inugv//-----"],
] as const;

const latin = new Map(pairs.flatMap(([from, to]) => [...from].map((sign, index) => [sign, to.charAt(index)] as const)));

const other = new RegExp(`[${[...latin.keys()].join("")}]`, "g");

/** The text with each of them as its Latin twin; nothing else changes, not even the length. */
export const readLookAlikes = (text: string): string => text.replace(other, (sign) => latin.get(sign) ?? sign);
