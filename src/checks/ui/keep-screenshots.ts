/** Copies screenshots out of a sandbox to where people find them; whatever else stands in their place stays behind. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isReallyInside, readRegularBytes } from "../read-regular-file.ts";
import { isPlainPng } from "./is-plain-png.ts";

const maxBytes = 8_000_000;

/** Gives the names that were kept; `from` is untrusted and lies in `within`, `to` is made when the first one is kept. */
export const keepScreenshots = (names: string[], from: string, within: string, to: string): Set<string> => {
  const kept = new Set<string>();
  if (!isReallyInside(from, within)) return kept;
  for (const name of names) {
    const bytes = readRegularBytes(join(from, name), maxBytes);
    if (bytes === null || !isPlainPng(bytes)) continue;
    mkdirSync(to, { recursive: true });
    writeFileSync(join(to, name), bytes);
    kept.add(name);
  }
  return kept;
};
