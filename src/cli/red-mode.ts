/** `red-mode`: probes the configured URLs and keeps one incident issue that says so. */
import { setTimeout as sleep } from "node:timers/promises";
import { incidentLabel } from "../flow/run-labels.ts";
import { fetchOutside } from "../health/fetch-outside.ts";
import { listOwnIssues } from "../health/list-own-issues.ts";
import { decideIncident, type IncidentDecision } from "../health/red-mode/decide-incident.ts";
import { decodeIncident } from "../health/red-mode/incident.ts";
import { type ProbeResult, runProbes } from "../health/red-mode/run-probes.ts";
import type { Command } from "./command.ts";
import { createGithub, readSettings } from "./compose.ts";
import { createTools } from "./create-tools.ts";
import { dryRunOption, type HealthParts, publishHealth } from "./publish-health.ts";
import { readPolicy } from "./read-policy.ts";
import { readStateSeal } from "./surroundings.ts";
import { writeJobSummary } from "./write-outputs.ts";

const renderPass = (results: ProbeResult[], { action, issue, reason }: IncidentDecision): string =>
  [
    ...results.map(({ name, state, failed, of, last }) =>
      `  ${name.padEnd(20)} ${state.padEnd(8)} ${failed} of ${of} failed  ${last}`.trimEnd(),
    ),
    `${issue === null ? "Incident" : `Incident issue ${issue}`}: ${action} (${reason})`,
    "",
  ].join("\n");

const observe = async ({ github, tools, settings, host }: HealthParts) => {
  const { privateHosts } = readPolicy(host);
  const seal = readStateSeal(host);
  const open = (url: string) => tools.waits.during(fetchOutside(url, { hosts: null, privateHosts }));
  const results = await runProbes({
    health: settings.health,
    open,
    sleep: (milliseconds) => tools.waits.during(sleep(milliseconds)),
  });
  // Read after the probes, which take their time: a person may have acted meanwhile.
  const [repository, self, threads] = await Promise.all([
    github.reader.repository(),
    github.self(),
    listOwnIssues(github.reader, [incidentLabel, settings.labels.red]),
  ]);
  const issues = threads.flatMap((thread) => decodeIncident(thread, self, repository.id, seal) ?? []);
  return { repositoryId: repository.id, issues, results };
};

export const redMode: Command = {
  name: "red-mode",
  summary: "probe the configured health URLs, and open, update or close the incident issue",
  arguments: [],
  options: [dryRunOption],
  details: [
    "Probes every URL of health.probes up to `of` times, `intervalSeconds` apart. One that fails `failures` times is sick:",
    "one issue with the red-mode label is opened, kept current, and closed after `healthyMinutes` without sickness.",
  ].join("\n"),
  run: async (host, _args, options) => {
    const tools = createTools(host);
    const github = createGithub(host, tools);
    const settings = await readSettings(github);
    if (settings.health.probes.length === 0)
      return {
        exit: 0,
        text: "No probes are configured: name them in health.probes of .github/draftsmith.yml.\n",
        json: { configured: false, probes: [], action: "nothing", issue: null, reason: "not configured" },
        outputs: { status: "nothing", summary: "no probes are configured" },
      };
    const parts = { host, tools, github, settings };
    const view = await observe(parts);
    const decision = decideIncident(view, settings, host.clock());
    const { action, issue, reason, writes } = decision;
    if (!options.dryRun) await publishHealth(parts, view.repositoryId, writes);
    const sick = view.results.filter(({ state }) => state === "sick").length;
    const refused = view.results.filter(({ state }) => state === "refused");
    for (const { name, last } of refused) tools.log.warn("probe.refused", { name, reason: last });
    const requests = { ...github.client.count };
    await writeJobSummary(host, tools, {
      title: "Health probes",
      pass: null,
      decisions: [
        ...view.results.map(({ name, state, failed, of, last }) => ({
          subject: name,
          action: state,
          reason: `${failed} of ${of} failed; ${last}`,
        })),
        { subject: issue === null ? "incident" : `issue ${issue}`, action, reason },
      ],
      runs: [],
      requests,
      nextSteps: refused.map(({ name }) => `Correct the URL of the probe ${name}, or allow its host as the operator.`),
    });
    return {
      exit: refused.length === view.results.length ? 3 : 0,
      text: renderPass(view.results, decision),
      json: { configured: true, probes: view.results, action, issue, reason, writes, requests },
      outputs: {
        ...(action === "nothing" && refused.length < view.results.length ? { status: "nothing" as const } : {}),
        summary: `probes: ${view.results.length}, sick: ${sick}, incident: ${action}`,
      },
    };
  },
};
