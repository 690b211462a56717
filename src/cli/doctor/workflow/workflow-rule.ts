/** What a rule about workflow files is: a name, what to do, and the places where a file breaks it. */
import type { WorkflowSource } from "./workflow-source.ts";

export type Place = { line: number; what: string };

export type WorkflowRule = {
  /** Where zizmor has the same audit, its name. */
  name: string;
  /** `failing` wherever it stands; `exposed` only in workflows that start on branches of the bot, and a warning elsewhere; `warning` always. */
  weight: "failing" | "exposed" | "warning";
  /** What a person changes. */
  todo: string;
  find: (source: WorkflowSource) => Place[];
};
