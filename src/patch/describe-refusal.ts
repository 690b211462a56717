/** Refusals in words, for the model that repairs its patch and for people who read the log. */
import type { Refusal } from "../domain/patch.ts";

const maxDescribed = 20;

const describePlace = ({ path, hunk, line }: Refusal): string => {
  const place = [
    path === null ? [] : `\`${path}\``,
    hunk === null ? [] : `hunk ${hunk}`,
    line === null ? [] : `line ${line}`,
  ].flat();
  return place.length === 0 ? "The patch" : place.join(", ");
};

const describeRefusal = (refusal: Refusal): string => {
  const nearest = refusal.nearest ? `\n  The nearest lines of the file:\n${refusal.nearest}` : "";
  return `- ${describePlace(refusal)} (${refusal.reason}): ${refusal.detail}.${nearest}`;
};

/** One list entry per refusal with its place, what was wrong and what to do; ends without a newline. */
export const describeRefusals = (refusals: Refusal[]): string => {
  const described = refusals.slice(0, maxDescribed).map(describeRefusal);
  const left = refusals.length - described.length;
  return [...described, ...(left > 0 ? [`- and ${left} more`] : [])].join("\n");
};
