/** `atlas build`: maps the last commit of a checkout and writes the map, whole or not at all. */
import { resolve } from "node:path";
import type { AtlasChanges } from "../atlas/changes/atlas-changes.ts";
import type { AtlasDocument } from "../atlas/store/atlas-document.ts";
import { toOneLine } from "../outgoing/visible-text.ts";
import { atlasFiles } from "./atlas-files.ts";
import { type CommandResult, textOption } from "./command.ts";
import type { AtlasCounts } from "./count-atlas.ts";
import { createTools } from "./create-tools.ts";
import { describeHead } from "./describe-head.ts";
import { findHead } from "./find-head.ts";
import type { Host } from "./host.ts";
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

const readBefore = async (path: string | null): Promise<Before> => {
  if (path === null) return { document: null, note: null };
  const { readAtlasDocument } = await import("./read-atlas-document.ts");
  const read = readAtlasDocument(path);
  if (read.ok) return { document: read.value, note: null };
  if (read.error.kind === "missing") return { document: null, note: null };
  return { document: null, note: `The older map is left out of account: ${toOneLine(read.error.message)}` };
};

/** What is different from the map before, and that in words. */
const compare = async (before: AtlasDocument | null, after: AtlasDocument) => {
  const [{ compareAtlases }, { renderAtlasSummary }] = await Promise.all([
    import("../atlas/changes/compare-atlases.ts"),
    import("../atlas/changes/render-atlas-summary.ts"),
  ]);
  const changes = compareAtlases(before, after);
  return { changes, summary: renderAtlasSummary(changes, after) };
};

export const buildAtlasFiles = async (host: Host, options: Options): Promise<CommandResult> => {
  const start = host.now();
  const { out, previous, page, cache } = readPlaces(host, options);
  const before = await readBefore(previous);
  const head = await findHead(host, options, cache);
  const { text, counts, cycles, ownerFaults, notes: known } = await describeHead(head);
  saveText(out, text);
  const isTold = previous !== null || page !== null || Boolean(host.env.GITHUB_STEP_SUMMARY);
  const document = isTold ? (JSON.parse(text) as AtlasDocument) : null;
  if (page !== null && document !== null) {
    const { renderAtlasPage } = await import("../atlas/page/render-atlas-page.ts");
    saveText(page, renderAtlasPage(document, { title: head.name }));
  }
  const told = document && (await compare(before.document, document));
  if (told) await writeForeignSummary(host, createTools(host), told.summary);
  const notes = [...known, ...(before.note === null ? [] : [before.note])];
  const milliseconds = Math.round(host.now() - start);
  const bytes = Buffer.byteLength(text);
  const { commit } = head;
  return {
    exit: 0,
    text: [
      ...renderCounts(counts, { commit, cycles, milliseconds }),
      ...notes.map((note) => `Note: ${note}.`),
      `Map: ${out} (${number(Math.ceil(bytes / 1_000))} kB)`,
      ...(page === null ? [] : [`Page: ${page}`]),
      ...(previous === null || told === null ? [] : ["", told.summary.trimEnd()]),
      "",
    ].join("\n"),
    json: {
      commit,
      out,
      bytes,
      page,
      ...counts,
      cycles,
      ownerFaults,
      notes,
      changes: before.document === null || told === null ? null : describeChanges(told.changes),
      milliseconds,
    },
    outputs: {
      summary: `files: ${counts.files}, lines: ${counts.lines}, new cycles: ${told?.changes.cycles.fresh.length ?? cycles}`,
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

/** With commas; loading the locales for it takes longer than all else in a build that finds nothing new. */
const number = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");

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
