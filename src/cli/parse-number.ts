/** Issue numbers from the command line. */
import { FailureError } from "../domain/failure.ts";

export const parseIssueNumber = (text: string | undefined): number => {
  const number = Number(text);
  if (text && /^[1-9]\d{0,8}$/.test(text)) return number;
  throw new FailureError({
    kind: "usage",
    message: `"${text ?? ""}" is not an issue number`,
    hint: "Give the number alone, such as 7.",
  });
};
