/** Where a file lies as a runner names it: relative to the directory in which the runner ran. */
import { posix } from "node:path";
import type { Place } from "../adapters/adapter.ts";

/** `file` is absolute as the command sees it, or relative already. */
export const localFile = (file: string, { root, dir }: Place): string => {
  const base = dir === "." ? root : `${root}/${dir}`;
  return file.startsWith("/") ? posix.relative(base, file) : file.replace(/^\.\//, "");
};
