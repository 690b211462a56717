/** Goes through the lines of a reply and hands each format to its reader; what no reader takes is prose. */

import { type Definition, followDefinition, startDefinition } from "./definition.ts";
import { endsHidden } from "./ends-hidden.ts";
import { readHidden } from "./hidden.ts";
import { namesChange, readJsonEdits } from "./json-edits.ts";
import { readPayload } from "./payload.ts";
import { type Found, foundFault, type Line, nextText, type Scope, type Taken } from "./piece.ts";
import { readBare } from "./read-bare.ts";
import { readBeginPatch } from "./read-begin-patch.ts";
import { opensFence, readFence } from "./read-fence.ts";
import { fitsPath, readInfo } from "./read-info.ts";
import { readJson } from "./read-json.ts";
import { readPathBefore, readPathLine, type StatedPath } from "./read-path-line.ts";
import { readSearchReplace } from "./read-search-replace.ts";
import { readTagged } from "./read-tag.ts";
import { foreignFormat } from "./starts-diff.ts";
import { readIndented, readQuoted } from "./unindent.ts";

const maxDepth = 6;
const maxAttempts = 3;

/** What a reader may know of the lines before `at`: `floor` is behind the last change. */
type Place = {
  lines: Line[];
  at: number;
  floor: number;
  scope: Scope;
  unclosed: Set<string>;
  attempts: { json: number; heredoc: number };
};
type Reader = (place: Place) => Taken | null;

const inner = (scope: Scope, isClosed: boolean): Scope => ({ ...scope, isClosed: scope.isClosed || isClosed });

/** A shell's here-document ends at its own mark. */
const cutHeredoc = ({ lines, at, attempts }: Place): Line[] | null => {
  const word = /<<-?[ \t]*(["']?)(\w{1,40})\1[ \t]*\)?"?$/.exec(lines[at - 1]?.text.slice(0, 400).trimEnd() ?? "")?.[2];
  if (word === undefined || attempts.heredoc++ >= maxAttempts) return null;
  const end = lines.findIndex(({ text }, index) => index > at && text.trim() === word);
  return end < 0 ? null : lines.slice(0, end);
};

/** The path of an edit; a sentence that mentions another file than the edit before leaves it open, unless it leads to this one. */
const decideEditPath = (before: StatedPath | null, { path, carried }: Scope): string | null => {
  const last = path ?? carried.path ?? null;
  const isOther = carried.path === null || (last !== null && last !== before?.path);
  const isDoubtful = before?.isWeak && !before.isLeading && isOther;
  return isDoubtful ? null : (before?.path ?? last);
};

const readEdit: Reader = (place) => {
  const { at, floor, scope } = place;
  const document = cutHeredoc(place);
  const lines = document ?? place.lines;
  const before = readPathBefore(lines, at, floor);
  const within = inner(scope, document !== null);
  const patch = readBeginPatch(lines, at, within.isClosed);
  if (patch) return patch;
  const label = before?.isWeak === false ? before.path : scope.path;
  const diff = readBare(lines, at, { path: before?.path ?? scope.path, label }, within);
  if (diff) return diff;
  const path = decideEditPath(before, scope);
  const edit = readSearchReplace(lines, at, path);
  if (edit) scope.carried.path = path;
  return edit;
};

const readForeign: Reader = ({ lines, at }) => {
  const format = foreignFormat(lines, at);
  if (!format) return null;
  return {
    found: [
      foundFault(`the reply holds the lines of another format (${format}): write a unified diff`, lines[at]?.at ?? 0),
    ],
    end: at + 3,
  };
};

/** Is the next fence behind a block a bare one? It could close the block, if the one before belongs to the block's own text. */
const opensBareFence = (lines: Line[], from: number): boolean => {
  let next = from;
  while (next < lines.length && !opensFence(lines[next]?.text ?? "")) next++;
  return /^\s*[`~]+\s*$/.test(lines[next]?.text ?? "");
};

const unnamed =
  "the sentence above the block asks to change this file, but the block is neither a diff nor surely the whole file: give a unified diff (a new file from /dev/null)";

const readFenced: Reader = ({ lines, at, floor, scope }) => {
  const fence = readFence(lines, at);
  if (!fence) return null;
  const info = readInfo(fence.info);
  const before = readPathBefore(lines, at, floor);
  const stated = info.path ?? (before?.isWeak === false ? before.path : null);
  if (stated !== null) scope.carried.path = stated;
  const packaging = {
    at: fence.at,
    language: info.language,
    path: stated ?? scope.path,
    hint: before?.path ?? null,
    isExcerpt: info.isExcerpt,
    isDoubtful: fence.holdsFence || opensBareFence(lines, fence.end),
    isClosed: fence.isClosed || scope.isClosed,
  };
  const found = readPayload(fence.lines, packaging, scope);
  const fault = fence.fault !== null && found.length > 0 ? [foundFault(fence.fault, fence.at, stated)] : [];
  const isOrder = found.length === 0 && stated === null && before?.isOrder && fitsPath(info.language, before.path);
  const order = isOrder ? [foundFault(unnamed, fence.at, before.path, "file")] : [];
  return { found: [...fault, ...found, ...order], end: fence.end };
};

const readTags: Reader = ({ lines, at, scope }) =>
  lines[at]?.text.includes("<") ? readTagged(lines, at, scope) : null;

const readOverlooked: Reader = ({ lines, at, scope, unclosed }) => {
  const hidden = scope.isRendered ? readHidden(lines, at, unclosed) : null;
  if (!hidden) return null;
  const found = scope.scan(hidden.inner, { ...inner(scope, true), isRendered: false, carried: { path: undefined } });
  const faults = found
    .filter(({ weight }) => weight !== "none")
    .slice(0, 1)
    .map(({ weight }) =>
      foundFault(
        `a change is hidden in ${hidden.name}: write it where a reader sees it`,
        lines[at]?.at ?? 0,
        null,
        weight,
      ),
    );
  return { found: faults, end: hidden.end };
};

const readJsonText: Reader = ({ lines, at, scope, attempts }) => {
  if (!/^\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:[{"]|$))/.test(lines[at]?.text.slice(0, 400) ?? "")) return null;
  if (attempts.json++ >= maxAttempts) return null;
  const first = lines[at]?.at ?? 1;
  const text = lines
    .slice(at)
    .map((line) => line.text)
    .join("\n");
  const json = readJson(text, first);
  if ("isCutOff" in json) {
    if (nextText(lines) !== at || !namesChange(text)) return null;
    const why = json.isCutOff
      ? "ends too early: the reply seems cut off"
      : "cannot be read: write a unified diff in a block ```diff instead";
    return { found: [foundFault(`the JSON ${why}`, first, null, "file")], end: lines.length };
  }
  const end = at + text.slice(0, json.length).split("\n").length;
  const isAlone = nextText(lines) === at && nextText(lines, end) === lines.length;
  return { found: readJsonEdits(json.node, { ...scope, isClosed: true, isRendered: false }, isAlone), end };
};

const readQuotation: Reader = ({ lines, at, scope }) => {
  const quoted = readQuoted(lines, at);
  if (quoted?.fault) return { found: [foundFault(quoted.fault, lines[at]?.at ?? 0)], end: quoted.end };
  return quoted && { found: scope.scan(quoted.lines, inner(scope, quoted.end < lines.length)), end: quoted.end };
};

const readIndentation: Reader = ({ lines, at, floor, scope }) => {
  const block = readIndented(lines, at);
  if (!block) return null;
  if (block.fault !== null) return { found: [foundFault(block.fault, lines[at]?.at ?? 0)], end: block.end };
  const path = readPathBefore(lines, at, floor)?.path ?? scope.path;
  return { found: scope.scan(block.lines, { ...inner(scope, block.end < lines.length), path }), end: block.end };
};

const readers: Reader[] = [
  readEdit,
  readForeign,
  readFenced,
  readTags,
  readOverlooked,
  readJsonText,
  readQuotation,
  readIndentation,
];

const readChange: Reader = (place) => {
  for (const read of readers) {
    const taken = read(place);
    if (taken) return taken;
  }
  return null;
};

/** A sentence that mentions another file makes the path of the block before doubtful for the next one. */
const followProse = (text: string, { carried }: Scope): void => {
  const stated = readPathLine(text);
  if (stated && !stated.isWeak) carried.path = stated.path;
  else if (stated && typeof carried.path === "string" && stated.path !== carried.path) carried.path = null;
};

/** Fences and quotations end a paragraph, so that nothing above them hides them. */
const isInLink = ({ lines, at, floor }: Place): boolean => {
  if (/^ {0,3}>/.test(lines[at]?.text ?? "") || opensFence(lines[at]?.text ?? "")) return false;
  let start = at;
  while (start > floor && (lines[start - 1]?.text ?? "").trim() !== "") start--;
  const before = lines.slice(start, at).map(({ text }) => text);
  return endsHidden(before.join("\n"));
};

const unseen =
  "a change stands in a link's definition, a footnote, or a link or image that is not closed, and is not shown: write it below a blank line";

/** Every change in `lines`, in their order. */
export const scan = (lines: Line[], given: Scope): Found[] => {
  const scope = { ...given, depth: given.depth + 1 };
  const found: Found[] = [];
  if (scope.depth > maxDepth) {
    const first = lines[nextText(lines)];
    return first ? [foundFault("blocks stand in blocks too deep to be read", first.at)] : [];
  }
  const place: Place = { lines, at: 0, floor: 0, scope, unclosed: new Set(), attempts: { json: 0, heredoc: 0 } };
  let defined: Definition = null;
  while (place.at < lines.length) {
    const line = lines[place.at];
    const text = line?.text ?? "";
    defined = followDefinition(defined, lines, place.at);
    if (text.trim() === "") {
      place.at++;
      continue;
    }
    const taken = readChange(place);
    if (!taken) {
      if (scope.isRendered) defined ??= startDefinition(text);
      followProse(text, scope);
      place.at++;
      continue;
    }
    const isUnseen = defined !== null || (scope.isRendered && isInLink(place));
    if (isUnseen && taken.found.some(({ weight }) => weight !== "none")) found.push(foundFault(unseen, line?.at ?? 0));
    for (const one of taken.found) found.push(one);
    place.at = Math.max(taken.end, place.at + 1);
    place.floor = place.at;
  }
  return found;
};
