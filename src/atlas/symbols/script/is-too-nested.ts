/**
 * Tells before parsing whether a text could overflow the native parser, which recurses without a limit and would take the
 * whole process with it.
 *
 * `isTooNested` is approximate: it guesses which slash starts a regular expression. `mayOverflow` cannot be misled, but a
 * text of some length passes it only in a thread with a large stack.
 */

/** Measured: no construct takes 600 bytes of stack a character, or 700 a unit; a worker thread has 4 MB. */
const bytesPerCharacter = 600;
const bytesPerUnit = 700;
const alwaysSafe = 4_000;
const maxUnits = 4_000;
/** The parser reads `a < b` as type arguments first and keeps what it tried: 130 bytes for each pair of open angles. */
const maxAnglePairs = 2_000_000;

const unit = { word: 1, sign: 1, bracket: 2 };

const other = 0;
const word = 1;
const sign = 2;
const open = 3;
const close = 4;
const separator = 5;
const quote = 6;
const backtick = 7;
const slash = 8;
const less = 9;
const greater = 10;

const classes = new Uint8Array(128);
for (let code = 48; code < 123; code++) if (/\w/.test(String.fromCharCode(code))) classes[code] = word;
for (const [kind, characters] of [
  [word, "$#@"],
  [sign, "=?!~:*"],
  [open, "([{"],
  [close, ")]}"],
  [separator, ",;"],
  [quote, "\"'"],
  [backtick, "`"],
  [slash, "/"],
  [less, "<"],
  [greater, ">"],
] as const)
  for (const character of characters) classes[character.charCodeAt(0)] = kind;

const newline = 10;
const backslash = 92;
const semicolon = 59;
const graveAccent = 96;
const dollar = 36;
const equals = 61;
const letter = { c: 99, e: 101, v: 118 };
const braceOpen = 123;
const braceClose = 125;

/** The place of the closing quote, or of the end of the line. */
const endOfQuoted = (text: string, from: number, mark: number): number => {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === backslash) at++;
    else if (code === mark || code === newline) break;
  }
  return at;
};

/** The last place before the closing backtick or before the brace in `${`. */
const endOfTemplatePart = (text: string, from: number): number => {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === backslash) at++;
    else if (code === graveAccent) return at - 1;
    else if (code === dollar && text.charCodeAt(at + 1) === braceOpen) return at;
  }
  return at;
};

/** Bounds the search for an end that is not there. */
const maxRegExp = 300;

/** The place of the closing slash; `from` when there is none, so that the slash is taken as a division. */
const endOfRegExp = (text: string, from: number): number => {
  let isInClass = false;
  const stop = Math.min(text.length, from + maxRegExp);
  for (let at = from + 1; at < stop; at++) {
    const code = text.charCodeAt(at);
    if (code === newline) return from;
    if (code === backslash) at++;
    else if (code === 91) isInClass = true;
    else if (code === 93) isInClass = false;
    else if (code === 47 && !isInClass) return at;
  }
  return from;
};

/** Whether a word stands first in its line that cannot go on with what is before, as where semicolons are left out. */
const beginsStatement = (text: string, at: number): boolean => {
  if (!text.startsWith("const", at) && !text.startsWith("export", at) && !text.startsWith("var", at)) return false;
  let before = at - 1;
  while (text.charCodeAt(before) === 32 || text.charCodeAt(before) === 9) before--;
  return text.charCodeAt(before) === newline;
};

const endOfComment = (text: string, from: number): number => {
  const end = text.charCodeAt(from + 1) === 47 ? text.indexOf("\n", from) : text.indexOf("*/", from + 2) + 1;
  return end <= 0 ? text.length : end;
};

/** Per open bracket: base, units, angle base and angles outside it, and whether it is a template. Overwritten by each scan. */
const frameSize = 5;
const stack = new Int32Array(frameSize * (maxUnits + 2));

/**
 * Adds up brackets, words and operators on the way from the outermost construct to the present place. A separator forgets
 * what stood before it in the same brackets, a closing bracket what stood inside.
 */
export const isTooNested = (text: string): boolean => {
  if (text.length <= alwaysSafe) return false;
  let top = 0;
  let isTemplate = 0;
  let base = 0;
  let units = 0;
  let angleBase = 0;
  let angles = 0;
  let anglePairs = 0;
  let unitsBeforeTag = 0;
  let before = separator;

  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 32) continue;
    const kind = code < 128 ? (classes[code] ?? other) : word;
    if (kind === open || (kind === backtick && isTemplate === 0)) {
      stack[top] = base;
      stack[top + 1] = units;
      stack[top + 2] = angleBase;
      stack[top + 3] = angles;
      stack[top + 4] = isTemplate;
      top += frameSize;
      units += unit.bracket;
      base = units;
      angleBase = angles;
      isTemplate = kind === backtick ? 1 : 0;
      if (isTemplate === 1) at = endOfTemplatePart(text, at + 1);
    } else if (kind === close || kind === backtick) {
      if (top > 0) {
        top -= frameSize;
        base = stack[top] ?? 0;
        units = stack[top + 1] ?? 0;
        angleBase = stack[top + 2] ?? 0;
        angles = stack[top + 3] ?? 0;
        isTemplate = stack[top + 4] ?? 0;
      }
      if (code === braceClose) {
        if (isTemplate === 1) at = endOfTemplatePart(text, at + 1);
        else units = base;
      }
    } else if (kind === word) {
      if ((code === letter.c || code === letter.e || code === letter.v) && beginsStatement(text, at)) units = base;
      units += unit.word;
      // A chain of `else if` goes deeper with each link, whatever separators stand between.
      if (code === letter.e && text.startsWith("else", at)) base += 2 * unit.word;
      while (at + 1 < text.length && classes[text.charCodeAt(at + 1)] === word) at++;
    } else if (kind === sign) units += unit.sign;
    else if (kind === separator) {
      units = base;
      if (code === semicolon) angles = angleBase;
    } else if (kind === quote) at = endOfQuoted(text, at + 1, code);
    else if (kind === less) {
      unitsBeforeTag = units;
      angles++;
      anglePairs += angles;
      units += unit.sign;
    } else if (kind === greater) {
      if (angles > angleBase && text.charCodeAt(at - 1) !== equals) {
        angles--;
        units = Math.max(base, units - unit.sign);
      }
    } else if (kind === slash) {
      const next = text.charCodeAt(at + 1);
      if (next === 47 || next === 42) {
        at = endOfComment(text, at);
        continue;
      }
      const isAfterValue = before === word || before === close || before === quote || before === backtick;
      // `</` takes back what the names of the element's two tags add, `/>` the whole tag.
      if (before === less) units = Math.max(base, units - 2 * unit.word);
      else if (isAfterValue && next === 62) units = Math.max(base, Math.min(units, unitsBeforeTag));
      else if (!isAfterValue) at = endOfRegExp(text, at);
    }
    before = kind;
    if (units > maxUnits || anglePairs > maxAnglePairs) return true;
  }
  return false;
};

/** The longest text that a stack holds, however it is nested. */
export const safeLength = (stackBytes: number): number => Math.floor(stackBytes / bytesPerCharacter);

const maxAngles = Math.floor(Math.sqrt(maxAnglePairs));

/** Whether the text is so short for the stack, and has so few angles, that it cannot be too nested. */
export const isSurelyShallow = (text: string, stackBytes: number): boolean => {
  if (text.length > safeLength(stackBytes)) return false;
  let angles = 0;
  for (let at = text.indexOf("<"); at !== -1 && angles <= maxAngles; at = text.indexOf("<", at + 1)) angles++;
  return angles <= maxAngles;
};

/** Whether everything in the text, all of it nested, could take more than the stack. */
export const mayOverflow = (text: string, stackBytes: number): boolean => {
  if (text.length <= safeLength(stackBytes)) return false;
  const most = stackBytes / bytesPerUnit;
  let units = 0;
  let before = other;
  for (let at = 0; at < text.length && units <= most; at++) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? (classes[code] ?? other) : word;
    if (kind === open || kind === backtick) units += unit.bracket;
    else if (code > 32 && (kind !== word || before !== word)) units += unit.sign;
    before = kind;
  }
  return units > most;
};
