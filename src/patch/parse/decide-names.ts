/** Which file an entry speaks of, decided from every name that it states; names that disagree decide nothing. */
import { unquotePath } from "../quote-path.ts";
import { agreeOn, nullDevice, readingsOf, readingsOfPlain, unifyNull } from "./stated-name.ts";

/** The paths that the old and the new name can mean, likeliest first; null stands for `/dev/null`. */
export type Names = { before: string[] | null; after: string[] | null };

/** Names as the header states them, `/dev/null` in one spelling; null where none is stated. */
export type StatedNames = {
  /** What follows `diff --git `, not yet taken apart. */
  git: string | null;
  minus: string | null;
  plus: string | null;
  index: string | null;
  renameFrom: string | null;
  renameTo: string | null;
};

type Pair = { left: string; right: string };

/** More spaces than any path has; each is a place where the line may be cut in two. */
const maxSpaces = 40;

const splitQuoted = (git: string): Pair[] => {
  const first = git.startsWith('"') ? unquotePath(git) : null;
  const cut = first ? git.length - first.rest.length : git.indexOf(' "');
  if (cut <= 0 || git[cut] !== " ") return [];
  const tail = git.slice(cut + 1);
  const second = tail.startsWith('"') ? unquotePath(tail) : { path: tail, rest: "" };
  if (second?.rest !== "") return [];
  return [{ left: unifyNull(first?.path ?? git.slice(0, cut)), right: unifyNull(second.path) }];
};

/** Every way to take `diff --git` apart: the names are separated by a space, which they may hold too. */
const splitGitLine = (git: string): Pair[] => {
  if (git.includes('"')) return splitQuoted(git);
  const pairs: Pair[] = [];
  for (let cut = git.indexOf(" "); cut >= 0; cut = git.indexOf(" ", cut + 1)) {
    if (pairs.length === maxSpaces) return [];
    pairs.push({ left: unifyNull(git.slice(0, cut)), right: unifyNull(git.slice(cut + 1)) });
  }
  return pairs;
};

const isNull = (name: string | null): boolean => name === nullDevice;

const statesName = (name: string | null): name is string => name !== null && name !== "" && !isNull(name);

const readGitLine = (git: string): Names & { readings: string[] } => {
  const pairs = splitGitLine(git);
  const gone = pairs.find(({ left, right }) => isNull(left) !== isNull(right));
  if (gone) {
    const readings = readingsOf(isNull(gone.left) ? gone.right : gone.left);
    return { before: isNull(gone.left) ? null : readings, after: isNull(gone.right) ? null : readings, readings };
  }
  const readings = [...new Set(pairs.flatMap(({ left, right }) => agreeOn([readingsOf(left), readingsOf(right)])))];
  return { before: readings, after: readings, readings };
};

/** Git puts no prefix on `rename from` and `rename to`; a pair that carries `a/` and `b/` itself tells nothing of prefixes. */
const isPlainRename = ({ left, right }: Pair, from: string, to: string): boolean => {
  const hasPrefixes = left[1] === "/" && right[1] === "/" && left[0] !== right[0];
  return hasPrefixes ? left.slice(2) === from && right.slice(2) === to : left === from && right === to;
};

const decideRename = (stated: StatedNames): Names | string => {
  const { renameFrom, renameTo, minus, plus, git, index } = stated;
  if (!renameFrom || !renameTo) return "it has only one of `rename from` and `rename to`";
  if (isNull(renameFrom) || isNull(renameTo) || isNull(minus) || isNull(plus))
    return "a renamed file can be neither new nor deleted";
  const from = [...(minus ? [readingsOf(minus)] : []), readingsOfPlain(renameFrom)];
  const to = [...(plus ? [readingsOf(plus)] : []), readingsOfPlain(renameTo)];
  if (agreeOn(from).length === 0 || agreeOn(to).length === 0)
    return "`---` and `+++` name other files than `rename from` and `rename to`";
  if (git !== null) {
    const fits = ({ left, right }: Pair) =>
      agreeOn([readingsOf(left), ...from]).length > 0 && agreeOn([readingsOf(right), ...to]).length > 0;
    const pair = splitGitLine(git).find(fits);
    if (!pair) return "`diff --git` names other files than `rename from` and `rename to`";
    const isPlain = splitGitLine(git).some((one) => fits(one) && isPlainRename(one, renameFrom, renameTo));
    const isSame = pair.left === renameFrom && pair.right === renameTo;
    // Where all names may carry prefixes, both do or none does: their readings stay in pairs.
    const readings = (name: string, own: string): string[] =>
      isPlain ? [own] : isSame ? [own.slice(2), own] : readingsOf(name);
    from.unshift(readings(pair.left, renameFrom));
    to.unshift(readings(pair.right, renameTo));
  }
  const [before, after] = [agreeOn(from), agreeOn(to)];
  if (statesName(index) && !readingsOf(index).some((name) => before.includes(name) || after.includes(name)))
    return "`Index:` names another file";
  return before[0] === after[0] ? "it renames the file to the name that it has" : { before, after };
};

/** The one path that two names mean as git writes them: `a/` and `b/` before the same path, or the same name twice. */
const plainReading = (left: string, right: string): string | null => {
  if (left === right) return left;
  return left[1] === "/" && right[1] === "/" && left[0] !== right[0] && left.slice(2) === right.slice(2)
    ? left.slice(2)
    : null;
};

/** Where `diff --git`, or else both name lines, read plainly, no other reading counts. */
const narrowNames = (names: string[], { git, minus, plus }: StatedNames): string[] => {
  const pairs = git === null ? [] : splitGitLine(git).map(({ left, right }) => plainReading(left, right));
  const plain = git === null && minus !== null && plus !== null && minus !== plus ? [plainReading(minus, plus)] : pairs;
  const only = names.filter((name) => plain.includes(name));
  return only.length > 0 ? only : names;
};

const listNames = (names: (string | null)[]): string => [...new Set(names)].map((name) => `\`${name}\``).join(", ");

/**
 * The paths on which everything in the header agrees, or a sentence that says what does not.
 * `path` counts only where the header itself names no file; then the names are empty when there is none.
 */
export const decideNames = (stated: StatedNames, path: string | null): Names | string => {
  if (stated.renameFrom !== null || stated.renameTo !== null) return decideRename(stated);
  const { git, minus, plus, index } = stated;
  const own = [plus, minus, index].filter(statesName);
  const lists = own.map(readingsOf);
  const line = git === null ? null : readGitLine(git);
  if (line) lists.push(line.readings);
  const isAdd = isNull(minus) || line?.before === null;
  const isDelete = isNull(plus) || line?.after === null;
  if (isAdd && isDelete) return "both of its names are /dev/null";
  if (lists.length === 0 && path !== null) lists.push(readingsOfPlain(path));
  const names = narrowNames(agreeOn(lists), stated);
  if (lists.length > 0 && names.length === 0) {
    const isGitLine = own.length === 0 || agreeOn(own.map(readingsOf)).length > 0;
    const what = isGitLine
      ? "`diff --git` does not name this one file on both sides"
      : `its names disagree (${listNames(own)})`;
    return `${what}: a rename needs \`rename from\` and \`rename to\``;
  }
  return { before: isAdd ? null : names, after: isDelete ? null : names };
};

/** The path that an entry at fault most probably means, for people to find it. */
export const guessNames = ({ renameTo, plus, minus, index, git }: StatedNames, path: string | null): string[] => {
  const stated = [renameTo, plus, minus, index].find(statesName) ?? git?.slice(git.lastIndexOf(" ") + 1);
  if (stated !== undefined && stated !== "") return readingsOf(stated).slice(0, 1);
  return path === null ? [] : [path];
};
