/** Where the entry of a file starts, and where lines that look like its header belong to a hunk. */
import { isHunkHeader } from "./line-marks.ts";
import { agreeOn, isNameLike, isPrefixedName, nullDevice, readingsOf, readName } from "./stated-name.ts";

/**
 * What the lines above a name line say: the hunk's counts want more lines, they say nothing, no hunk has a header,
 * the counts are complete, or no hunk is open. A removed `-- x` and an added `++ y` print like names, so that less proof is asked from each to the next.
 */
export type Surroundings = "counted" | "uncounted" | "headless" | "complete" | "outside";

const isMinus = (text: string | undefined): boolean => text?.startsWith("--- ") ?? false;
const isPlus = (text: string | undefined): boolean => text?.startsWith("+++ ") ?? false;

const isNamePair = (texts: string[], at: number, where: Surroundings): boolean => {
  const one = readName(texts[at]?.slice(4) ?? "");
  const other = readName(texts[at + 1]?.slice(4) ?? "");
  if (where === "outside") return true;
  if (one === null || other === null) return false;
  const hunkFollows = isHunkHeader(texts[at + 2]);
  const arePrefixed = isPrefixedName(one) && isPrefixedName(other);
  const haveNull = one === nullDevice || other === nullDevice;
  const agree = haveNull
    ? isNameLike(one) && isNameLike(other)
    : agreeOn([readingsOf(one), readingsOf(other)]).length > 0;
  if (where === "counted") return hunkFollows && (agree || arePrefixed);
  const areNames = isNameLike(one) && isNameLike(other);
  if (hunkFollows) return agree || areNames || (where === "complete" && arePrefixed);
  return agree && areNames && (haveNull || where === "headless");
};

const isLoneName = (texts: string[], at: number, where: Surroundings): boolean => {
  const name = readName(texts[at]?.slice(4) ?? "");
  const hunkFollows = isHunkHeader(texts[at + 1]);
  if (where === "outside") return hunkFollows || (name !== null && isNameLike(name));
  if (name === null) return false;
  return hunkFollows && (isPrefixedName(name) || (where !== "counted" && isNameLike(name)));
};

const startsWithNames = (texts: string[], at: number, where: Surroundings): boolean => {
  const text = texts[at];
  const next = texts[at + 1];
  if (isMinus(text)) return isPlus(next) ? isNamePair(texts, at, where) : isLoneName(texts, at, where);
  if (!isPlus(text)) return false;
  if (where !== "outside" && isMinus(texts[at - 1])) return false;
  return isMinus(next) && !isPlus(texts[at + 2]) ? isNamePair(texts, at, where) : isLoneName(texts, at, where);
};

const extended =
  /^(?:diff --(?:git|cc|combined) |index [0-9a-f]{4,64}(?:,[0-9a-f]{4,64})*\.\.[0-9a-f]|(?:new file|deleted file|old|new) mode \d{6}|(?:dis)?similarity index \d|GIT binary patch|Binary files .{1,2000} differ)/;

/** Words that prose may begin with too; git never writes them without their second line. */
const startsWithWords = (text: string, next: string): boolean => {
  if (text.startsWith("Index: ")) return next.startsWith("=====") || isMinus(next) || isPlus(next);
  if (text.startsWith("rename from ")) return next.startsWith("rename to ");
  if (text.startsWith("copy from ")) return next.startsWith("copy to ");
  return extended.test(text);
};

/** Is this line the first one of a file's header? */
export const startsFile = (texts: string[], at: number, where: Surroundings): boolean => {
  const text = texts[at] ?? "";
  switch (text.charCodeAt(0)) {
    case 45:
    case 43:
      return text.charCodeAt(3) === 32 && startsWithNames(texts, at, where);
    case 66:
    case 71:
    case 73:
    case 99:
    case 100:
    case 105:
    case 110:
    case 111:
    case 114:
    case 115:
      return startsWithWords(text, texts[at + 1] ?? "");
    default:
      return false;
  }
};
