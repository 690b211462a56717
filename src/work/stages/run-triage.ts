/** `triage`: is the issue ready to be worked on, and what kind of change does it ask for? */

import { success } from "../../domain/result.ts";
import { triage } from "../../roles/triage.ts";
import { asked, fromRoleError, passed } from "../create-outcome.ts";
import { askRole } from "../propose-change.ts";
import type { StageContext } from "../stage-context.ts";

const maxReadme = 6_000;
const maxPaths = 400;

export const runTriage = async (context: StageContext) => {
  const { workspace } = context;
  const files = workspace.list();
  const readme = files.find((path) => /^readme(\.\w+)?$/i.test(path));
  const input = {
    tree: files.slice(0, maxPaths),
    readme: readme ? (workspace.read(readme)?.slice(0, maxReadme) ?? null) : null,
  };
  const result = await askRole(context, triage, input, success);
  if (!result.ok) return fromRoleError(context, result.error);
  const { value, usage } = result.value;
  return value.ready
    ? passed("triage", `${value.kind}: ${value.reason}`, { usage })
    : asked("triage", value.reason, value.questions, usage);
};
