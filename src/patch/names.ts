/** Which file an entry speaks of, decided from every name it states; names that disagree decide nothing. */
import { unquotePath } from "./quote-path.ts";

/** The old and new name of an entry; null stands for `/dev/null`. */
export type Names = { before: string | null; after: string | null };

export type StatedNames = {
  /** What follows `diff --git `. */
  git: string | null;
  /** The names of `---` and `+++`, read but with their prefixes. */
  pair: { before: string; after: string } | null;
  renameFrom: string | null;
  renameTo: string | null;
  index: string | null;
};

/** The name in a `---` or `+++` line without timestamp and quotes; null when its quotes are not well formed. */
export const readName = (raw: string): string | null => {
  if (raw.startsWith('"')) {
    const quoted = unquotePath(raw);
    return quoted && /^\s*(?:\d{4}-|$)/.test(quoted.rest) ? quoted.path : null;
  }
  const tab = raw.indexOf("\t");
  const timestamp = raw.search(/ \d{4}-\d\d-\d\d[ T]\d\d:\d\d/);
  const end = tab >= 0 ? tab : timestamp >= 0 ? timestamp : raw.length;
  return raw.slice(0, end).trimEnd();
};

const isNull = (name: string): boolean => name === "/dev/null";
const isPrefixed = (name: string): boolean => /^[ab]\//.test(name);
const withoutPrefix = (name: string): string => (isPrefixed(name) ? name.slice(2) : name);

/** Takes `a/` and `b/` away where both names have one, where the other is `/dev/null`, or where only then they agree. */
export const stripPrefixes = (before: string, after: string): Names => {
  if (isNull(before)) return { before: null, after: isNull(after) ? null : withoutPrefix(after) };
  if (isNull(after)) return { before: withoutPrefix(before), after: null };
  const bothOrAgreeing =
    (isPrefixed(before) && isPrefixed(after)) || withoutPrefix(before) === after || before === withoutPrefix(after);
  return bothOrAgreeing ? { before: withoutPrefix(before), after: withoutPrefix(after) } : { before, after };
};

const says = (stated: string, name: string | null): boolean =>
  name === null || stated === name || stated === `a/${name}` || stated === `b/${name}`;

/** `diff --git` separates names by a space that names may hold too, so that it is compared and not read. */
const gitLineSays = (git: string, before: string, after: string): boolean => {
  if (git.includes('"')) {
    const first = git.startsWith('"') ? unquotePath(git) : null;
    const split = first ? git.length - first.rest.length : git.indexOf(' "');
    const second = first ? first.rest.slice(1) : git.slice(split + 1);
    const left = first ? first.path : git.slice(0, split);
    const right = second.startsWith('"') ? unquotePath(second)?.path : second;
    return split > 0 && right !== undefined && says(left, before) && says(right, after);
  }
  const prints = (name: string) => [`a/${name}`, `b/${name}`, name, "/dev/null", "a/dev/null", "b/dev/null"];
  return prints(before).some(
    (left) => git.startsWith(`${left} `) && prints(after).includes(git.slice(left.length + 1)),
  );
};

const namesOfGitLine = (git: string): Names | null => {
  if (git.startsWith('"')) {
    const name = unquotePath(git)?.path;
    return name === undefined ? null : stripPrefixes(name, name);
  }
  const middle = (git.length - 1) / 2;
  if (git[middle] !== " ") return null;
  return stripPrefixes(git.slice(0, middle), git.slice(middle + 1));
};

/** The names that everything in the header agrees on, or a sentence that says what does not. */
export const decideNames = (stated: StatedNames): Names | string => {
  const { git, pair, renameFrom, renameTo, index } = stated;
  if ((renameFrom === null) !== (renameTo === null)) return "it has only one of `rename from` and `rename to`";
  let names: Names | null = null;
  if (renameFrom !== null && renameTo !== null) {
    names = { before: renameFrom, after: renameTo };
    if (pair && !(says(pair.before, renameFrom) && says(pair.after, renameTo)))
      return "`---` and `+++` name other files than `rename from` and `rename to`";
  } else if (pair) names = stripPrefixes(pair.before, pair.after);
  else if (git !== null) names = namesOfGitLine(git);
  if (names === null) return "it names no file: write `--- a/path` and `+++ b/path`";
  const before = names.before ?? names.after;
  const after = names.after ?? names.before;
  if (before === null || after === null) return "both of its names are /dev/null";
  if (renameFrom === null && before !== after)
    return `its names disagree (\`${before}\` and \`${after}\`): a rename needs \`rename from\` and \`rename to\``;
  if (git !== null && !gitLineSays(git, before, after)) return "`diff --git` names other files than the lines below it";
  if (index !== null && !says(index, before) && !says(index, after)) return "`Index:` names another file";
  return names;
};
