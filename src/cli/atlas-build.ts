/** `atlas build`: maps the last commit of a checkout and writes the map, whole or not at all. */
import { resolve } from "node:path";
import type { AtlasChanges } from "../atlas/changes/atlas-changes.ts";
import { compareAtlases } from "../atlas/changes/compare-atlases.ts";
import { renderAtlasSummary } from "../atlas/changes/render-atlas-summary.ts";
import type { AtlasDocument } from "../atlas/store/atlas-document.ts";
import { createDocument, renderDocument } from "../atlas/store/create-document.ts";
import { toOneLine } from "../outgoing/visible-text.ts";
import { atlasFiles } from "./atlas-files.ts";
import { listNotes } from "./atlas-notes.ts";
import { type CommandResult, textOption } from "./command.ts";
import { createTools } from "./compose.ts";
import { type AtlasCounts, countAtlas } from "./count-atlas.ts";
import type { Host } from "./host.ts";
import { openHeadAtlas } from "./open-head-atlas.ts";
import { readAtlasDocument } from "./read-atlas-document.ts";
import { saveText } from "./save-text.ts";
import { writeForeignSummary } from "./write-outputs.ts";

type Options = Record<string, string | boolean | undefined>;

type Places = { out: string; previous: string | null; page: string | null; cache: string | undefined };

/** `--map` names all files at once; what is named alone wins. */
const readPlaces = (host: Host, options: Options): Places => {
  const map = textOption(options.map);
  const inMap = (name: string): string | undefined => map && resolve(host.cwd, map, name);
  const named = (option: Options[string]): string | undefined => {
    const path = textOption(option);
    return path && resolve(host.cwd, path);
  };
  return {
    out: named(options.out) ?? inMap(atlasFiles.document) ?? resolve(host.cwd, "artifacts", atlasFiles.document),
    previous: named(options.previous) ?? inMap(atlasFiles.document) ?? null,
    page: inMap(atlasFiles.page) ?? null,
    cache: inMap(atlasFiles.cache),
  };
};

type Before = { document: AtlasDocument | null; note: string | null };

const readBefore = (path: string | null): Before => {
  const read = path === null ? null : readAtlasDocument(path);
  if (read === null || read.ok) return { document: read?.value ?? null, note: null };
  if (read.error.kind === "missing") return { document: null, note: null };
  return { document: null, note: `The older map is left out of account: ${toOneLine(read.error.message)}` };
};

export const buildAtlasFiles = async (host: Host, options: Options): Promise<CommandResult> => {
  const start = host.now();
  const { out, previous, page, cache } = readPlaces(host, options);
  const before = readBefore(previous);
  const { atlas, name } = await openHeadAtlas(host, options, cache);
  const document = createDocument(atlas);
  const text = renderDocument(document);
  const changes = compareAtlases(before.document, document);
  const summary = renderAtlasSummary(changes, document);
  saveText(out, text);
  if (page !== null) {
    const { renderAtlasPage } = await import("../atlas/page/render-atlas-page.ts");
    saveText(page, renderAtlasPage(document, { title: name }));
  }
  await writeForeignSummary(host, createTools(host), summary);
  const counts = countAtlas(atlas);
  const notes = [...listNotes(atlas), ...(before.note === null ? [] : [before.note])];
  const milliseconds = Math.round(host.now() - start);
  const bytes = Buffer.byteLength(text);
  const shown = renderCounts(counts, { commit: atlas.commit, cycles: document.cycles.length, milliseconds });
  return {
    exit: 0,
    text: [
      ...shown,
      ...notes.map((note) => `Note: ${note}.`),
      `Map: ${out} (${Math.ceil(bytes / 1_000).toLocaleString("en")} kB)`,
      ...(page === null ? [] : [`Page: ${page}`]),
      ...(previous === null ? [] : ["", summary.trimEnd()]),
      "",
    ].join("\n"),
    json: {
      commit: atlas.commit,
      out,
      bytes,
      page,
      ...counts,
      cycles: document.cycles.length,
      ownerFaults: document.ownerFaults,
      notes,
      changes: before.document === null ? null : describeChanges(changes),
      milliseconds,
    },
    outputs: {
      summary: `files: ${counts.files}, lines: ${counts.lines}, new cycles: ${changes.cycles.fresh.length}`,
    },
  };
};

const describeChanges = ({ commits, added, removed, moved, cycles, owners }: AtlasChanges) => ({
  before: commits.before,
  added: added.map(({ path }) => path),
  removed: removed.map(({ path }) => path),
  moved,
  newCycles: cycles.fresh,
  settledCycles: cycles.settled,
  newOrphans: owners.orphans?.fresh ?? [],
});

const mostShown = 12;

const number = (value: number): string => value.toLocaleString("en");

const listPairs = (pairs: readonly string[]): string =>
  [...pairs.slice(0, mostShown), ...(pairs.length > mostShown ? [`${pairs.length - mostShown} more`] : [])].join(
    ", ",
  ) || "none";

const renderCounts = (
  counts: AtlasCounts,
  { commit, cycles, milliseconds }: { commit: string; cycles: number; milliseconds: number },
): string[] => {
  const languages = Object.entries(counts.languages).map(([name, { lines }]) => `${name} ${number(lines)}`);
  const pairsOf = (record: Record<string, number>) =>
    listPairs(Object.entries(record).map(([name, value]) => `${name} ${number(value)}`));
  return [
    `${number(counts.files)} files with ${number(counts.lines)} lines at ${commit.slice(0, 12)}, in ${(milliseconds / 1_000).toFixed(1)} s`,
    `  files         ${pairsOf(counts.roles)}`,
    `  lines         ${listPairs(languages)}`,
    `  symbols       ${number(counts.symbols)}`,
    `  dependencies  ${number(counts.dependencies)}, ${number(cycles)} ${cycles === 1 ? "cycle" : "cycles"}`,
    `  not read      ${pairsOf(counts.unread)}`,
    ...counts.faults.slice(0, mostShown).map(({ path, reason }) => `    ${reason}: ${toOneLine(path)}`),
    ...(counts.faults.length > mostShown ? [`    and ${number(counts.faults.length - mostShown)} more`] : []),
  ];
};
