/** Evidence about dependencies: the software bill of materials of the head, valid CycloneDX, and how it differs from the base's. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { Evidence } from "../../domain/evidence.ts";
import { askSandbox } from "../ask-sandbox.ts";
import { type Check, type CheckContext, evidenceOf } from "../check.ts";
import { commandSides } from "./command-sides.ts";
import { compareSboms } from "./compare-sboms.ts";
import type { Sbom } from "./component.ts";
import { findLonelyLockfiles } from "./dependency-files.ts";
import type { GenerationFault } from "./generate-sbom.ts";
import { npmSides } from "./npm-sides.ts";
import { renderChanges, renderTable } from "./render-components.ts";
import type { Sides } from "./sides.ts";

type Found = Pick<Evidence, "status" | "summary"> & Partial<Evidence>;

const maxSummary = 2_000;

export const checkSbom: Check = async (context) => {
  const found = await look(context);
  return evidenceOf("sbom", context, { ...found, summary: found.summary.slice(0, maxSummary).toWellFormed() });
};

const look = async (context: CheckContext): Promise<Found> => {
  const configured = context.settings.checks.sbom;
  if (configured === false) return { status: "not-configured", summary: "No bill of materials is configured." };
  const { dir, command } = configured === true ? { dir: ".", command: null } : configured;
  const place = posix.normalize(dir);
  if (command === null) {
    const sides = npmSides(context, place);
    return sides.ok ? generate(sides.value, "npm sbom", context) : { status: "skipped", summary: sides.error };
  }
  const found = await generate(commandSides(context, place, command), command.join(" "), context);
  const sandbox = await askSandbox(context.sandbox);
  return { ...found, isolation: sandbox.ok ? sandbox.value.level : null };
};

const generate = async (sides: Sides, command: string, context: CheckContext): Promise<Found> => {
  const head = await sides.head();
  if (!head.ok) return { ...(await blame(head.error, sides)), ran: command.slice(0, 300).toWellFormed() };
  const base = sides.isSame || sides.base === null ? null : await sides.base();
  const before = sides.isSame ? head.value : base?.ok ? base.value : null;
  keep(context.artifacts.dir, head.value, before);
  return {
    status: "passed",
    ran: (head.value.tool ? `${command} (${head.value.tool})` : command).slice(0, 300).toWellFormed(),
    link: context.artifacts.link,
    ...describe(head.value, before, base?.ok === false ? base.error : null, context),
  };
};

/** A generator that fails on the base too says nothing about the change. */
const blame = async ({ kind, reason }: GenerationFault, { base }: Sides): Promise<Found> => {
  if (kind === "unavailable") return { status: "skipped", summary: reason };
  const failsBefore = base !== null && !(await base()).ok;
  return failsBefore
    ? { status: "skipped", summary: `${reason} The base has such a fault too.` }
    : { status: "failed", summary: reason };
};

const describe = (
  head: Sbom,
  before: Sbom | null,
  fault: GenerationFault | null,
  { changes }: CheckContext,
): Pick<Evidence, "summary" | "table"> => {
  const count = `${head.components.length} ${head.components.length === 1 ? "component" : "components"} (CycloneDX ${head.specVersion})`;
  const lonely = findLonelyLockfiles(changes).map((path) => `${path} changed without its manifest.`);
  const say = (...sentences: string[]): string => [...sentences, ...lonely].join(" ");
  if (fault !== null) return { summary: say(`${count}.`, `Not compared with the base: ${fault.reason}`), table: null };
  if (before === head) return { summary: say(`Unchanged, ${count}.`), table: null };
  const found = compareSboms(before?.components ?? [], head.components);
  const since = before === null ? "The base has no bill of materials:" : "Since the base:";
  return {
    summary: say(`${count}.`, found.length === 0 ? renderChanges(found) : `${since} ${renderChanges(found)}`),
    table: found.length === 0 ? null : renderTable(found),
  };
};

const keep = (dir: string, head: Sbom, base: Sbom | null): void => {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, "sbom.json"), head.text);
  if (base !== null) writeFileSync(join(dir, "sbom-base.json"), base.text);
};
