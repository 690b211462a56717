/** Says in short why a file was found: the words that count most, names, old commits, and what the text spells out. */
import type { Mentions } from "./find-mentions.ts";
import { exactName } from "./name-words.ts";
import type { ReadQuery } from "./read-query.ts";
import { rarityOf } from "./score-words.ts";
import type { Group } from "./searchable.ts";

const mostWords = 5;
const mostNames = 3;
const longestSubject = 80;

export type Explanation = {
  query: ReadQuery;
  mentions: Mentions;
  /** The subject of the commit that speaks most for a file; null when none does. */
  subjectOf: (file: number) => string | null;
  /** Whether a file used to change together with the likeliest ones. */
  isCompanion: (file: number) => boolean;
};

/** At most five reasons, the strongest kind first; `file` is a number in the group. */
export const explainFile = ({ files, index }: Group, file: number, explanation: Explanation): string[] => {
  const { query, mentions, subjectOf, isCompanion } = explanation;
  const found = files[file];
  if (!found) return [];
  const own = found.facts?.words;
  const place = mentions.paths.find(({ path }) => path === found.path);
  const names = mentions.names.filter((name) => own?.names.includes(exactName(name))).slice(0, mostNames);
  const held: { word: string; gain: number }[] = [];
  for (const hash of own?.words ?? []) {
    const weight = query.words.get(hash);
    if (weight === undefined) continue;
    held.push({ word: query.spelled.get(hash) ?? "", gain: weight * rarityOf(index, index.find(hash)) });
  }
  const words = held
    .sort((a, b) => b.gain - a.gain || (a.word < b.word ? -1 : 1))
    .slice(0, mostWords)
    .map(({ word }) => word);
  const subject = subjectOf(file);
  return [
    ...(place ? [`named in the text${place.line === null ? "" : `, line ${place.line}`}`] : []),
    ...(names.length > 0 ? [`declares ${names.join(", ")}`] : []),
    ...(words.length > 0 ? [`words ${words.join(", ")}`] : []),
    ...(subject === null ? [] : [`commit ${JSON.stringify(subject.slice(0, longestSubject).toWellFormed())}`]),
    ...(isCompanion(file) ? ["used to change with the likeliest files"] : []),
  ];
};
