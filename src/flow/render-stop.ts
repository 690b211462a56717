/** The comment by which a claim or publish hands a run to a person: why, and what to do. */

export const renderStop = (reason: string, nextSteps: string[]): string =>
  ["### A person is needed", "", reason, "", ...nextSteps.map((step) => `- ${step}`)].join("\n");
