/** Says in a sentence or two what the self tests found. */
import type { Candidate } from "./backends/candidates.ts";
import { allLayers, layers } from "./layers.ts";
import type { Tried } from "./select-candidate.ts";

/** Names what a candidate does not offer, too. */
export const noteOf = ({ title, layers: held }: Candidate): string => {
  const missing = allLayers.filter((layer) => !held.has(layer)).map((layer) => `"${layers[layer]}"`);
  const rest = missing.length === 0 ? "" : ` It does not offer ${missing.join(", ")}.`;
  return `Commands run in namespaces of their own, made by ${title}; every layer of it held in the self test.${rest}`;
};

/** What was tried in vain. */
export const describeTried = (tried: Tried[]): string => {
  if (tried.length === 0) return "No back end works on this operating system.";
  return tried
    .filter(({ failed }) => failed.length > 0)
    .map(({ title, reason }) => `${title}: ${reason}.`)
    .join(" ");
};
