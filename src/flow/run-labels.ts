/** The labels that the bot itself sets; those that people set are in the settings. */

/** Every bot pull request carries it. */
export const runLabel = "agent:run";
export const escalatedLabel = "agent:escalated";
export const doneLabel = "agent:ready-for-review";
/** Stands for a draft where the repository refuses drafts. */
export const draftLabel = "agent:draft";
