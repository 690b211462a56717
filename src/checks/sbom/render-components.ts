/** Renders what changed between two bills of materials: a table with licences, and sentences for the summary. */
import type { EvidenceTable } from "../../domain/evidence.ts";
import type { ComponentChange } from "./compare-sboms.ts";
import type { Component } from "./component.ts";

const maxRows = 40;
const maxCell = 300;
const maxNamed = 5;

export const renderTable = (changes: readonly ComponentChange[]): EvidenceTable => ({
  columns: ["change", "component", "base", "head", "licence", "note"],
  rows: changes.slice(0, maxRows).map((change) => rowOf(change).map((cell) => cell.slice(0, maxCell).toWellFormed())),
  more: Math.max(0, changes.length - maxRows),
});

const rowOf = ({ kind, before, after, notes }: ComponentChange): string[] => {
  const { name, licence } = after ?? before;
  return [kind, name, versionOf(before), versionOf(after), licence, notes.join("; ")];
};

const versionOf = (component: Component | null): string => (component === null ? "" : component.version || "(none)");

/** Such as "3 added, 1 changed and 2 removed", with the licences of the new ones and the hosts that are not the registry. */
export const renderChanges = (changes: readonly ComponentChange[]): string => {
  if (changes.length === 0) return "No component changed.";
  const counts = (["added", "changed", "removed"] as const)
    .map((kind) => ({ kind, count: changes.filter((change) => change.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${kind}`);
  const foreign = changes.filter(({ notes }) => notes.some((note) => note.startsWith("from ")));
  const rehashed = changes.filter(({ notes }) => notes.some((note) => note.includes("hash")));
  return [
    `${counts.join(", ")}.`,
    licencesOf(changes),
    named(
      "Not from the registry",
      foreign.map(({ after }) => `${after?.name} (${after?.host})`),
    ),
    named(
      "Another hash for the same version",
      rehashed.map(({ after }) => `${after?.name} ${after?.version}`),
    ),
  ]
    .filter(Boolean)
    .join(" ");
};

/** Most frequent first. */
const licencesOf = (changes: readonly ComponentChange[]): string => {
  const counts = new Map<string, number>();
  for (const { kind, after } of changes)
    if (kind === "added") counts.set(after.licence, (counts.get(after.licence) ?? 0) + 1);
  const sorted = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return named(
    "Licences of the new ones",
    sorted.map(([licence, count]) => `${licence} ${count}`),
  );
};

const named = (title: string, names: string[]): string => {
  if (names.length === 0) return "";
  const more = names.length - maxNamed;
  return `${title}: ${names.slice(0, maxNamed).join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
};
