/** The map with some texts changed: what a run edits is searched as it stands, not as it was committed. */
import type { Atlas, AtlasFile } from "../atlas.ts";
import type { FileRole } from "../scan/file-role.ts";
import { openParsers } from "../symbols/open-parsers.ts";
import { createEdges } from "./create-edges.ts";
import { createFile, createRoles, isAttributes, isRead } from "./open-atlas.ts";
import { readFacts } from "./read-facts.ts";
import { isSetting } from "./read-settings.ts";

const parsers = openParsers();

/** The new text of a file; null where it was removed, `unreadable` where it is there and has no text to show. */
export type TextChange = string | null | typeof unreadable;
export const unreadable = { isUnreadable: true } as const;

/** `changes` holds them by path. */
export const updateAtlas = async (atlas: Atlas, changes: ReadonlyMap<string, TextChange>): Promise<Atlas> => {
  if (changes.size === 0) return atlas;
  const settings = new Map(atlas.settings);
  for (const [path, text] of changes) {
    if (typeof text !== "string") settings.delete(path);
    else if (isSetting(path) || settings.has(path)) settings.set(path, text);
  }
  const roleOf = createRoles(settings);
  const changed: AtlasFile[] = [];
  for (const [path, text] of changes) {
    if (text === null) continue;
    if (typeof text !== "string") {
      changed.push(createFile({ path, oid: null, bytes: 0, kind: "file" }, "binary", null));
      continue;
    }
    const file = { path, oid: null, bytes: Buffer.byteLength(text), kind: "file" as const };
    const role = roleOf(path);
    const facts = isRead(file, role) ? await readFacts({ path, role }, Buffer.from(text), parsers) : null;
    changed.push(createFile(file, role, facts));
  }
  const kept = atlas.files.filter(({ path }) => !changes.has(path));
  const isJudgedAnew = [...changes.keys()].some(isAttributes);
  const files = [...(isJudgedAnew ? kept.map((file) => judgeAnew(file, roleOf(file.path))) : kept), ...changed];
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { ...atlas, files, settings, ...createEdges(files, settings) };
};

/** What was not read before stays unread until it is committed. */
const judgeAnew = (file: AtlasFile, role: FileRole): AtlasFile =>
  createFile(file, role, isRead(file, role) ? file.facts : null);

/** A map of nothing, for trees that no commit holds. */
export const emptyAtlas: Atlas = {
  commit: "",
  time: 0,
  files: [],
  unnamed: 0,
  history: { commits: [], newest: "", isShallow: false, isComplete: true },
  settings: new Map(),
  importsOf: () => [],
  dependentsOf: () => [],
};
