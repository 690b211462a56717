/** Entry point of the action: reads inputs, masks secrets, runs one command of the table, and tells Actions how it ended. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { notice, setFailed, setSecret } from "@actions/core";
import { readActionInputs, wantsIssue } from "./cli/action-inputs.ts";
import { commands } from "./cli/commands.ts";
import { createHost } from "./cli/create-host.ts";
import type { Host } from "./cli/host.ts";
import { runCommand } from "./cli/run-command.ts";
import { secretForms } from "./cli/secret-forms.ts";
import { readSecrets } from "./cli/surroundings.ts";
import { writeOutputs } from "./cli/write-outputs.ts";
import { renderLogLine } from "./outgoing/log-line.ts";
import { createSecretScanner } from "./outgoing/secrets.ts";

/** The number of the event's issue or pull request, or of a manual start; empty when there is none. */
const issueOfEvent = async (): Promise<string> => {
  const { context } = await import("@actions/github");
  const { issue, pull_request, inputs } = context.payload;
  return String(issue?.number ?? pull_request?.number ?? inputs?.issue ?? "");
};

const run = async (): Promise<void> => {
  const host = createHost(join(dirname(fileURLToPath(import.meta.url)), ".."));
  // The runner gives an input `a-b` as the variable `INPUT_A-B`; those with secrets have left the process's own environment.
  const getInput = (name: string): string => (host.env[`INPUT_${name.toUpperCase()}`] ?? "").trim();
  const eventIssue = wantsIssue(getInput("command")) && getInput("issue") === "" ? await issueOfEvent() : "";
  const inputs = readActionInputs((name) => (name === "issue" && eventIssue) || getInput(name), host.env);
  const composed: Host = { ...host, env: inputs.ok ? inputs.value.env : host.env };
  const secrets = readSecrets(composed);
  for (const form of secrets.flatMap(secretForms)) setSecret(form);
  if (!inputs.ok) {
    await writeOutputs(host, { status: "failed" });
    setFailed(`${inputs.error.message}. ${inputs.error.hint}`);
    return;
  }

  const scanner = createSecretScanner(secrets);
  const tellLines = (text: string) => host.stdout(scanner.redact(text).split("\n").map(renderLogLine).join("\n"));
  let message = "";
  const { command: name, args, options } = inputs.value;
  const command = await commands[name]();
  const exit = await runCommand({ ...composed, stdout: tellLines }, { command, args, options }, (text) => {
    message += text;
  });
  const shown = scanner.redact(message.trim());
  // A refusal and a wait are results that later steps read from the output `status`; only a check's verdict is its end.
  if (exit !== 0 && (name === "check" || ![3, 5].includes(exit)))
    setFailed(shown || `the command ended with exit status ${exit}`);
  else if (shown) notice(shown);
};

await run().catch((error: unknown) => setFailed(error instanceof Error ? error : String(error)));
