/** The labels that the bot itself sets, and the one by which a writer says yes to a flagged change; the others that people set are in the settings. */

/** Every bot pull request carries it. */
export const runLabel = "agent:run";
export const escalatedLabel = "agent:escalated";
/** A flagged change of the run waits for a writer's yes. */
export const flaggedLabel = "agent:flagged";
/** A writer's yes to the flagged change that the pull request shows; the bot takes it off when it acts on it. */
export const allowFlaggedLabel = "agent:allow-flagged";
export const doneLabel = "agent:ready-for-review";
/** Stands for a draft where the repository refuses drafts. */
export const draftLabel = "agent:draft";
/** An issue of the bot about probes that fail. */
export const incidentLabel = "agent:incident";
/** An issue of the bot about a deployment that made the service slower or less reliable. */
export const regressionLabel = "agent:regression";
