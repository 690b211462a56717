/** The register of controls as the table of docs/security.md. */
import type { Control } from "./control.ts";

export const opening = "<!-- controls: node scripts/security-page.ts -->";
export const closing = "<!-- /controls -->";

const linkTo = (path: string): string => `[${path.replace(/^src\//, "")}](../${path})`;

const row = ({ id, holds, where, tests }: Control): string =>
  `| ${id} | ${holds} | ${where.map(linkTo).join("<br>")} | ${tests.map(linkTo).join("<br>")} |`;

const renderControls = (controls: readonly Control[]): string =>
  [opening, "| Control | What holds | Where | Tests |", "|---|---|---|---|", ...controls.map(row), closing].join("\n");

/** The page with its table made anew. Throws when the page has no place for it. */
export const replaceTable = (page: string, controls: readonly Control[]): string => {
  const [start, end] = [page.indexOf(opening), page.indexOf(closing)];
  if (start < 0 || end < start) throw new Error(`docs/security.md lacks ${opening} or ${closing}`);
  return page.slice(0, start) + renderControls(controls) + page.slice(end + closing.length);
};
