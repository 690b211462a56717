/** The operator's settings in a workflow: repository variables of the same names, empty ones mean the default. */
import { inputVariables } from "../action-inputs.ts";

const secretVariables = ["GITHUB_TOKEN", "OPENAI_API_KEY"];

/** Names of the repository variables that the workflows hand on. */
export const operatorVariables: readonly string[] = Object.values(inputVariables).filter(
  (name) => !secretVariables.includes(name),
);

export const renderOperatorEnv = (): string =>
  ["env:", ...operatorVariables.map((name) => `  ${name}: \${{ vars.${name} }}`)].join("\n");
