/** Every text inside plain data, with the place where it stands. */
import type { Path } from "../../../config/read-yaml.ts";

export type TextAt = { text: string; path: Path };

/** `path` is that of `value`; keys are no texts. */
export const stringsAt = (value: unknown, path: Path = []): TextAt[] => {
  if (typeof value === "string") return [{ text: value, path }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    stringsAt(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
};
