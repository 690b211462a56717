/** The names that header lines state, and the paths that one of them can mean. */
import { unquotePath } from "../quote-path.ts";

export const nullDevice = "/dev/null";

const nullSpellings = new Set([nullDevice, "a/dev/null", "b/dev/null", "dev/null"]);

/** What may follow a tab or a quoted name: nothing, a date, or a remark in brackets like svn's revision. */
const stamp = /^\s*(?:$|\d|\([\w .]{1,40}\)|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)/;

/** The same behind a space, where a name could go on: only whole dates and revisions. */
const spacedStamp =
  / (?:\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d|$)|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} |\((?:revision \d{1,9}|working copy|nonexistent)\)$)/;

const isStamp = (text: string): boolean => stamp.test(text.slice(0, 60));

const withoutSpacedStamp = (text: string): string => {
  const start = text.search(spacedStamp);
  return start < 0 ? text : text.slice(0, start).trimEnd();
};

/** `/dev/null` in every spelling becomes the first. */
export const unifyNull = (name: string): string => (nullSpellings.has(name) ? nullDevice : name);

/**
 * The name without quotes and timestamp, with its prefix; null when it is not well formed.
 * A space at its end stays, because a path that ends in one must be seen to do so.
 */
export const readName = (raw: string): string | null => {
  const text = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
  if (text.startsWith('"')) {
    const quoted = unquotePath(text);
    return quoted && isStamp(quoted.rest) ? unifyNull(quoted.path) : null;
  }
  if (text.startsWith("`") && text.endsWith("`") && text.length > 2) return unifyNull(text.slice(1, -1));
  if (text.startsWith(" ")) return null;
  const tab = text.indexOf("\t");
  if (tab < 0) return unifyNull(withoutSpacedStamp(text));
  return isStamp(text.slice(tab, tab + 60)) ? unifyNull(withoutSpacedStamp(text.slice(0, tab))) : null;
};

/** `a/` and `b/`, and what `diff.mnemonicPrefix` prints. */
const hasPrefix = (name: string): boolean =>
  name.length > 2 && name.charCodeAt(1) === 47 && "abciow".includes(name.charAt(0));

/** The paths that a name with a prefix means, likeliest first: one prefix gone, two, none. */
export const readingsOf = (name: string): string[] => {
  if (!hasPrefix(name)) return [name];
  const once = name.slice(2);
  return hasPrefix(once) ? [once, once.slice(2), name] : [once, name];
};

/** The same for a name that is usually written without prefix. */
export const readingsOfPlain = (name: string): string[] => {
  const readings = readingsOf(name);
  return readings.length === 1 ? readings : [name, ...readings.slice(0, -1)];
};

/** The paths that every list has, in the order of the likeliest readings taken together. */
export const agreeOn = (lists: string[][]): string[] => {
  const [first = [], ...others] = lists;
  const common = first.filter((name) => others.every((list) => list.includes(name)));
  if (common.length < 2) return common;
  const cost = (name: string) => lists.reduce((sum, list) => sum + list.indexOf(name), 0);
  return common.toSorted((one, other) => cost(one) - cost(other));
};

/** Whether a name can be told from words: it has a prefix, or a dot or slash and no space. */
export const isNameLike = (name: string): boolean =>
  name === nullDevice || isPrefixedName(name) || (/[/.]/.test(name) && !/\s/.test(name) && /\w/.test(name));

export const isPrefixedName = (name: string): boolean => hasPrefix(name) && !/\s/.test(name);
