/** Finds live secrets in lines of text: any of their windows, in one piece, with something between, or letter by letter. */
import type { Hit } from "./find-formats.ts";
import { createLineView, type LineView } from "./line-view.ts";
import { secretWindows } from "./secret-windows.ts";
import { createWindowSearch } from "./window-search.ts";

/** The kind of a hit that is a secret of this very run. */
export const liveKind = "live secret";

const withoutSpace = (line: string): string => line.replace(/\s/g, "").toLowerCase();
const onlyAlphanumeric = (line: string): string => line.replace(/[^a-z0-9]/g, "");

/** The first letter of each word. */
const initials = (line: string): string => (line.match(/(?<!\S)\S/g) ?? []).join("").toLowerCase();
const firstLetter = (line: string): string => line.trimStart().charAt(0).toLowerCase();
const lastLetter = (line: string): string => line.trimEnd().slice(-1).toLowerCase();

/** Every second or third character may be put in between by somebody else. */
const strides = [2, 3];

const everyNth = (text: string, stride: number, first: number): string => {
  let result = "";
  for (let at = first; at < text.length; at += stride) result += text[at];
  return result;
};

/** Without secrets, or with none long enough, nothing is ever found. */
export const createLiveSearch = (secrets: readonly string[]): ((lines: readonly string[]) => Hit[]) => {
  const windows = secretWindows(secrets, (text) => text);
  if (windows.size === 0) return () => [];
  const dense = createWindowSearch(windows);
  const bare = createWindowSearch(secretWindows(secrets, onlyAlphanumeric));

  return (lines) => {
    const tight = lines.map(withoutSpace);
    const denseView = createLineView(tight, "");
    const bareView = createLineView(tight.map(onlyAlphanumeric), "");
    const hits: Hit[] = [];
    const add = (view: LineView, start: number, end: number): void => {
      hits.push({ kind: liveKind, line: view.lineOf(start), lastLine: view.lineOf(end) });
    };
    const views = [
      [dense, denseView],
      [bare, bareView],
      [bare, createLineView(lines.map(initials).map(onlyAlphanumeric), "")],
      [bare, createLineView(lines.map(firstLetter).map(onlyAlphanumeric), "")],
      [bare, createLineView(lines.map(lastLetter).map(onlyAlphanumeric), "")],
    ] as const;
    for (const [search, view] of views)
      for (const { start, length } of search(view.text)) add(view, start, start + length - 1);
    for (const stride of strides)
      for (let first = 0; first < stride; first++)
        for (const { start, length } of bare(everyNth(bareView.text, stride, first)))
          add(bareView, first + start * stride, first + (start + length - 1) * stride);
    return hits;
  };
};
