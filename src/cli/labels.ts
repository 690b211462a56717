/** The labels that Draftsmith works with, as `init` creates them. */
import type { Settings } from "../domain/settings.ts";
import {
  allowFlaggedLabel,
  doneLabel,
  draftLabel,
  escalatedLabel,
  flaggedLabel,
  incidentLabel,
  regressionLabel,
  runLabel,
} from "../flow/run-labels.ts";

export type Label = {
  name: string;
  /** Six hex digits. */
  color: string;
  description: string;
  /** People set it, so it must exist before the first run. */
  isNeeded: boolean;
};

export const labelsToCreate = ({ labels, checks }: Settings): Label[] => {
  const byPeople = (name: string, color: string, description: string): Label => ({
    name,
    color,
    description,
    isNeeded: true,
  });
  const byBot = (name: string, color: string, description: string): Label => ({
    name,
    color,
    description,
    isNeeded: false,
  });
  const all = [
    byPeople(labels.ready, "0e8a16", "Draftsmith: start a run"),
    byPeople(labels.freeze, "b60205", "Draftsmith: write nothing more"),
    byPeople(labels.red, "d93f0b", "Draftsmith: only fix tasks start while an issue with this is open"),
    byPeople(labels.clarify, "fbca04", "Draftsmith: questions wait for an answer"),
    byBot(runLabel, "1d76db", "Draftsmith: pull request of a run"),
    byBot(doneLabel, "0e8a16", "Draftsmith: ready for review"),
    byBot(escalatedLabel, "d93f0b", "Draftsmith: a person must decide"),
    byBot(flaggedLabel, "fbca04", "Draftsmith: a flagged change waits for a writer's yes or no"),
    { ...byPeople(allowFlaggedLabel, "0e8a16", "Draftsmith: yes to the flagged change shown last"), isNeeded: false },
    byBot(incidentLabel, "d93f0b", "Draftsmith: probes fail"),
    byBot(regressionLabel, "d93f0b", "Draftsmith: slower or less reliable than its baseline"),
    byBot(draftLabel, "c5def5", "Draftsmith: stands for a draft"),
    ...(checks.openapi === null
      ? []
      : [{ ...byPeople(labels.breaking, "e99695", "Draftsmith: this change may break the API"), isNeeded: false }]),
  ];
  return all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index);
};
