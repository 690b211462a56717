/** Finds names that mix writing systems so that people read another name than the machine (UTS 39, highly restrictive). */

const name = /[\p{ID_Start}_$][\p{ID_Continue}$]*/gu;
const beyondAscii = /[^\0-\x7f]/;
const latin = /\p{Script=Latin}/u;
/** Together with Latin letters these are how Chinese, Japanese and Korean are written. */
const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;
const greek = /\p{Script=Greek}/u;
const cyrillic = /\p{Script=Cyrillic}/u;
const ofNoScript = /[\p{Script=Common}\p{Script=Inherited}]/u;

/** Greek letters that are drawn like Latin ones; the others are what formulas are written with. */
const greekLookalikes = /[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορϲϳ]/u;
/** Cyrillic letters that are drawn like Latin ones. */
const onlyLookalikes = /^[_$\d]*(?:[АВЕЅІЈКМНОРСТУХҮԌԚԜаеоpрсухѕіјһԁԛԝӏ][_$\d]*)+$/u;

/** Another spelling of an ASCII letter or digit, which some languages read as the same name. */
const isCompatible = (character: string): boolean =>
  beyondAscii.test(character) && /^[A-Za-z0-9]+$/.test(character.normalize("NFKC"));

const isMixed = (word: string): boolean => {
  const letters = Array.from(word.normalize("NFC")).filter((one) => /\p{L}/u.test(one));
  if (letters.some(isCompatible)) return true;
  const foreign = letters.filter((one) => !latin.test(one) && !eastAsian.test(one) && !ofNoScript.test(one));
  if (foreign.some((one) => greek.test(one)) && foreign.some((one) => cyrillic.test(one))) return true;
  if (!letters.some((one) => latin.test(one))) return onlyLookalikes.test(word);
  if (!foreign.every((one) => greek.test(one))) return true;
  // `ρ_air` is a formula's name; `pοrt` with an omicron is none.
  return word.split("_").some((part) => latin.test(part) && greekLookalikes.test(part));
};

/** The first such name of a line of code or a path, or null. Words of one script alone, and their numbers, are none. */
export const findMixedName = (text: string): string | null =>
  beyondAscii.test(text) ? (text.match(name)?.find((word) => beyondAscii.test(word) && isMixed(word)) ?? null) : null;
