/** The operator's settings in a workflow: repository variables of the same names, empty ones mean the default. */
import { inputVariables } from "../action-inputs.ts";

const secretVariables = ["GITHUB_TOKEN", "OPENAI_API_KEY", "DRAFTSMITH_STATE_KEY", "DRAFTSMITH_STATE_KEY_PREVIOUS"];

/** Names of the repository variables that the workflows hand on. */
export const operatorVariables: readonly string[] = Object.values(inputVariables).filter(
  (name) => !secretVariables.includes(name),
);

/** The lines of `env`, for all of them or for those that a workflow's command reads. */
export const renderOperatorEnv = (names: readonly string[] = operatorVariables): string =>
  ["env:", ...names.map((name) => `  ${name}: \${{ vars.${name} }}`)].join("\n");

/** What the commands about deployed systems read of them. */
export const healthVariables: readonly string[] = [
  "HUMAN_FREEZE_LABEL",
  "RED_MODE_LABEL",
  "DRAFTSMITH_READY_LABEL",
  "DRAFTSMITH_PRIVATE_HOSTS",
];
