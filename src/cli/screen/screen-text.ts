/** One text through one named door, with every wrong request as an error that says what would be right. */
import { z } from "zod";
import { failure, type Result, success } from "../../domain/result.ts";
import type { Screened } from "./door.ts";
import { doors } from "./doors.ts";

/** Characters of one text. */
export const maxText = 4 * 1024 * 1024;

const describeIssue = ({ path, message }: z.core.$ZodIssue): string =>
  path.length === 0 ? message : `${path.join(".")}: ${message}`;

/** `options` are still to be checked. */
export const screenText = async (name: string, text: string, options: unknown): Promise<Result<Screened, string>> => {
  const door = doors.find((one) => one.name === name);
  if (door === undefined)
    return failure(
      `there is no door ${JSON.stringify(name.slice(0, 40))}; use ${doors.map((one) => one.name).join(", ")}`,
    );
  if (text.length > maxText) return failure(`the text has more than ${maxText} characters`);
  try {
    return success(await door.screen(text, options));
  } catch (error) {
    if (error instanceof z.ZodError) return failure(error.issues.map(describeIssue).join("; "));
    throw error;
  }
};
