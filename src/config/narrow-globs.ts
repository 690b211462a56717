/** Narrows the repository's list of globs to what the operator's list allows as well, where that can be proven. */

// Characters for which a pattern that starts with `dir/` can only match below `dir/`: no alternation, no negation, no escape.
const plain = /^[\w@+ .,*?/{}-]+$/;

/** True only when every path that `inner` matches is matched by `outer`. */
const isInside = (inner: string, outer: string): boolean => {
  if (inner === outer) return true;
  if (outer !== "**" && !outer.endsWith("/**")) return false;
  const root = outer.slice(0, -2);
  if (/[*?{}[\]()!|\\]/.test(root) || !inner.startsWith(root)) return false;
  const rest = inner.slice(root.length);
  // A star does not match a hidden name, so a pattern that spells one out is not proven to be inside.
  return plain.test(inner) && rest !== "" && !/(^|[/{,])\./.test(rest);
};

/** What of `wanted` lies inside `granted`; null when that cannot be told, or when nothing is left. */
export const narrowGlob = (wanted: string, granted: string[]): string[] | null => {
  if (granted.some((glob) => isInside(wanted, glob))) return [wanted];
  const smaller = granted.filter((glob) => isInside(glob, wanted));
  return smaller.length > 0 ? smaller : null;
};
