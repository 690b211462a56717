/** `triage`: is the issue ready to be worked on, and what kind of change does it ask for? */
import { isReadableByModel } from "../../atlas/is-readable-by-model.ts";
import { renderTree } from "../../atlas/slice/render-tree.ts";
import { success } from "../../domain/result.ts";
import { triage } from "../../roles/triage.ts";
import { asked, fromRoleError, passed } from "../create-outcome.ts";
import { askRole } from "../propose-change.ts";
import type { StageContext } from "../stage-context.ts";

const maxReadme = 6_000;
const maxPaths = 400;
const treeBytes = 12_000;

const cut = (text: string): string =>
  text.length <= maxReadme ? text : `${text.slice(0, maxReadme).toWellFormed()}\n[cut here]`;

/** The README at the root, unless its name says that it holds keys. */
export const findReadme = (files: string[]): string | undefined =>
  files.find((path) => /^readme(\.\w+)?$/i.test(path) && isReadableByModel(path));

export const runTriage = async (context: StageContext) => {
  const { workspace } = context;
  const files = workspace.list();
  const readme = findReadme(files);
  const text = readme === undefined ? null : workspace.read(readme);
  const input = {
    tree: files.length <= maxPaths ? files : renderTree(files, treeBytes).split("\n"),
    readme: text === null ? null : cut(text),
  };
  const result = await askRole(context, triage, input, success);
  if (!result.ok) return fromRoleError(context, result.error);
  const { value, usage } = result.value;
  return value.ready
    ? passed("triage", `${value.kind}: ${value.reason}`, { usage })
    : asked("triage", value.reason, value.questions, usage);
};
