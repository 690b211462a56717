/** Replies that are no unified diff: whole files, search and replace, and the `*** Begin Patch` format. */
import type { Expect } from "../case.ts";
import { type Change, type Hunk, linesOf, newSide, oldSide, placesOf } from "../change.ts";
import { type Damage, hasNoRename, isEditsOnly, labelPlaces, type Subject } from "../damage.ts";
import { fenced, fenceFor } from "../print-diff.ts";

const group = "packaging";

/** Files that end as text usually does, and of which no line can be mistaken for a label. */
const isWholeFile = ({ kind, before, after }: Change): boolean =>
  (kind === "add" || (kind === "modify" && before.endsWith("\n"))) &&
  after.endsWith("\n") &&
  !after.endsWith("\n\n") &&
  !after.startsWith("\n") &&
  !after.includes("\r") &&
  linesOf(after).length <= 300;

const languageOf = (path: string): string => /\.(\w+)$/.exec(path)?.[1] ?? "";

const whole = (
  name: string,
  print: (change: Change) => string | null,
  expect: Expect = "apply",
  join = "\n",
): Damage => ({
  name,
  group,
  expect,
  make: ({ changes }) => {
    const blocks = changes.every(isWholeFile) ? changes.map(print) : [null];
    return blocks.includes(null) ? null : { reply: blocks.join(join) };
  },
});

const commentLine = (path: string): string | null =>
  /\.(?:ts|js|mjs|go|rs|java|c|h|cc|cpp|cs|php)$/.test(path)
    ? `// ${path}`
    : /\.(?:py|rb|sh|ya?ml|toml|zsh)$/.test(path)
      ? `# ${path}`
      : null;

const startsPlain = (text: string): boolean => !/^(?:#!|<\?|\uFEFF|(?:\/\/|#) \S+\.\w+$)/m.test(text.slice(0, 200));

const elidedRest = (change: Change): string | null => {
  const [first] = change.hunks;
  const last = change.hunks.at(-1);
  if (change.kind !== "modify" || !first || !last) return null;
  const lines = linesOf(change.after);
  const end = last.newStart + last.newCount;
  if (lines.length - end < 8) return null;
  return `${change.path}\n${fenced(`${lines.slice(0, end).join("\n")}\n// ... rest of the file unchanged\n`, languageOf(change.path))}`;
};

/** The old side as a search; a hunk that only adds needs its context. */
const asBlock = (hunk: Hunk): string | null =>
  hunk.lines.some(({ noNewline }) => noNewline) || oldSide(hunk).length === 0
    ? null
    : `<<<<<<< SEARCH\n${lines(oldSide(hunk))}=======\n${lines(newSide(hunk))}>>>>>>> REPLACE\n`;

const lines = (texts: string[]): string => texts.map((text) => `${text}\n`).join("");
const holdsMarkers = ({ before, after }: Change): boolean => /^(?:<{5,}|={5,}|>{5,})/m.test(before + after);

const searches = (name: string, print: (change: Change, blocks: string[]) => string): Damage => ({
  name,
  group,
  expect: "apply",
  make: (subject) => {
    const { changes } = subject;
    if (!isEditsOnly(subject) || changes.some(holdsMarkers)) return null;
    const blocks = changes.map(({ hunks }) => hunks.map(asBlock));
    if (blocks.flat().includes(null)) return null;
    return {
      reply: changes.map((change, index) => print(change, (blocks[index] ?? []) as string[])).join("\n"),
      expect: labelPlaces(changes, "lost"),
    };
  },
});

const beginPatchFile = (change: Change, header: (hunk: Hunk) => string): string | null => {
  if (change.hunks.some((hunk) => hunk.lines.some(({ noNewline }) => noNewline))) return null;
  const body = (hunk: Hunk) => lines(hunk.lines.map(({ mark, text }) => mark + text));
  if (change.kind === "add") return `*** Add File: ${change.path}\n${change.hunks.map(body).join("")}`;
  if (change.kind === "delete") return `*** Delete File: ${change.path}\n`;
  const move = change.kind === "rename" ? `*** Move to: ${change.path}\n` : "";
  return `*** Update File: ${change.from}\n${move}${change.hunks.map((hunk) => `${header(hunk)}\n${body(hunk)}`).join("")}`;
};

const beginPatch = (
  name: string,
  header: (hunk: Hunk) => string,
  wrap: (text: string) => string,
  fits: (subject: Subject) => boolean = hasNoRename,
): Damage => ({
  name,
  group,
  expect: "apply",
  make: (subject) => {
    const files = subject.changes.map((change) => beginPatchFile(change, header));
    if (files.includes(null) || !fits(subject)) return null;
    return {
      reply: wrap(`*** Begin Patch\n${files.join("")}*** End Patch\n`),
      expect: labelPlaces(subject.changes, "lost"),
    };
  },
});

const plain = (): string => "@@";
const has =
  (kind: Change["kind"]) =>
  ({ changes }: Subject): boolean =>
    changes.some((change) => change.kind === kind);

/** The section names a line that stands in the base, as this format asks. */
const namesLine = ({ changes }: Subject): boolean =>
  changes.every(
    ({ kind, hunks, before }) =>
      kind === "modify" &&
      hunks.every(({ section }) => section !== "" && placesOf([section], linesOf(before)).length === 1),
  );

export const packagingBlocks: Damage[] = [
  whole("whole-in-info", ({ path, after }) => fenced(after, `${languageOf(path)} ${path}`)),
  whole("whole-in-info-colon", ({ path, after }) => fenced(after, `${languageOf(path)}:${path}`)),
  whole("whole-in-info-only", ({ path, after }) => (path.includes(".") ? fenced(after, path) : null)),
  whole("whole-in-info-title", ({ path, after }) => fenced(after, `${languageOf(path)} title="${path}"`)),
  whole("whole-heading", ({ path, after }) => `### ${path}\n\n${fenced(after, languageOf(path))}`),
  whole("whole-heading-code", ({ path, after }) => `## \`${path}\`\n\n${fenced(after, languageOf(path))}`),
  whole("whole-bold", ({ path, after }) => `**${path}**\n\n${fenced(after, languageOf(path))}`),
  whole("whole-file-label", ({ path, after }) => `File: ${path}\n${fenced(after, languageOf(path))}`),
  whole("whole-path-alone", ({ path, after }) => `${path}\n${fenced(after, languageOf(path))}`),
  whole("whole-comment-line", ({ kind, path, after }) => {
    // A new file could have that comment as its own.
    const comment = kind === "modify" ? commentLine(path) : null;
    return comment && startsPlain(after) ? fenced(`${comment}\n${after}`, languageOf(path)) : null;
  }),
  whole("whole-xml-file", ({ path, after }) =>
    after.includes("</file>") ? null : `<file path="${path}">\n${after}</file>\n`,
  ),
  whole("whole-elided", elidedRest, "ambiguous"),
  {
    name: "whole-json-files",
    group,
    expect: "apply",
    make: ({ changes }) =>
      changes.every(isWholeFile)
        ? {
            reply: `${JSON.stringify({ files: changes.map(({ path, after }) => ({ path, content: after })) }, null, 2)}\n`,
          }
        : null,
  },
  searches("search-path-before-fence", ({ path }, blocks) =>
    blocks.map((block) => `${path}\n${fenced(block, languageOf(path))}`).join("\n"),
  ),
  searches("search-path-in-fence", ({ path }, blocks) =>
    blocks.map((block) => fenced(`${path}\n${block}`, "")).join("\n"),
  ),
  searches("search-path-in-info", ({ path }, blocks) => fenced(blocks.join("\n"), `${languageOf(path)} ${path}`)),
  searches("search-unfenced", ({ path }, blocks) => `${path}\n${blocks.join("\n")}`),
  searches(
    "search-heading",
    ({ path }, blocks) => `### \`${path}\`\n\n${blocks.map((block) => fenced(block)).join("\n")}`,
  ),
  searches(
    "search-one-fence",
    ({ path }, blocks) => `${path}\n${fenceFor(blocks.join(""))}\n${blocks.join("")}${fenceFor(blocks.join(""))}\n`,
  ),
  beginPatch("begin-patch", plain, (text) => text),
  beginPatch("begin-patch-fenced", plain, (text) => `Here it is:\n\n${fenced(text, "")}`),
  beginPatch("begin-patch-fenced-diff", plain, (text) => fenced(text, "diff")),
  beginPatch("begin-patch-here-document", plain, (text) => fenced(`apply_patch <<'EOF'\n${text}EOF\n`, "bash")),
  beginPatch(
    "begin-patch-section",
    ({ section }) => `@@ ${section}`,
    (text) => text,
    namesLine,
  ),
  beginPatch(
    "begin-patch-numbers",
    ({ oldStart, oldCount, newStart, newCount }) => `@@ -${oldStart},${oldCount} +${newStart},${newCount} @@`,
    (text) => text,
    isEditsOnly,
  ),
  beginPatch("begin-patch-add", plain, (text) => text, has("add")),
  beginPatch("begin-patch-delete", plain, (text) => text, has("delete")),
  beginPatch("begin-patch-move", plain, (text) => text, has("rename")),
  beginPatch("begin-patch-unended", plain, (text) => fenced(text.replace("*** End Patch\n", "")), isEditsOnly),
];
