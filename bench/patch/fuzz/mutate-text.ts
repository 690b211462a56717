/** Mutations of a text at the levels of characters, lines, tokens and blocks, and repetitions of each. */
import type { Random } from "../random.ts";
import { pickSpan, type TextMutation, tokens } from "./mutation.ts";

const splice = (text: string, [start, end]: [number, number], put: string): string =>
  text.slice(0, start) + put + text.slice(end);

const flipBit: TextMutation = (text, random) => {
  const at = random.below(text.length);
  return splice(text, [at, at + 1], String.fromCharCode(text.charCodeAt(at) ^ (1 << random.below(8))));
};

const characterMutations: TextMutation[] = [
  flipBit,
  (text, random) => splice(text, pickSpan(text.length, random, 4), ""),
  (text, random) =>
    splice(text, pickSpan(text.length, random, 1), random.pick([..."+- @\\\n\r\t`~<>{}\"'/.,:a\u0000ß"])),
  (text, random) => splice(text, [random.below(text.length + 1), text.length], ""),
  (text, random) => splice(text, [0, random.below(text.length + 1)], ""),
];

const onLines =
  (change: (lines: string[], random: Random, other: string[]) => string[]): TextMutation =>
  (text, random, other) =>
    change(text.split("\n"), random, other.split("\n")).join("\n");

/** Changes one line, of those that `isWanted` where there are any. */
const onLine = (
  change: (line: string, random: Random) => string,
  isWanted = (_: string): boolean => true,
): TextMutation =>
  onLines((lines, random) => {
    const wanted = lines.flatMap((line, at) => (isWanted(line) ? [at] : []));
    const at = wanted.length > 0 ? random.pick(wanted) : random.below(lines.length);
    return lines.with(at, change(lines[at] ?? "", random));
  });

const marks = [" ", "-", "+", "\\", "", "  ", "\t", "> ", "- ", "+ "];

const lineMutations: TextMutation[] = [
  onLines((lines, random) => lines.toSpliced(random.below(lines.length), 1)),
  onLines((lines, random) => lines.toSpliced(random.below(lines.length + 1), 0, random.pick(lines))),
  onLines((lines, random, other) => lines.toSpliced(random.below(lines.length + 1), 0, random.pick(other))),
  onLines((lines, random) => {
    const [a, b] = [random.below(lines.length), random.below(lines.length)];
    return lines.with(a, lines[b] ?? "").with(b, lines[a] ?? "");
  }),
  onLine(
    (line, random) => random.pick(marks) + line.slice(1),
    (line) => /^[ +-]/.test(line),
  ),
  onLine((line, random) => random.pick(marks) + line),
  onLine((line) => line.slice(1)),
  onLine((line) => line.trim()),
  onLine((line, random) => `${line}${random.pick([" ", "\t", "\r", "  ", "\\"])}`),
  onLine(() => ""),
  onLine((line, random) => random.pick([line.toUpperCase(), line.replaceAll("\t", "    "), line.replaceAll(" ", "")])),
  onLines((lines, random) => lines.toSpliced(random.below(lines.length + 1), 0, random.pick(["", "", "Then:", "- a"]))),
];

const tokenMutations: TextMutation[] = [
  (text, random) => splice(text, pickSpan(text.length, random, 1), random.pick(tokens)),
  onLine((_, random) => random.pick(tokens)),
  onLine((line, random) => random.pick(tokens) + line),
  onLine(
    (line, random) =>
      line.replace(/\d+/g, (number) => (random.chance(0.5) ? `${Number(number) + random.below(9) - 4}` : number)),
    (line) => line.startsWith("@@"),
  ),
  onLine(
    (_, random) => random.pick(["@@", "@@ @@", "@@ ... @@", "@@ -1 +1 @@", "@@ def f():", "@@ -,+ @@"]),
    (line) => line.startsWith("@@"),
  ),
  onLine(
    (line, random) => line.replace(/\b[ab]\//, random.pick(["", "a/", "b/", "a/a/", "./", "/", "../", "c/"])),
    (line) => /^(?:---|\+\+\+|diff) /.test(line),
  ),
  (text, random) => {
    const words = [...text.matchAll(/[\w./-]{2,}/g)];
    if (words.length === 0) return text;
    const [from, to] = [random.pick(words), random.pick(words)];
    return splice(text, [from.index, from.index + from[0].length], to[0]);
  },
];

const isBlockStart = (line: string): boolean => /^(?:diff |--- |@@|```|~~~|\*\*\* |<<<<<<<|<\w|\{)/.test(line);

/** Pieces that begin where a header, a hunk, a fence or a tag begins. */
const splitBlocks = (text: string): string[] => {
  const blocks: string[][] = [[]];
  for (const line of text.split("\n")) {
    if (isBlockStart(line)) blocks.push([]);
    blocks.at(-1)?.push(line);
  }
  return blocks.filter((block) => block.length > 0).map((block) => block.join("\n"));
};

const onBlocks =
  (change: (blocks: string[], random: Random, other: string[]) => string[]): TextMutation =>
  (text, random, other) =>
    change(splitBlocks(text), random, splitBlocks(other)).join("\n");

const quoteBlock = (text: string, prefix: string): string => text.replace(/^/gm, prefix);

export const packagings: ((text: string, random: Random) => string)[] = [
  (text, random) => {
    const fence = random.pick(["```", "````", "~~~", "``", "`````````"]);
    return `${fence}${random.pick(["diff", "", "patch", "ts src/a.ts", "json", "text"])}\n${text}\n${fence}\n`;
  },
  (text, random) => quoteBlock(text, random.pick(["> ", "    ", "\t", "  ", "| ", "1. ", "- ", "+", " "])),
  (text, random) =>
    JSON.stringify({ [random.pick(["diff", "patch", "content", "answer", "x"])]: text }, null, random.below(3)),
  (text, random) => {
    const tag = random.pick(["diff", "patch", "answer", "file", "details", "edit", "foo"]);
    return `<${tag}${random.pick(["", ' path="src/a.ts"'])}>\n${text}\n</${tag}>\n`;
  },
  (text) => `<!--\n${text}\n-->\n`,
  (text) => `<patch><![CDATA[\n${text}]]></patch>`,
  (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign] ?? sign),
  (text) => text.replaceAll("\n", "\r\n"),
  (text) => `apply_patch <<'EOF'\n${text}\nEOF\n`,
  (text) => `Here is the change.\n\n${text}\nThat is all.\n`,
];

const blockMutations: TextMutation[] = [
  onBlocks((blocks, random) => blocks.toSpliced(random.below(blocks.length), 1)),
  onBlocks((blocks, random) => blocks.toSpliced(random.below(blocks.length + 1), 0, random.pick(blocks))),
  onBlocks((blocks, random, other) => blocks.toSpliced(random.below(blocks.length + 1), 0, random.pick(other))),
  onBlocks((blocks, random, other) => blocks.with(random.below(blocks.length), random.pick(other))),
  onBlocks((blocks, random) => random.shuffle(blocks)),
  onBlocks((blocks, random, other) => [
    ...blocks.slice(0, random.below(blocks.length + 1)),
    ...other.slice(random.below(other.length)),
  ]),
  onBlocks((blocks, random) => {
    const at = random.below(blocks.length);
    return blocks.with(at, random.pick(packagings)(blocks[at] ?? "", random));
  }),
  (text, random) => random.pick(packagings)(text, random),
  (text, _, other) => `${text}\n${other}`,
];

const levels: TextMutation[][] = [
  characterMutations,
  lineMutations,
  lineMutations,
  tokenMutations,
  tokenMutations,
  blockMutations,
];

/** One mutation at one level; an empty text becomes a token. */
export const mutateText: TextMutation = (text, random, other) =>
  text === "" ? random.pick(tokens) : random.pick(random.pick(levels))(text, random, other);

/** A character, token, line or block many times, up to about `limit` characters. */
export const repeatPart = (text: string, random: Random, limit: number): string => {
  const [start] = pickSpan(text.length, random);
  const part = random.pick([
    () => text[start] ?? "a",
    () => random.pick(tokens),
    () => `${random.pick(text.split("\n"))}\n`,
    () => `${random.pick(splitBlocks(text))}\n`,
    () => text.slice(start, start + 40),
  ])();
  const count = Math.ceil((limit * random.next()) / Math.max(1, part.length));
  const line = text.lastIndexOf("\n", start) + 1;
  return splice(text, [line, line], part.repeat(count));
};
