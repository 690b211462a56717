/** Mutations of whole inputs: of the reply, of the files that it meets, of both, and their repetition to great sizes. */
import type { Random } from "../random.ts";
import type { FuzzInput } from "./fuzz-input.ts";
import { mutateText, repeatPart } from "./mutate-text.ts";
import { type Mutation, pickSpan } from "./mutation.ts";

const mutateReply: Mutation = (input, random, other) => ({
  ...input,
  reply: mutateText(input.reply, random, other.reply),
});

const withFile = (input: FuzzInput, path: string, text: string): FuzzInput => ({
  ...input,
  files: { ...input.files, [path]: text },
});

/** Files that the reply speaks of matter more than those around them. */
const pickFile = ({ reply, files }: FuzzInput, random: Random): string | null => {
  const paths = Object.keys(files);
  const named = paths.filter((path) => reply.includes(path));
  const chosen = named.length > 0 && random.chance(0.9) ? named : paths;
  return chosen.length === 0 ? null : random.pick(chosen);
};

const onFile =
  (change: (text: string, random: Random, other: string) => string): Mutation =>
  (input, random, other) => {
    const path = pickFile(input, random);
    if (path === null) return mutateReply(input, random, other);
    return withFile(input, path, change(input.files[path] ?? "", random, Object.values(other.files)[0] ?? other.reply));
  };

const repeatLines = (text: string, random: Random): string => {
  const lines = text.split("\n");
  const [start, end] = pickSpan(lines.length, random, 8);
  const times = 1 + random.below(4);
  return lines.toSpliced(end, 0, ...Array.from({ length: times }, () => lines.slice(start, end)).flat()).join("\n");
};

const renameFile: Mutation = (input, random) => {
  const path = pickFile(input, random);
  const words = input.reply.match(/[\w./-]{2,60}/g) ?? ["x"];
  if (path === null) return input;
  const name = random.pick([
    random.pick(words),
    `a/${path}`,
    `b/${path}`,
    path.toUpperCase(),
    path.replace(/^[^/]*\//, ""),
  ]);
  const { [path]: text = "", ...files } = input.files;
  return { ...input, files: { ...files, [name]: text } };
};

const dropFile: Mutation = (input, random) => {
  const path = pickFile(input, random);
  return { ...input, files: Object.fromEntries(Object.entries(input.files).filter(([name]) => name !== path)) };
};

const addFile: Mutation = (input, random, other) => {
  const words = input.reply.match(/[\w./-]{2,60}/g) ?? ["x"];
  return withFile(
    input,
    random.pick(words),
    random.pick(["", ...Object.values(other.files), ...Object.values(input.files)]),
  );
};

/** The older text that the diff may name, so that drift is merged. */
const addBlob: Mutation = (input, random) => {
  const id = /^index ([0-9a-f]{7,40})\.\./m.exec(input.reply)?.[1];
  const path = pickFile(input, random);
  if (id === undefined || path === null) return input;
  return { ...input, blobs: { ...input.blobs, [id.padEnd(40, "0")]: input.files[path] ?? "" } };
};

const mutations: Mutation[] = [
  ...Array.from({ length: 10 }, () => mutateReply),
  onFile(mutateText),
  onFile(mutateText),
  onFile(repeatLines),
  onFile((text, random) =>
    random.pick([
      text.replaceAll("\n", "\r\n"),
      text.replaceAll("\r", ""),
      text.replace(/\n$/, ""),
      `\ufeff${text}`,
      `${text}\n`,
    ]),
  ),
  renameFile,
  dropFile,
  addFile,
  addBlob,
  (input, _, other) => ({ ...input, files: { ...input.files, ...other.files } }),
  (input, random) => ({ ...input, reply: repeatPart(input.reply, random, 2_000) }),
];

/** The same lines many times in the file and in the reply: what costs most to compare. */
const repeatBoth = (input: FuzzInput, random: Random, limit: number): FuzzInput => {
  const path = pickFile(input, random);
  if (path === null) return { ...input, reply: repeatPart(input.reply, random, limit) };
  const lines = (input.files[path] ?? "").split("\n");
  const at = random.below(lines.length);
  const part = `${lines.slice(at, at + 1 + random.below(6)).join("\n")}\n`;
  const text = part.repeat(Math.ceil((limit / part.length) * random.next()));
  const mark = random.pick([" ", "-", "+"]);
  const said = text.slice(0, random.below(text.length)).replace(/^/gm, mark);
  const replyLines = input.reply.split("\n");
  const hunk = replyLines.findIndex((line) => line.startsWith("@@"));
  const reply = replyLines.toSpliced(hunk < 0 ? random.below(replyLines.length) : hunk + 1, 0, said).join("\n");
  return { ...withFile(input, path, (input.files[path] ?? "") + text), reply };
};

/** The whole reply again and again, each time for copies of its files in another directory. */
const multiply = ({ reply, files, blobs }: FuzzInput, random: Random, limit: number): FuzzInput => {
  const paths = Object.keys(files);
  const size = reply.length + Object.values(files).reduce((sum, text) => sum + text.length, 1);
  const copies = Array.from({ length: 1 + Math.floor((limit / size) * random.next()) }, (_, copy) => `copy${copy}/`);
  return {
    reply: copies
      .map((prefix) => paths.reduce((text, path) => text.replaceAll(path, prefix + path), reply))
      .join("\n\n"),
    files: Object.fromEntries(
      copies.flatMap((prefix) => Object.entries(files).map(([path, text]) => [prefix + path, text])),
    ),
    blobs,
  };
};

/** Grows an input to at most about `limit` characters. */
export const inflate = (input: FuzzInput, random: Random, limit: number): FuzzInput =>
  random.pick([
    () => ({ ...input, reply: repeatPart(input.reply, random, limit) }),
    () => repeatBoth(input, random, limit / 2),
    () => multiply(input, random, limit),
    () => onFile((text) => repeatPart(text, random, limit))(input, random, input),
  ])();

/** A few mutations one after the other, most often one to three. */
export const mutate: Mutation = (input, random, other) => {
  let mutant = input;
  do mutant = random.pick(mutations)(mutant, random, other);
  while (random.chance(0.6));
  return mutant;
};
