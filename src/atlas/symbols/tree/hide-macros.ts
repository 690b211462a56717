/** Blanks out the macros that a grammar of C++ stumbles over, since it cannot know what they stand for. */

const keywords =
  "inline|static|constexpr|explicit|virtual|auto|void|int|long|short|char|bool|double|float|unsigned|signed|typename|template|struct|class|enum|union|namespace|using|friend|extern|typedef";

const macro = "[A-Z][A-Z0-9_]{3,60}";
const call = "\\([^()\\n]{0,200}\\)";

/** Alone on a line, as `FMT_BEGIN_NAMESPACE`; with arguments only where no body follows. */
const alone = new RegExp(`^${macro}(?:;|${call};?(?!\\s{0,40}[{:]))?[ \\t]{0,20}\\r?$`, "gm");
/** `class EXPORT Name`. */
const inHead = new RegExp(
  `^([ \\t]{0,40}(?:class|struct|union)[ \\t]{1,8})(${macro}(?:${call})?)(?=[ \\t]{1,8}[A-Za-z_])`,
  "gm",
);
/** `EXPORT static int f()`. */
const inFront = new RegExp(`^([ \\t]{0,40})(${macro}(?:${call})?)(?=[ \\t]{1,8}(?:${keywords})\\b)`, "gm");

const blank = (text: string): string => text.replace(/[^\r\n]/g, " ");

/** Gives text of the same length with the same lines. */
export const hideMacros = (text: string): string =>
  text
    .replace(alone, blank)
    .replace(inHead, (_whole, head: string, name: string) => head + blank(name))
    .replace(inFront, (_whole, head: string, name: string) => head + blank(name));
