/** What to do about a pass over the probes: open one incident, keep it current, close it. Pure; a person's hand always wins. */
import { isDeepStrictEqual } from "node:util";
import type { Write } from "../../domain/bundle.ts";
import type { Settings } from "../../domain/settings.ts";
import { incidentLabel } from "../../flow/run-labels.ts";
import { type Incident, type IncidentIssue, incidentMarker, type ProbeRow } from "./incident.ts";
import { renderIncident, renderIncidentTitle } from "./render-incident.ts";
import type { ProbeResult } from "./run-probes.ts";

export type IncidentView = {
  repositoryId: number;
  /** Every issue with the incident label by our account, open and closed. */
  issues: IncidentIssue[];
  results: ProbeResult[];
};

export type IncidentDecision = {
  action: "open" | "update" | "close" | "remember" | "nothing";
  issue: number | null;
  reason: string;
  writes: Write[];
};

const nothing = (issue: number | null, reason: string): IncidentDecision => ({
  action: "nothing",
  issue,
  reason,
  writes: [],
});

const isSickProbe = ({ state }: ProbeResult): boolean => state === "sick";

const rowsOf = (results: ProbeResult[], before: ProbeRow[], now: string): ProbeRow[] =>
  results.map((result) => {
    const known = before.find(({ name, url, state }) => {
      return name === result.name && url === result.url && state === result.state;
    });
    return { ...result, since: known?.since ?? now };
  });

/** A sick URL that may not be opened any more, such as one that redirects inside, has not become healthy. */
const keepSick = (results: ProbeResult[], before: ProbeRow[]): ProbeResult[] =>
  results.map((result) => {
    const wasSick = before.some(({ name, url, state }) => {
      return name === result.name && url === result.url && state === "sick";
    });
    return wasSick && result.state === "refused" ? { ...result, state: "sick" } : result;
  });

/** Everything but the count of versions. */
const isSame = (a: Incident, b: Incident): boolean => isDeepStrictEqual({ ...a, sequence: 0 }, { ...b, sequence: 0 });

const closeDouble = ({ thread, record }: IncidentIssue, stays: number, settings: Settings): Write[] =>
  record === null
    ? []
    : [
        {
          kind: "close-issue",
          number: thread.number,
          marker: incidentMarker,
          markdown: renderIncident(record, settings),
          record: { ...record, duplicateOf: stays },
          reason: `Duplicate of issue ${stays}.`,
          as: "duplicate",
        },
      ];

const decideOpen = (
  { thread, record }: IncidentIssue & { record: Incident },
  view: IncidentView,
  settings: Settings,
  now: Date,
): IncidentDecision => {
  const { number } = thread;
  const time = now.toISOString();
  const results = keepSick(view.results, record.probes);
  const isSick = results.some(isSickProbe);
  if (record.closedAt !== null) return nothing(number, "a person reopened it: a person ends it");
  const next: Incident = {
    ...record,
    issue: number,
    healthySince: isSick ? null : (record.healthySince ?? time),
    probes: rowsOf(results, record.probes, time),
  };
  const write = (incident: Incident) => ({
    number,
    marker: incidentMarker,
    markdown: renderIncident(incident, settings, incident.closedAt !== null),
    record: { ...incident, sequence: record.sequence + 1 },
  });
  const { healthySince } = next;
  const isOver =
    healthySince !== null && now.getTime() - Date.parse(healthySince) >= settings.health.healthyMinutes * 60_000;
  if (isOver) {
    const reason = `No probe has been sick since ${healthySince.slice(0, 16).replace("T", " ")} UTC.`;
    const closed = { ...next, closedAt: time };
    return {
      action: "close",
      issue: number,
      reason: "healthy for long enough",
      writes: [{ kind: "close-issue", ...write(closed), reason, as: "completed" }],
    };
  }
  const state = isSick ? "still sick" : "healthy, but not for long enough";
  if (isSame(record, next)) return nothing(number, `${state}; the issue says so`);
  return { action: "update", issue: number, reason: state, writes: [{ kind: "update-issue", ...write(next) }] };
};

/** A person closed it, and no pass since saw everything healthy. */
const isClosedByPerson = ({ thread, record }: IncidentIssue): boolean => {
  if (record === null || record.closedAt !== null) return false;
  return record.healthySince === null || Date.parse(record.healthySince) < Date.parse(thread.closedAt ?? "");
};

const decideWithout = (view: IncidentView, isSick: boolean, settings: Settings, now: Date): IncidentDecision => {
  const time = now.toISOString();
  const last = view.issues
    .filter(({ thread, record }) => thread.state === "closed" && record?.duplicateOf === null)
    .sort((a, b) => b.thread.number - a.thread.number)[0];
  const isUnsettled = last !== undefined && isClosedByPerson(last);
  if (!isSick) {
    if (!isUnsettled || last.record === null) return nothing(null, "healthy");
    const { number, labels } = last.thread;
    if (labels.includes(settings.labels.freeze)) return nothing(number, `${settings.labels.freeze} is set on it`);
    const record = { ...last.record, issue: number, healthySince: time, sequence: last.record.sequence + 1 };
    return {
      action: "remember",
      issue: number,
      reason: "healthy again after a person closed it: the next sickness is a new incident",
      writes: [
        {
          kind: "update-issue",
          number,
          marker: incidentMarker,
          markdown: renderIncident(record, settings, true),
          record,
        },
      ],
    };
  }
  if (isUnsettled)
    return nothing(last.thread.number, "a person closed it: no new one until the probes were healthy once");
  const record: Incident = {
    version: 1,
    repositoryId: view.repositoryId,
    issue: null,
    sequence: 1,
    sickSince: time,
    healthySince: null,
    closedAt: null,
    duplicateOf: null,
    probes: rowsOf(view.results, [], time),
  };
  return {
    action: "open",
    issue: null,
    reason: "sick",
    writes: [
      {
        kind: "open-issue",
        marker: incidentMarker,
        identity: incidentLabel,
        title: renderIncidentTitle(record),
        markdown: renderIncident(record, settings),
        labels: [settings.labels.red],
        record,
      },
    ],
  };
};

export const decideIncident = (view: IncidentView, settings: Settings, now: Date): IncidentDecision => {
  const open = view.issues
    .filter(({ thread }) => thread.state === "open")
    .sort((a, b) => a.thread.number - b.thread.number);
  const [first, ...doubles] = open;
  const probed = view.results.filter(({ state }) => state !== "refused");
  if (probed.length === 0) return nothing(first?.thread.number ?? null, "no probe could be opened");
  if (!first) return decideWithout(view, probed.some(isSickProbe), settings, now);
  const { number, labels } = first.thread;
  if (labels.includes(settings.labels.freeze)) return nothing(number, `${settings.labels.freeze} is set on it`);
  if (!first.record) return nothing(number, "its record is damaged: close it, or restore its text from its history");
  const decided = decideOpen({ ...first, record: first.record }, view, settings, now);
  const closing = doubles
    .filter(({ thread }) => !thread.labels.includes(settings.labels.freeze))
    .flatMap((double) => closeDouble(double, number, settings));
  return { ...decided, writes: [...closing, ...decided.writes] };
};
