/** The labels that the bot itself sets; those that people set are in the settings. */

/** Every bot pull request carries it. */
export const runLabel = "agent:run";
export const escalatedLabel = "agent:escalated";
export const doneLabel = "agent:ready-for-review";
/** Stands for a draft where the repository refuses drafts. */
export const draftLabel = "agent:draft";
/** An issue of the bot about probes that fail. */
export const incidentLabel = "agent:incident";
/** An issue of the bot about a deployment that made the service slower or less reliable. */
export const regressionLabel = "agent:regression";
