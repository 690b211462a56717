/** A line as the reply spells it beside the line of the file that it stands for: evidence of how the reply spells. */
import type { Token } from "../locate/reading.ts";

export type LinePair = { said: string; file: string; role: "context" | "remove"; token: Token; hunk: number };

/** What a reply's spelling makes of an added line: its text, or why two texts are possible. */
export type Spelled = { text: string } | { doubt: string };

/** An added line and the nearest line of the hunk that stands in the file. */
export type Addition = { text: string; beside: LinePair };
