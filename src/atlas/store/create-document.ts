/** Writes a map down as the published document, within a size that stays in proportion to the tree. */

import { redactValue } from "../../outgoing/redact-value.ts";
import { createSecretScanner } from "../../outgoing/secrets.ts";
import type { Atlas, AtlasFile } from "../atlas.ts";
import { findCycles } from "../imports/find-cycles.ts";
import { findUnmatchedRules } from "../owners/find-unmatched-rules.ts";
import { hideAddresses } from "../owners/hide-addresses.ts";
import { type Codeowners, readCodeowners } from "../owners/read-codeowners.ts";
import { weighPeople } from "../owners/weigh-people.ts";
import type { CodeSymbol } from "../parsed-file.ts";
import type { AtlasDocument, AtlasDocumentFile } from "./atlas-document.ts";

/** Bytes of the document per file, on average; a tree of a few files may take the least size anyway. */
const bytesPerFile = 300;
const leastBytes = 4_000;
const mostSymbols = 100;
const mostImports = 400;
const mostPeople = 2;
/** Commits may claim any time; this is the end of the year 9999. */
const latestTime = 253_402_300_799;

export const schemaId = "https://raw.githubusercontent.com/draftsmith/draftsmith/main/docs/repo_atlas.schema.json";

/** The same commit always gives the same document. */
export const createDocument = (atlas: Atlas): AtlasDocument => {
  const places = new Map(atlas.files.map(({ path }, i) => [path, i]));
  const toPlaces = (paths: readonly string[]): number[] => paths.flatMap((path) => places.get(path) ?? []);
  const codeowners = readCodeowners((path) => atlas.settings.get(path) ?? null);
  const isOwned = codeowners.rules.length > 0;
  const peopleOf = weighPeople(atlas.history.commits);
  const owners = createList();
  const people = createList();
  const changes = countChanges(atlas);
  const files = atlas.files.map((file): AtlasDocumentFile => {
    const imports = toPlaces(atlas.importsOf(file.path)).slice(0, mostImports);
    const owned = isOwned ? codeowners.ownersOf(file.path).map(owners.numberOf) : [];
    const known = peopleOf(file.path).slice(0, mostPeople);
    return {
      path: file.path,
      role: file.role,
      ...(file.language === null ? {} : { language: file.language }),
      bytes: file.bytes,
      ...describeText(file),
      ...(imports.length > 0 ? { imports } : {}),
      ...(owned.length > 0 ? { owners: owned } : {}),
      ...(known.length > 0 ? { people: known.map(({ name, share }) => [people.numberOf(name), share]) } : {}),
      ...(changes.has(file.path) ? { changes: changes.get(file.path) as number } : {}),
    };
  });
  const cycles = findCycles(new Map(atlas.files.map(({ path }) => [path, atlas.importsOf(path)])));
  const document: AtlasDocument = {
    $schema: schemaId,
    version: 2,
    commit: atlas.commit,
    date: new Date(Math.min(atlas.time, latestTime) * 1_000).toISOString(),
    history: { commits: atlas.history.commits.length, isShallow: atlas.history.isShallow },
    owners: owners.values,
    people: people.values,
    cycles: cycles.map(toPlaces),
    ownerFaults: listOwnerFaults(codeowners, atlas.files),
    files,
  };
  return hideSecrets({ ...document, files: addSymbols(document, atlas.files) });
};

const mostOwnerFaults = 50;

/** What GitHub does not take, then what matches nothing. */
const listOwnerFaults = ({ rules, faults }: Codeowners, files: readonly AtlasFile[]): AtlasDocument["ownerFaults"] => {
  const unmatched = findUnmatchedRules(
    rules,
    files.map(({ path }) => path),
  ).map(({ line, pattern }) => ({ line, reason: `No file matches ${hideAddresses(pattern.slice(0, 200))}` }));
  return [...faults.map(({ line, reason }) => ({ line, reason })), ...unmatched].slice(0, mostOwnerFaults);
};

const secretFormats = createSecretScanner([]);

/** A path or a name may be a credential. Looking once at all of it is cheap; hardly any map holds one. */
const hideSecrets = (document: AtlasDocument): AtlasDocument =>
  secretFormats.find(renderDocument(document)).length === 0 ? document : redactValue(document, secretFormats);

/** Numbers values in the order in which they are first asked for. */
const createList = () => {
  const numbers = new Map<string, number>();
  const values: string[] = [];
  return {
    values,
    numberOf: (value: string): number => {
      const known = numbers.get(value) ?? values.push(value) - 1;
      numbers.set(value, known);
      return known;
    },
  };
};

const describeText = ({ kind, facts, role }: AtlasFile): Pick<AtlasDocumentFile, "lines" | "fault"> => {
  if (kind === "link" || kind === "submodule") return { fault: kind };
  if (role === "binary") return { fault: "binary" };
  if (facts === null) return {};
  const { lines, fault } = facts;
  return { ...(fault === null || fault === "slow" ? { lines } : {}), ...(fault === null ? {} : { fault }) };
};

const countChanges = ({ history }: Atlas): Map<string, number> => {
  const changes = new Map<string, number>();
  for (const { files } of history.commits) for (const path of files) changes.set(path, (changes.get(path) ?? 0) + 1);
  return changes;
};

/** As many names of every file as fit, the same number for each: what others can use first, then the order of the file. */
const addSymbols = (document: AtlasDocument, files: readonly AtlasFile[]): AtlasDocumentFile[] => {
  const room = Math.max(leastBytes, bytesPerFile * files.length) - Buffer.byteLength(renderDocument(document));
  const named: string[][] = files.map(() => []);
  let open = files.map((file, i) => ({ symbols: rankSymbols(file), names: named[i] as string[] }));
  for (let used = 0, count = 0; count < mostSymbols; count++) {
    open = open.filter(({ symbols }) => symbols.length > count);
    const next = open.map(({ symbols }) => describeSymbol(symbols[count] as CodeSymbol));
    for (const name of next) used += Buffer.byteLength(name) + 4 + (count === 0 ? 13 : 0);
    if (used > room || open.length === 0) break;
    for (const [i, name] of next.entries()) open[i]?.names.push(name);
  }
  return document.files.map((file, i) => {
    const symbols = named[i] ?? [];
    return symbols.length > 0 ? { ...file, symbols } : file;
  });
};

const rankSymbols = ({ facts }: AtlasFile): CodeSymbol[] => {
  const ranks: CodeSymbol[][] = [[], [], [], []];
  for (const symbol of facts?.parsed.symbols ?? [])
    ranks[(symbol.isExported ? 0 : 1) + (symbol.parent === "" ? 0 : 2)]?.push(symbol);
  return ranks.flat();
};

const describeSymbol = ({ kind, name, from, to }: CodeSymbol): string =>
  `${kind} ${name} ${from}${to > from ? `-${to}` : ""}`;

/** One line per file, so that two maps can be compared with any tool. */
export const renderDocument = ({ files, ...head }: AtlasDocument): string => {
  const start = JSON.stringify(head).slice(0, -1);
  return `${start},"files":[\n${files.map((file) => JSON.stringify(file)).join(",\n")}\n]}\n`;
};
