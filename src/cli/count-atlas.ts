/** The figures of a map: files by role and language, what they declare, and what was not read and why. */
import type { Atlas, AtlasFile } from "../atlas/atlas.ts";
import { isReadableByModel } from "../atlas/is-readable-by-model.ts";

export type AtlasCounts = {
  files: number;
  lines: number;
  /** Most first. */
  roles: Record<string, number>;
  /** Most lines first. */
  languages: Record<string, { files: number; lines: number }>;
  symbols: number;
  /** Which file depends on which. */
  dependencies: number;
  /** Reason → files, most first. */
  unread: Record<string, number>;
  /** Files whose text should have been read and could not be. */
  faults: { path: string; reason: string }[];
};

export const countAtlas = (atlas: Atlas): AtlasCounts => {
  const { files } = atlas;
  const languages = Object.entries(Object.groupBy(files, ({ language }) => language ?? ""))
    .filter(([name]) => name !== "")
    .map(([name, group = []]) => [name, { files: group.length, lines: sum(group.map(linesOf)) }] as const)
    .sort(([, a], [, b]) => b.lines - a.lines || b.files - a.files);
  return {
    files: files.length,
    lines: sum(files.map(linesOf)),
    roles: countBy(files.map(({ role }) => role)),
    languages: Object.fromEntries(languages),
    symbols: sum(files.map(({ facts }) => facts?.parsed.symbols.length ?? 0)),
    dependencies: sum(files.map(({ path }) => atlas.importsOf(path).length)),
    unread: countBy(files.flatMap((file) => reasonOf(file) ?? [])),
    faults: files.flatMap(({ path, role, facts }) =>
      facts?.fault && role !== "binary" ? [{ path, reason: facts.fault }] : [],
    ),
  };
};

const linesOf = ({ facts }: AtlasFile): number => facts?.lines ?? 0;

const reasonOf = ({ path, kind, role, facts }: AtlasFile): string | null => {
  if (kind === "link" || kind === "submodule") return kind;
  if (role === "binary") return role;
  if (facts !== null) return facts.fault;
  return isReadableByModel(path) ? role : "may hold secrets";
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const countBy = (names: readonly string[]): Record<string, number> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
};
