/** Schema faults as lines that a model can act on: where, and what was expected. */
import { z } from "zod";

const maxFaults = 20;

/** One line for each fault, `path: what was expected`; the message never repeats a value of the reply. */
export const describeFaults = (error: z.ZodError): string => {
  const lines = error.issues.slice(0, maxFaults).map((issue) => {
    const path = issue.path.length === 0 ? "(whole object)" : z.core.toDotPath(issue.path);
    return `- ${path}: ${issue.message}`;
  });
  const more = error.issues.length - lines.length;
  return ["The JSON does not have the required shape:", ...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join(
    "\n",
  );
};
