/** The doctor's rows as text: what is wrong first, what to do below it. */
import { renderLogLine } from "../../outgoing/log-line.ts";
import type { Row, RowState } from "./row.ts";

const states: RowState[] = ["failing", "warning", "unknown", "ok"];

const renderRow = ({ check, state, found, todo }: Row, width: number): string =>
  [
    `${state.padEnd(8)} ${check.padEnd(width)}  ${renderLogLine(found)}`,
    ...(todo === "" ? [] : [`${"".padEnd(9 + width)}  → ${todo}`]),
  ].join("\n");

export const renderRows = (rows: Row[]): string => {
  const width = Math.min(40, Math.max(...rows.map(({ check }) => check.length)));
  const lines = states
    .flatMap((state) => rows.filter((one) => one.state === state))
    .map((one) => renderRow(one, width));
  const counts = states.map((state) => `${rows.filter((one) => one.state === state).length} ${state}`).join(", ");
  return `${lines.join("\n")}\n${counts}\n`;
};
