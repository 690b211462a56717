/** A place that a scanner names, as URI or path, to paths relative to the repository. */
import type { Untrusted } from "../../domain/untrusted.ts";

const maxLength = 2_000;

const decodePercent = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/** Without the scheme and host of a file URI; null for every other scheme. */
const withoutScheme = (uri: string): string | null => {
  if (/^file:/i.test(uri)) return uri.slice(5).replace(/^\/\/[^/]*/, "");
  return /^[a-z][a-z0-9+.-]+:/i.test(uri) ? null : uri;
};

const withoutRoot = (path: string, roots: string[]): string | null => {
  if (!path.startsWith("/")) return path;
  const root = roots.map((one) => `${one.replace(/\/+$/, "")}/`).find((one) => path.startsWith(one));
  return root === undefined ? null : path.slice(root.length);
};

/** Null for what leads out of the repository or cannot be the name of a file. */
const normalise = (path: string, roots: string[]): string | null => {
  const slashed = path.replaceAll("\\", "/").replace(/\/{2,}/g, "/");
  const relative = withoutRoot(slashed, roots);
  if (relative === null) return null;
  const segments = relative.split("/").filter((segment) => segment !== "." && segment !== "");
  return segments.length === 0 || segments.includes("..") || /\p{Cc}/u.test(relative) ? null : segments.join("/");
};

/** Percent-decoded first, then as it stands, since not every scanner encodes; empty when it names no file of the repository. */
export const decodePaths = (uri: Untrusted, roots: string[]): string[] => {
  if (uri.length > maxLength) return [];
  const path = withoutScheme(uri.trim());
  if (path === null) return [];
  const candidates = [decodePercent(path), path].flatMap((one) => (one === null ? [] : (normalise(one, roots) ?? [])));
  return [...new Set(candidates)];
};
