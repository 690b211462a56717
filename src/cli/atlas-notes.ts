/** What a reader of the map should know about it: where it holds less than the repository has. */
import type { Atlas } from "../atlas/atlas.ts";
import { readCodeowners } from "../atlas/owners/read-codeowners.ts";
import { toOneLine } from "../outgoing/visible-text.ts";

const count = (value: number, noun: string): string => `${value.toLocaleString("en")} ${noun}${value === 1 ? "" : "s"}`;

const mostFaults = 5;

/** What is missing of the history, which queries lean on. */
export const noteHistory = ({ isShallow, isComplete, commits }: Atlas["history"]): string[] => {
  if (isShallow)
    return [
      `This clone is shallow: ${count(commits.length, "commit")} of history were read, which makes the ranking and the people worse; git fetch --unshallow mends it`,
    ];
  return isComplete ? [] : ["Git broke off while it told the history: people and old commits are partly missing"];
};

/** Sentences without a full stop; none when there is nothing to know. */
export const listNotes = ({ files, unnamed, history, settings }: Atlas): string[] => {
  const submodules = files.filter(({ kind }) => kind === "submodule");
  const missing = files.filter(({ facts }) => facts?.fault === "missing");
  const { path, faults } = readCodeowners((name) => settings.get(name) ?? null);
  return [
    ...noteHistory(history),
    ...(submodules.length > 0
      ? [
          `${count(submodules.length, "submodule")} not looked into: ${submodules
            .slice(0, 5)
            .map((file) => toOneLine(file.path))
            .join(", ")}${submodules.length > 5 ? ", …" : ""}`,
        ]
      : []),
    ...(missing.length > 0
      ? [`${count(missing.length, "file")} not read, since this clone lacks or cannot read their contents`]
      : []),
    ...(unnamed > 0 ? [`${count(unnamed, "file")} left out, since the name is not UTF-8`] : []),
    ...faults.slice(0, mostFaults).map(({ line, reason }) => `${path} line ${line}: ${toOneLine(reason)}`),
    ...(faults.length > mostFaults ? [`${path}: ${count(faults.length - mostFaults, "further fault")}`] : []),
  ];
};
