/** Which parameters an endpoint takes for a model; starts with all and gives up those that it refuses. */

export type Capabilities = {
  output: "json_schema" | "json_object" | "none";
  limit: "max_completion_tokens" | "max_tokens";
  temperature: boolean;
  seed: boolean;
  tools: boolean;
};

export const allCapabilities: Capabilities = {
  output: "json_schema",
  limit: "max_completion_tokens",
  temperature: true,
  seed: true,
  tools: true,
};

/** An error reply as far as it tells which parameter was at fault. */
export type EndpointComplaint = { status: number; param: string | null; message: string };

type Subject = "output" | "limit" | "temperature" | "seed" | "tools";

/** Order matters: the specific names first, since "schema" also appears in complaints about tools. */
const subjects: [Subject, RegExp][] = [
  ["output", /response_?format|json_schema|json_object|json[ _]mode|structured[ _]output|guided_json/i],
  ["temperature", /temperature/i],
  ["seed", /\bseed\b/i],
  ["limit", /max_(completion_)?tokens/i],
  ["tools", /\btools?\b|tool_choice|tool[ _]call|function/i],
  ["output", /schema|\bstrict\b/i],
];

const isTooMuch = /too large|too many|at most|exceed|maximum|less than or equal/i;

const steps: Record<Subject, (capabilities: Capabilities) => Capabilities | null> = {
  output: (now) =>
    now.output === "none" ? null : { ...now, output: now.output === "json_schema" ? "json_object" : "none" },
  limit: (now) => (now.limit === "max_tokens" ? null : { ...now, limit: "max_tokens" }),
  temperature: (now) => (now.temperature ? { ...now, temperature: false } : null),
  seed: (now) => (now.seed ? { ...now, seed: false } : null),
  tools: (now) => (now.tools ? { ...now, tools: false } : null),
};

const subjectOf = (text: string): Subject | null => subjects.find(([, pattern]) => pattern.test(text))?.[0] ?? null;

/** What to try next after a complaint; null when it names nothing that could still be given up. */
export const decideFallback = (capabilities: Capabilities, complaint: EndpointComplaint): Capabilities | null => {
  if (![400, 404, 415, 422].includes(complaint.status)) return null;
  const subject = subjectOf(complaint.param ?? "") ?? subjectOf(complaint.message);
  if (subject === null || (subject === "limit" && isTooMuch.test(complaint.message))) return null;
  return steps[subject](capabilities);
};
