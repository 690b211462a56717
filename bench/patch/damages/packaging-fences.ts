/** Replies whose diff is whole but stands in another wrapping: fences, prose, lists, indentation, JSON, XML. */
import type { Expect } from "../case.ts";
import { linesOf } from "../change.ts";
import { type Damage, hasNoRename, isEditsOnly, type Subject } from "../damage.ts";
import {
  fenced,
  fenceFor,
  gitHeader,
  pairHeader,
  pickHeader,
  printChange,
  printDiff,
  printHunks,
} from "../print-diff.ts";

const group = "packaging";

const diffOf = ({ changes, random }: Subject): string => printDiff(changes, { header: pickHeader(random, changes) });

const wrapped = (
  name: string,
  wrap: (diff: string, subject: Subject) => string | null,
  expect: Expect = "apply",
): Damage => ({
  name,
  group,
  expect,
  make: (subject) => {
    const reply = wrap(diffOf(subject), subject);
    return reply === null ? null : { reply };
  },
});

const holdsFence = (diff: string): boolean => diff.includes("```");
/** Lines end at "\n" alone; a `^` would also see carriage returns. */
const mapText = (text: string, map: (line: string) => string): string =>
  linesOf(text)
    .map((line) => `${map(line)}\n`)
    .join("");
const indent = (text: string, by: string): string => mapText(text, (line) => (line === "" ? "" : by + line));
const quote = (text: string): string => mapText(text, (line) => `> ${line}`);
const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const bullets = "- Updated the code as the plan says\n- Kept the interface as it is\n";
const parts = ({ changes }: Subject): string[] => changes.map((change) => printChange(change, { header: pairHeader }));

/** One fence for each file, with words between. */
const fences = (name: string, between: (index: number, path: string) => string): Damage => ({
  name,
  group,
  expect: "apply",
  make: (subject) =>
    subject.changes.length < 2 || !hasNoRename(subject)
      ? null
      : {
          reply: parts(subject)
            .map((part, index) => `${between(index, subject.changes[index]?.path ?? "")}${fenced(part)}`)
            .join("\n"),
        },
});

export const packagingFences: Damage[] = [
  ...["", "patch", "udiff", "text", "git-diff", "DIFF", "diff --unified", "console", "js"].map((info) =>
    wrapped(
      `fence-info-${info.replace(/\W+/g, "-").toLowerCase() || "none"}`,
      (diff) => `The change:\n\n${fenced(diff, info)}`,
    ),
  ),
  wrapped("fence-tildes", (diff) => `~~~diff\n${diff}~~~\n`),
  wrapped("fence-five", (diff) => `\`\`\`\`\`diff\n${diff}\`\`\`\`\`\n`),
  wrapped("fence-indented-in-list", (diff) => `1. The change:\n\n${indent(fenced(diff), "   ")}`),
  wrapped("fence-closed-late", (diff) => `${fenceFor(diff)}diff\n${diff}\n\n${fenceFor(diff)}\n`),
  wrapped("fence-blank-first", (diff) => `${fenceFor(diff)}diff\n\n${diff}${fenceFor(diff)}\n`),
  wrapped("fence-inside-diff", (diff) => (holdsFence(diff) ? `\`\`\`diff\n${diff}\`\`\`\n` : null)),
  wrapped("fence-inside-diff-prose", (diff) =>
    holdsFence(diff) ? `The documentation:\n\n\`\`\`diff\n${diff}\`\`\`\n\nThat is all.\n` : null,
  ),
  wrapped("fence-unclosed", (diff) => `The change:\n\n${fenceFor(diff)}diff\n${diff}`, "ambiguous"),
  wrapped("fence-unopened", (diff) => (holdsFence(diff) ? null : `${diff}\`\`\`\n`)),
  wrapped("bare-prose-before", (diff) => `I changed what the issue asks for.\n\n${diff}`),
  wrapped("bare-prose-after", (diff) => `${diff}\nAll tests keep passing. The change is small.\n`),
  wrapped("bare-bullets-after", (diff) => `${diff}\n${bullets}`),
  wrapped("bare-bullets-right-after", (diff) => `${diff}${bullets}`),
  wrapped("bare-signature-after", (diff) => `${diff}-- \n2.39.5\n`),
  wrapped(
    "fence-other-beside",
    (diff) =>
      `Run this first:\n\n\`\`\`sh\nnpm test\n\`\`\`\n\n${fenced(diff)}\nUse it so:\n\n\`\`\`js\nconst a = run();\n\`\`\`\n`,
  ),
  wrapped("fence-snippet-before", (diff, { changes }) => {
    const lines = changes[0]?.hunks[0]?.lines.filter(({ mark }) => mark === " ").map(({ text }) => text) ?? [];
    return lines.length < 2 || holdsFence(lines.join("\n"))
      ? null
      : `The code reads now:\n\n\`\`\`\n${lines.join("\n")}\n\`\`\`\n\nIt becomes:\n\n${fenced(diff)}`;
  }),
  wrapped(
    "git-show",
    (diff) =>
      `commit 0123456789abcdef0123456789abcdef01234567\nAuthor: A Person <person@example.org>\nDate:   Mon Jan 1 10:00:00 2024 +0000\n\n    Mend the fault\n\n${diff}`,
  ),
  wrapped(
    "git-format-patch",
    (diff) =>
      `From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\nFrom: A Person <person@example.org>\nDate: Mon, 1 Jan 2024 10:00:00 +0000\nSubject: [PATCH] Mend the fault\n\n---\n src/file | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n${diff}-- \n2.39.5\n`,
    "ambiguous",
  ),
  wrapped(
    "git-stat-before",
    (diff, { changes }) =>
      `${changes.map(({ path }) => ` ${path} | 2 +-\n`).join("")} ${changes.length} files changed\n\n${diff}`,
  ),
  wrapped("indented-2", (diff) => `The change:\n\n${indent(diff, "  ")}\nThat is all.\n`),
  wrapped("indented-4", (diff) => `The change:\n\n${indent(diff, "    ")}\nThat is all.\n`),
  wrapped("indented-tab", (diff) => `The change:\n\n${indent(diff, "\t")}\nThat is all.\n`),
  wrapped("quoted", (diff) => `The change:\n\n${quote(diff)}\nThat is all.\n`),
  wrapped("quoted-fence", (diff) => `The change:\n\n${quote(fenced(diff))}`),
  ...(["diff", "patch"] as const).flatMap((key) => [
    wrapped(`json-${key}`, (diff) => `${JSON.stringify({ summary: "Mend the fault", [key]: diff }, null, 2)}\n`),
    wrapped(`json-${key}-fenced`, (diff) => fenced(JSON.stringify({ [key]: diff }, null, 2), "json")),
  ]),
  wrapped(
    "json-one-line-prose",
    (diff) => `Here is the answer:\n${JSON.stringify({ diff, notes: ["none"] })}\nDone.\n`,
  ),
  wrapped("json-fence-inside", (diff) => JSON.stringify({ diff: fenced(diff) })),
  wrapped("json-files", (_diff, subject) =>
    JSON.stringify(
      { files: subject.changes.map((change, index) => ({ path: change.path, diff: parts(subject)[index] })) },
      null,
      2,
    ),
  ),
  wrapped("json-list", (_diff, subject) =>
    hasNoRename(subject) ? JSON.stringify(parts(subject).map((patch) => ({ patch }))) : null,
  ),
  wrapped("json-raw-newlines", (diff) => (/["\\\t]/.test(diff) ? null : `{"diff": "${diff}"}`), "ambiguous"),
  wrapped("xml-diff", (diff) => (/<\/?diff>/.test(diff) ? null : `<diff>\n${diff}</diff>\n`)),
  wrapped("xml-patch-prose", (diff) =>
    /<\/?patch>/.test(diff) ? null : `Here it is.\n\n<patch>\n${diff}</patch>\n\nDone.\n`,
  ),
  wrapped("xml-cdata", (diff) =>
    diff.includes("]]>") ? null : `<answer><patch><![CDATA[\n${diff}]]></patch></answer>\n`,
  ),
  wrapped("xml-escaped", (diff) =>
    /[<>&]/.test(diff) && !/&(?:amp|lt|gt);/.test(diff) ? `<patch>\n${escapeXml(diff)}</patch>\n` : null,
  ),
  wrapped("xml-fence-inside", (diff) => `<answer>\n${fenced(diff)}</answer>\n`),
  fences("fences-one-a-file", () => ""),
  fences("fences-prose-between", (index) => `${index + 1}. Then the next file:\n\n`),
  fences("fences-heading-between", (_index, path) => `### ${path}\n\n`),
  {
    name: "fences-one-a-hunk",
    group,
    expect: "apply",
    make: (subject) => {
      const { changes } = subject;
      if (!isEditsOnly(subject) || !changes.some(({ hunks }) => hunks.length > 1)) return null;
      const blocks = changes.flatMap((change) =>
        change.hunks.map((hunk) => fenced(printChange({ ...change, hunks: [hunk] }, { header: pairHeader }))),
      );
      return { reply: blocks.join("\nand\n\n") };
    },
  },
  {
    name: "fences-hunk-without-name",
    group,
    expect: "ambiguous",
    make: (subject) => {
      const [first] = subject.changes;
      if (!first || !isEditsOnly(subject) || subject.changes.length > 1 || first.hunks.length < 2) return null;
      const [head, ...rest] = first.hunks.map((hunk) => ({ ...first, hunks: [hunk] }));
      if (!head) return null;
      return {
        reply: [
          fenced(printChange(head, { header: gitHeader })),
          ...rest.map((one) => fenced(`${printHunks(one).join("\n")}\n`)),
        ].join("\nand in the same file:\n\n"),
      };
    },
  },
];
