/** Answers of a query as text for people: one line per file, or the slice with line numbers. */
import type { Excerpt } from "../atlas/slice/choose-excerpts.ts";
import { removeInvisible, removeTerminalSequences, toOneLine } from "../outgoing/visible-text.ts";
import type { CutSlice } from "./cut-slice.ts";
import type { Answer, ShownHit } from "./shown-answer.ts";

const mostNames = 5;

const renderNames = (title: string, paths: string[] | undefined): string[] => {
  if (paths === undefined || paths.length === 0) return [];
  const more = paths.length > mostNames ? `, and ${paths.length - mostNames} more` : "";
  return [`     ${title}: ${paths.slice(0, mostNames).map(toOneLine).join(", ")}${more}`];
};

const renderHit = ({ path, score, reasons, windows, dependents, tests }: ShownHit, index: number): string[] => {
  const [first] = windows;
  const place = `${toOneLine(path)}${first ? `:${first[0]}-${first[1]}` : ""}`;
  const others = windows.slice(1).map(([from, to]) => `${from}-${to}`);
  return [
    `${String(index + 1).padStart(3)}. ${place}  ${score.toFixed(2)}  ${reasons.map(toOneLine).join("; ")}`.trimEnd(),
    ...(dependents === undefined || others.length === 0 ? [] : [`     also: ${others.join(", ")}`]),
    ...renderNames("tests", tests),
    ...renderNames("dependents", dependents),
  ];
};

const renderList = (title: string, hits: ShownHit[]): string[] =>
  hits.length === 0 ? [] : [...(title === "" ? [] : ["", title]), ...hits.flatMap(renderHit)];

export const renderHits = ({ results, tests, docs }: Answer): string => {
  const lines = [...renderList("", results), ...renderList("Tests", tests), ...renderList("Documents", docs)];
  return lines.length === 0 ? "Nothing in the map speaks of this text.\n" : `${lines.join("\n")}\n`;
};

const showLine = (line: string): string => removeInvisible(removeTerminalSequences(line)).trimEnd();

const renderExcerpt = ({ path, from, to, total, text }: Excerpt): string[] => {
  const lines = text === "" ? [] : text.replace(/\n$/, "").split("\n");
  const place = from <= 1 && to === total ? `${total} lines` : `lines ${from} to ${to} of ${total}`;
  return [
    `== ${toOneLine(path)} (${place})`,
    ...lines.map((line, i) => `${String(from + i).padStart(6)}  ${showLine(line)}`),
    "",
  ];
};

export const renderSlice = ({ files, tests, outlines, tree, tokens }: CutSlice): string =>
  [
    ...files.flatMap(renderExcerpt),
    ...tests.flatMap(renderExcerpt),
    ...outlines.flatMap(({ path, heads }) => [
      `== ${toOneLine(path)} declares`,
      ...heads.map((head) => `        ${showLine(head)}`),
      "",
    ]),
    "== all files",
    ...tree.split("\n").map((line) => `        ${showLine(line)}`),
    "",
    `About ${tokens.toLocaleString("en")} tokens.`,
    "",
  ].join("\n");
