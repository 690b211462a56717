/** An incident as people read it: which probes fail, since when, and what happens next. */
import type { Settings } from "../../domain/settings.ts";
import { renderCodeCell, renderRows } from "../../outgoing/code-cell.ts";
import type { Incident } from "./incident.ts";

const minutesOf = (iso: string): string => `${iso.slice(0, 16).replace("T", " ")} UTC`;

const stateText = { sick: "**sick**", healthy: "healthy", refused: "not probed" } as const;

const outlook = ({ healthySince }: Incident, { health, labels }: Settings, isOver: boolean): string => {
  if (healthySince !== null && isOver) return `No probe has been sick since ${minutesOf(healthySince)}.`;
  if (healthySince === null)
    return `While this issue is open with \`${labels.red}\`, only issues labelled ${labels.fix.map((label) => `\`${label}\``).join(", ") || "as fixes"} start.`;
  return `No probe has been sick since ${minutesOf(healthySince)}; this issue closes after ${health.healthyMinutes} minutes of that.`;
};

export const renderIncidentTitle = ({ probes }: Pick<Incident, "probes">): string => {
  const sick = probes.filter(({ state }) => state === "sick").map(({ name }) => name);
  return `Incident: ${sick.join(", ")} ${sick.length === 1 ? "does" : "do"} not answer as healthy`;
};

/** `isOver` for an issue that is closed, or about to be. */
export const renderIncident = (incident: Incident, settings: Settings, isOver = false): string =>
  [
    `Sick since ${minutesOf(incident.sickSince)}.`,
    "",
    ...renderRows(
      ["Probe", "URL", "State", "Failures", "Last answer", "Since"],
      incident.probes.map((probe) => [
        renderCodeCell(probe.name, 60),
        renderCodeCell(probe.url, 200),
        stateText[probe.state],
        probe.state === "refused" ? "" : `${probe.failed} of ${probe.of}`,
        renderCodeCell(probe.last, 200),
        minutesOf(probe.since),
      ]),
    ),
    "",
    outlook(incident, settings, isOver),
    ...(isOver
      ? []
      : [
          "",
          "- Remove the label to leave red mode while this goes on; it is not set again.",
          "- Close this issue to end it by hand; another one opens only after the probes were healthy.",
          `- Set \`${settings.labels.freeze}\` to keep the bot from writing here.`,
        ]),
  ].join("\n");
