/** Issue templates must not carry the ready label: a stranger would start runs by opening an issue. */
import { parse } from "yaml";
import type { WorkflowFile } from "../../config/read-workflow.ts";
import { type Row, row } from "./row.ts";

/** Labels of an issue form, or of the front matter of a Markdown template; empty where there are none. */
const labelsOf = ({ path, text }: WorkflowFile): string[] => {
  const yaml = path.endsWith(".md") ? (/^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? "") : text;
  let data: unknown;
  try {
    data = parse(yaml, { maxAliasCount: 50 });
  } catch {
    return [];
  }
  const labels = typeof data === "object" && data !== null && "labels" in data ? data.labels : [];
  return [labels].flat().flatMap((label) =>
    String(label ?? "")
      .split(",")
      .map((one) => one.trim()),
  );
};

export const checkTemplates = (files: WorkflowFile[], readyLabel: string): Row => {
  const guilty = files.filter((file) => labelsOf(file).includes(readyLabel)).map(({ path }) => path);
  if (guilty.length === 0) return row("issue templates", "ok", `none sets ${readyLabel}`);
  return row(
    "issue templates",
    "failing",
    `${guilty.join(", ")} sets ${readyLabel}`,
    "Remove it: anybody could start a paid run.",
  );
};
