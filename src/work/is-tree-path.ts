/** Which paths and link targets may exist in a workspace; the tree of a commit is as hostile as any other input. */

/** A relative path of real names: no empty, `.`, `..` or `.git` component, nothing absolute, no NUL. */
export const isTreePath = (path: string): boolean =>
  !path.includes("\0") &&
  path.split("/").every((name) => name !== "" && name !== "." && name !== ".." && !isDotGit(name));

/** Without the dots and spaces at its end, which some file systems drop. */
const trimName = (name: string): string => {
  let end = name.length;
  while (end > 0 && (name[end - 1] === "." || name[end - 1] === " ")) end -= 1;
  return name.slice(0, end);
};

const isDotGit = (name: string): boolean => /^(\.git|git~\d+)$/i.test(trimName(name));

/**
 * Whether following the link at `path` stays below the root. `..` counts only in front: behind a name that is a link
 * itself it could climb out although the text of the target looks harmless.
 */
export const isInsideTarget = (path: string, target: string): boolean => {
  const names = target.split("/").filter((name) => name !== ".");
  const up = names.findIndex((name) => name !== "..");
  const climbs = up === -1 ? names.length : up;
  const depth = path.split("/").length - 1;
  const rest = names.slice(climbs);
  return climbs <= depth && target !== "" && (rest.length === 0 || isTreePath(rest.join("/")));
};
