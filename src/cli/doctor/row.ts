/** One line of the doctor's report. */

export type RowState = "ok" | "failing" | "warning" | "unknown";

export type Row = {
  check: string;
  state: RowState;
  /** What was seen. */
  found: string;
  /** What to do about it; empty where there is nothing to do. */
  todo: string;
};

export const row = (check: string, state: RowState, found: string, todo = ""): Row => ({ check, state, found, todo });
