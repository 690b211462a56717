/** Creates the labels that are missing, or says how to. */
import { FailureError } from "../domain/failure.ts";
import type { Settings } from "../domain/settings.ts";
import { createWriter } from "../github/write-client.ts";
import { createGithub } from "./compose.ts";
import { createTools } from "./create-tools.ts";
import type { Host } from "./host.ts";
import { type Label, labelsToCreate } from "./labels.ts";

export type LabelReport = {
  labels: { name: string; state: "exists" | "created" | "missing" }[];
  lines: string[];
};

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const renderCommand = ({ name, color, description }: Label): string =>
  `  gh label create ${quote(name)} --color ${color} --description ${quote(description)}`;

/** Without token and repository nothing is asked, and the lines are commands to run. */
export const ensureLabels = async (host: Host, settings: Settings, isDry: boolean): Promise<LabelReport> => {
  const wanted = labelsToCreate(settings);
  if (!host.env.GITHUB_TOKEN || !host.env.GITHUB_REPOSITORY)
    return {
      labels: wanted.map(({ name }) => ({ name, state: "missing" })),
      lines: [
        "Labels: set GITHUB_TOKEN and GITHUB_REPOSITORY and run init again, or run",
        ...wanted.map(renderCommand),
      ],
    };
  const { client, reader } = createGithub(host, createTools(host));
  const writer = createWriter(client);
  const labels: LabelReport["labels"] = [];
  for (const { name, color, description } of wanted) {
    const exists = await reader.hasLabel(name);
    if (!exists && !isDry)
      await writer.createLabel(name, color, description).catch(async (error: unknown) => {
        // Somebody may have created it in between; anything else is GitHub's answer.
        if (!(error instanceof FailureError) || !(await reader.hasLabel(name))) throw error;
      });
    labels.push({ name, state: exists ? "exists" : isDry ? "missing" : "created" });
  }
  const verbs = { exists: "as it is", created: "created", missing: "would create" };
  return { labels, lines: labels.map(({ name, state }) => `${verbs[state].padEnd(13)} label ${name}`) };
};
