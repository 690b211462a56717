/** What a door of `draftsmith screen` is: a name, its options, and the product's own functions applied to one text. */
import type { z } from "zod";

/**
 * `ignored`: nothing happens. `flagged`: waits for a person. `frozen`: the run stops until a person releases it.
 * `revalidated`: what was claimed is not believed but read afresh. `detected`: a fault is named. The last three speak of one variable of a child.
 */
export type Verdict =
  | "accepted"
  | "sanitised"
  | "redacted"
  | "truncated"
  | "clamped"
  | "ignored"
  | "flagged"
  | "frozen"
  | "revalidated"
  | "rate_limited"
  | "stopped"
  | "detected"
  | "refused"
  | "absent"
  | "present"
  | "rewritten";

export type Screened = {
  verdict: Verdict;
  /** One sentence for people; it never repeats a secret. */
  reason: string;
  /** What would go on behind the door; empty when nothing would. */
  text: string;
  details?: Record<string, unknown>;
};

export type Door = {
  name: string;
  summary: string;
  /** Option names with what they mean, for `--help`. */
  help: Record<string, string>;
  options: z.ZodType;
  screen: (text: string, options: unknown) => Screened | Promise<Screened>;
};

type DoorParts<Options> = Omit<Door, "options" | "screen"> & {
  options: z.ZodType<Options>;
  screen: (text: string, options: Options) => Screened | Promise<Screened>;
};

/** `screen` of the result throws a `ZodError` for options that do not fit. */
export const createDoor = <Options>({ options, screen, ...rest }: DoorParts<Options>): Door => ({
  ...rest,
  options,
  screen: (text, given) => screen(text, options.parse(given)),
});

export const refused = (reason: string, details: Record<string, unknown> = {}): Screened => ({
  verdict: "refused",
  reason,
  text: "",
  details,
});
