/** The job summary of a refreshed map: what changed, new cycles, and files that nobody answers for. */
import type { AtlasDocument } from "../store/atlas-document.ts";
import type { AtlasChanges } from "./atlas-changes.ts";
import { renderCode, renderCodeCell } from "./render-code.ts";

const maxRows = 10;
const maxMembers = 5;

const number = (value: number): string => value.toLocaleString("en");

const count = (value: number, noun: string): string => `${number(value)} ${noun}${value === 1 ? "" : "s"}`;

const signed = (value: number): string => (value === 0 ? "0" : `${value > 0 ? "+" : "−"}${number(Math.abs(value))}`);

/** A heading with a table below it; nothing for no rows. The columns after the first hold numbers when `isNumeric`. */
const table = (title: string, head: string[], rows: string[][], { isNumeric = true } = {}): string[] => {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, maxRows);
  if (rows.length > maxRows) shown.push([`… ${number(rows.length - maxRows)} more`, ...head.slice(1).map(() => "")]);
  const rule = head.map((_, at) => (at > 0 && isNumeric ? "---:" : "---"));
  return [`### ${title}`, "", ...[head, rule, ...shown].map((cells) => `| ${cells.join(" | ")} |`), ""];
};

const list = (title: string, items: string[]): string[] => {
  if (items.length === 0) return [];
  const shown = items.slice(0, maxRows).map((item) => `- ${item}`);
  if (items.length > maxRows) shown.push(`- … ${number(items.length - maxRows)} more`);
  return [`### ${title}`, "", ...shown, ""];
};

const renderCycle = (paths: string[]): string => {
  const more = paths.length > maxMembers ? [`… ${number(paths.length - maxMembers)} more`] : [];
  return `${count(paths.length, "file")}: ${[...paths.slice(0, maxMembers).map(renderCode), ...more].join(", ")}`;
};

const renderSeen = ({ totals, commits, cycles, owners, ...changes }: AtlasChanges, after: AtlasDocument): string[] => {
  const seen = [count(totals.after.files, "file"), count(totals.after.lines, "line"), count(cycles.total, "cycle")];
  if (owners.orphans !== null) seen.push(`${count(owners.orphans.total, "source file")} without an owner`);
  const history = `${count(after.history.commits, "commit")} of history${after.history.isShallow ? " (shallow clone)" : ""}`;
  const lines = [`**Map:** ${[...seen, history].join(" · ")}`, ""];
  if (commits.before === null) return [...lines, "This is the first map: there is none to compare it with.", ""];
  const files = totals.after.files - totals.before.files;
  const parts = [
    `${signed(files)} files`,
    `${signed(totals.after.lines - totals.before.lines)} lines`,
    `${number(changes.added.length)} added`,
    `${number(changes.removed.length)} removed`,
    `${number(changes.moved.length)} moved`,
  ];
  const since = `since \`${commits.before.slice(0, 12)}\``;
  return [...lines, `**Changed** ${since}: ${parts.join(" · ")}`, ""];
};

const renderAlarms = ({ cycles, owners, unreadable, commits }: AtlasChanges): string[] => {
  const isFirst = commits.before === null;
  return [
    ...list(isFirst ? "Cycles" : "🔴 New cycles", cycles.fresh.map(renderCycle)),
    ...list("🟢 Settled cycles", cycles.settled.map(renderCycle)),
    ...list(
      isFirst ? "Source files without an owner" : "Source files newly without an owner",
      (owners.orphans?.fresh ?? []).map(renderCode),
    ),
    ...list("Files that nobody has touched lately", owners.abandoned.map(renderCode)),
    ...table(
      isFirst ? "Faults of CODEOWNERS" : "New faults of CODEOWNERS",
      ["Line", "Reason"],
      owners.faults.map(({ line, reason }) => [String(line), renderCodeCell(reason)]),
      { isNumeric: false },
    ),
    ...table(
      isFirst ? "Not read" : "No longer read",
      ["File", "Reason"],
      unreadable.map(({ path, fault }) => [renderCodeCell(path), fault]),
      { isNumeric: false },
    ),
  ];
};

const renderDifferences = (changes: AtlasChanges): string[] => {
  const isFirst = changes.commits.before === null;
  const languages = changes.languages.map(({ language, before, after }) =>
    isFirst
      ? [renderCodeCell(language), number(after.files), number(after.lines)]
      : [
          renderCodeCell(language),
          number(after.files),
          signed(after.files - before.files),
          number(after.lines),
          signed(after.lines - before.lines),
        ],
  );
  const sizes = (files: AtlasChanges["added"]): string[][] =>
    files.map(({ path, lines }) => [renderCodeCell(path), lines === undefined ? "–" : number(lines)]);
  return [
    ...table(
      "Languages",
      ["Language", "Files", ...(isFirst ? [] : ["±"]), "Lines", ...(isFirst ? [] : ["±"])],
      languages,
    ),
    ...table(
      "Most changed",
      ["File", "Commits", "Lines"],
      changes.mostChanged.map(({ path, commits, lines }) => [renderCodeCell(path), number(commits), number(lines)]),
    ),
    ...table(
      "Grown most",
      ["File", "Before", "After", "±"],
      changes.grown.map(({ path, before, after }) => [
        renderCodeCell(path),
        number(before),
        number(after),
        signed(after - before),
      ]),
    ),
    ...(isFirst ? [] : table("Added", ["File", "Lines"], sizes(changes.added))),
    ...(isFirst ? [] : table("Removed", ["File", "Lines"], sizes(changes.removed))),
    ...table(
      "Moved",
      ["From", "To"],
      changes.moved.map(({ from, to }) => [renderCodeCell(from), renderCodeCell(to)]),
      { isNumeric: false },
    ),
  ];
};

/**
 * Markdown for `$GITHUB_STEP_SUMMARY`, at most 200 lines and 60,000 characters: what needs a look stands first. Foreign text stands
 * in code spans and is not redacted here; it passes the door afterwards.
 */
export const renderAtlasSummary = (changes: AtlasChanges, after: AtlasDocument): string =>
  [
    `## Map of \`${after.commit.slice(0, 12)}\``,
    "",
    ...renderSeen(changes, after),
    ...renderAlarms(changes),
    ...renderDifferences(changes),
  ].join("\n");
