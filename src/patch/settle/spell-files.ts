/** Added lines of a whole reply, spelled as the files spell: what one file proves about the reply holds for all. */
import type { FileChange, Refusal } from "../../domain/patch.ts";
import { failure, type Result, success } from "../../domain/result.ts";
import type { Spell } from "../locate/apply-edits.ts";
import type { Round } from "../locate/locate-hunks.ts";
import type { PlacedToken } from "../locate/placement.ts";
import type { Token } from "../locate/reading.ts";
import { refusal } from "../refusal.ts";
import type { Addition, LinePair } from "../spell/line-pair.ts";
import { type FileSpelling, learnFileSpelling, learnReplySpelling, spellAddition } from "../spell/spelling.ts";
import type { SettledFile } from "./settle-file.ts";

const pairOf = ({ token, role, text, line }: PlacedToken, round: Round, hunk: number): LinePair | null =>
  line === null || (role !== "context" && role !== "remove")
    ? null
    : { said: text, file: round.text.lines[line] ?? "", role, token, hunk };

/** Only lines of the file itself are evidence, not those that the reply's first diff added. */
const pairsOf = (round: Round | undefined): LinePair[] =>
  round === undefined
    ? []
    : round.placements.flatMap(({ tokens, reading }) =>
        tokens.flatMap((one) => pairOf(one, round, reading.number) ?? []),
      );

/** Every added line beside the nearest line of its hunk that stands in the file, the one above before the one below. */
const additionsOf = (round: Round | undefined): Addition[] =>
  round === undefined
    ? []
    : round.placements.flatMap(({ tokens, reading }) => {
        const pairs = tokens.map((one) => pairOf(one, round, reading.number));
        const above: (LinePair | null)[] = [];
        for (const pair of pairs) above.push(pair ?? above.at(-1) ?? null);
        return tokens.flatMap(({ role, token }, at): Addition[] => {
          const beside = above[at] ?? pairs.slice(at).find((pair) => pair !== null);
          return role === "add" && beside ? [{ text: token.text, beside }] : [];
        });
      });

const addedOf = ({ rounds, added }: SettledFile): Token[] => [
  ...added,
  ...rounds.flatMap(({ edits }) => edits.flatMap((edit) => edit.added)),
];

const hasEntity = /&(?:lt|gt|amp|quot|apos|nbsp|#\d{2,5}|#[xX][0-9a-fA-F]{2,4});/;

/** Ordinary replies spell as the files do, and then nothing needs to be learned. */
const isPlain = (pairs: LinePair[][], added: Token[][]): boolean =>
  pairs.every((some) => some.every(({ said, file }) => said === file)) &&
  added.every((some) => some.every(({ text }) => !hasEntity.test(text)));

const asWritten = ({ text }: Token): string => text;

type Spelling = { spell: Spell; refused: Refusal[] };

const createSpelling = (path: string, spelling: FileSpelling): Spelling => {
  const refused: Refusal[] = [];
  const spell = (token: Token, hunk: number): string => {
    const spelled = spellAddition(token.text, spelling, hunk);
    if ("text" in spelled) return spelled.text;
    const line = token.text.trim().slice(0, 80);
    if (refused.length === 0)
      refused.push(
        refusal(
          "ambiguous",
          `the added line \`${line}\` has no certain text: ${spelled.doubt}; copy context lines as the file has them`,
          { path },
        ),
      );
    return token.text;
  };
  return { spell, refused };
};

/** The changes of all files, or the added lines whose text is in doubt. */
export const spellFiles = (files: SettledFile[]): Result<FileChange[], Refusal[]> => {
  const pairs = files.map(({ rounds }) => pairsOf(rounds[0]));
  const added = files.map(addedOf);
  if (isPlain(pairs, added)) return success(files.flatMap((file) => file.finish(asWritten)));
  const reply = learnReplySpelling(
    pairs.flat(),
    added.flat().map(({ text }) => text),
  );
  const refused: Refusal[] = [];
  const changes = files.flatMap((file, at) => {
    const lines = file.rounds[0]?.text.lines ?? [];
    const spelling = createSpelling(
      file.path,
      learnFileSpelling(reply, file.path, pairs[at] ?? [], additionsOf(file.rounds[0]), lines),
    );
    const made = file.finish(spelling.spell);
    refused.push(...spelling.refused);
    return made;
  });
  return refused.length > 0 ? failure(refused) : success(changes);
};
