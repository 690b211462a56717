/** Options without which a command cannot do anything. */
import { FailureError } from "../domain/failure.ts";

export const requireOption = (value: string | undefined, flag: string): string => {
  if (value) return value;
  throw new FailureError({
    kind: "usage",
    message: `${flag} is missing`,
    hint: `Give ${flag} with a path; --help shows the whole form.`,
  });
};
