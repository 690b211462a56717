/** What every engine of the comparison is: a case in, the tree afterwards out. */
import type { Case } from "../case.ts";
import type { Answer } from "../judge.ts";

export type Engine = {
  name: string;
  apply: (one: Case) => Promise<Answer>;
  /** Ends what the engine keeps running between cases. */
  close?: () => void;
};
