/** Makes a failing input smaller as long as it fails in the same way. */
import type { FuzzInput } from "./fuzz-input.ts";

type Part = { get: (input: FuzzInput) => string; put: (input: FuzzInput, text: string) => FuzzInput };

const partsOf = (input: FuzzInput): Part[] => [
  { get: ({ reply }) => reply, put: (one, reply) => ({ ...one, reply }) },
  ...Object.keys(input.files).map(
    (path): Part => ({
      get: ({ files }) => files[path] ?? "",
      put: (one, text) => ({ ...one, files: { ...one.files, [path]: text } }),
    }),
  ),
];

const withoutEntry = (entries: Record<string, string>, name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(entries).filter(([key]) => key !== name));

/** Takes out runs of `separator`-separated units, long runs first. */
const shrinkText = (
  text: string,
  separator: string,
  fails: (text: string) => boolean,
  isOver: () => boolean,
): string => {
  let units = text.split(separator);
  for (let size = Math.ceil(units.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < units.length && !isOver(); ) {
      const fewer = units.toSpliced(at, size);
      if (fewer.length > 0 && fails(fewer.join(separator))) units = fewer;
      else at += size;
    }
  }
  return units.join(separator);
};

/** `fails` must hold for the input; no more is tried when `isOver`. */
export const shrink = (input: FuzzInput, fails: (input: FuzzInput) => boolean, isOver: () => boolean): FuzzInput => {
  let small = input;
  const attempt = (candidate: FuzzInput): void => {
    if (!isOver() && fails(candidate)) small = candidate;
  };
  for (const path of Object.keys(input.files)) attempt({ ...small, files: withoutEntry(small.files, path) });
  for (const id of Object.keys(input.blobs)) attempt({ ...small, blobs: withoutEntry(small.blobs, id) });
  for (const separator of ["\n", " ", ""])
    for (const { get, put } of partsOf(small)) {
      const text = get(small);
      if (separator === "" && text.length > 2_000) continue;
      small = put(
        small,
        shrinkText(text, separator, (one) => fails(put(small, one)), isOver),
      );
    }
  return small;
};
