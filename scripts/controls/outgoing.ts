/** Controls of what leaves: secrets, Markdown, logs, step outputs, titles and messages. */
import type { Control } from "./control.ts";

const attacks = "bench/attacks/attacks.test.ts";
const door = "src/outgoing";
const markdown = [`${door}/markdown.test.ts`, `${door}/markdown-threats.test.ts`, attacks];
const log = [`${door}/log-line.test.ts`, attacks];
const plain = [`${door}/plain-line.test.ts`, attacks];

export const outgoingControls: readonly Control[] = [
  {
    id: "SEC-1",
    holds:
      "what is added to a file is searched for the shapes of credentials; no comment in the file switches that off",
    where: [`${door}/secret-formats.ts`, `${door}/document-formats.ts`, `${door}/screen-patch.ts`],
    tests: [`${door}/secret-formats.test.ts`, `${door}/screen-patch.test.ts`, attacks],
    breaks: [
      {
        rule: "formats of vendors",
        file: `${door}/secret-formats.ts`,
        each: "entries",
        in: "vendorFormats",
        tests: [`${door}/secret-formats.test.ts`],
      },
      {
        rule: "formats in documents",
        file: `${door}/document-formats.ts`,
        each: "entries",
        in: "documentFormats",
        tests: [`${door}/secret-formats.test.ts`],
      },
      {
        rule: "paths too",
        file: `${door}/screen-patch.ts`,
        from: "if (inPath.length > 0) return inPath;",
        to: "",
        tests: [`${door}/screen-patch.test.ts`],
      },
    ],
  },
  {
    id: "SEC-2",
    holds: "twelve characters of a live secret are found in every spelling that a program can undo without a key",
    where: [
      `${door}/secrets.ts`,
      `${door}/secret-forms.ts`,
      `${door}/find-live-secrets.ts`,
      `${door}/text-readings.ts`,
    ],
    tests: [`${door}/secrets.test.ts`, attacks],
    breaks: [
      {
        rule: "a spelling",
        file: `${door}/secret-forms.ts`,
        each: "entries",
        in: "secretForms",
        tests: [`${door}/secrets.test.ts`, attacks],
      },
      {
        rule: "a spelling in base64",
        file: `${door}/secret-forms.ts`,
        each: "entries",
        in: "base64Forms",
        tests: [`${door}/secrets.test.ts`, attacks],
      },
      {
        rule: "a view of the lines",
        file: `${door}/find-live-secrets.ts`,
        each: "entries",
        in: "views",
        tests: [`${door}/secrets.test.ts`, attacks],
      },
    ],
  },
  {
    id: "SEC-3",
    holds:
      "every sink passes one door: files, titles, commits and branches are refused, texts lose the line; then it is searched again",
    where: [`${door}/screen-names.ts`, `${door}/redact-text.ts`, `${door}/screen-bundle.ts`, "scripts/check-layers.ts"],
    tests: [`${door}/secrets.test.ts`, `${door}/who-opens.test.ts`, "scripts/check-layers.test.ts", attacks],
    breaks: [
      {
        rule: "no other way out",
        file: "scripts/check-layers.ts",
        each: "entries",
        in: "ambient",
        tests: ["scripts/check-layers.test.ts"],
      },
      {
        rule: "searched again",
        file: `${door}/secrets.ts`,
        from: "result = replaceLines(result, hits);",
        to: "return replaceLines(result, hits);",
        tests: [`${door}/secrets.test.ts`],
      },
    ],
  },
  {
    id: "OUT-1",
    holds:
      "Markdown is parsed and printed from a list of allowed nodes; nothing in it is live but links to the repository",
    where: [`${door}/markdown.ts`, `${door}/safe-tree.ts`, `${door}/safe-inline.ts`, `${door}/references.ts`],
    tests: markdown,
    breaks: [
      {
        rule: "live words",
        file: `${door}/references.ts`,
        each: "entries",
        in: "active",
        tests: [`${door}/references.test.ts`, ...markdown],
      },
      {
        rule: "no markers of ours",
        file: `${door}/safe-inline.ts`,
        from: '.replaceAll("<!-", "<! -")',
        to: "",
        tests: markdown,
      },
      {
        rule: "no HTML comments",
        file: `${door}/safe-inline.ts`,
        from: "return inlineCode(withoutComments(node.value));",
        to: "return inlineCode(node.value);",
        tests: markdown,
      },
    ],
  },
  {
    id: "OUT-2",
    holds: "no foreign byte in a log is a command of the runner, a terminal sequence or an endless line",
    where: [`${door}/log-line.ts`, "src/telemetry/create-log.ts"],
    tests: log,
    breaks: [
      { rule: "`::`", file: `${door}/log-line.ts`, from: '.replace(/^\\s*::/, ": :")', to: "", tests: log },
      { rule: "`##[`", file: `${door}/log-line.ts`, from: '.replaceAll("##[", "## [")', to: "", tests: log },
      {
        rule: "hidden characters",
        file: `${door}/log-line.ts`,
        from: 'removeInvisible(text).replaceAll("\\t", "  ")',
        to: "text",
        tests: log,
      },
      {
        rule: "the prefix",
        file: `${door}/log-line.ts`,
        from: "│ $",
        to: "$",
        tests: log,
      },
    ],
  },
  {
    id: "OUT-3",
    holds: "step outputs have fixed names and values that hold no line end; nothing else is written for the runner",
    where: [`${door}/step-output.ts`],
    tests: [`${door}/step-output.test.ts`, attacks],
    breaks: [
      {
        rule: "what is refused",
        file: `${door}/step-output.ts`,
        each: "checks",
        in: "renderStepOutput",
        tests: [`${door}/step-output.test.ts`],
      },
    ],
  },
  {
    id: "OUT-4",
    holds:
      "titles and commit messages are plain lines: no trailers but ours, no way to skip checks, no commands for other bots",
    where: [`${door}/plain-line.ts`, `${door}/skip-words.ts`, `${door}/bot-commands.ts`],
    tests: plain,
    breaks: [
      {
        rule: "ways to skip",
        file: `${door}/skip-words.ts`,
        each: "entries",
        in: "skips",
        tests: [`${door}/skip-words.test.ts`],
      },
      {
        rule: "trailers in a title",
        file: `${door}/plain-line.ts`,
        from: 'const plain = line.replace(titleTrailer, "$1 -");',
        to: "const plain = line;",
        tests: plain,
      },
      {
        rule: "trailers in a message",
        file: `${door}/plain-line.ts`,
        from: '.replace(trailer, "$1 -")',
        to: "",
        tests: plain,
      },
      {
        rule: "mentions",
        file: `${door}/plain-line.ts`,
        from: '.replace(/@(?=[\\p{L}\\p{N}])/gu, "@ ")',
        to: "",
        tests: plain,
      },
    ],
  },
];
