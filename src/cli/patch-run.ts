/** One reply against one directory: what it changes there, or why it changes nothing. */
import parseDiff from "parse-diff";
import type { FileChange, Refusal } from "../domain/patch.ts";
import { failure, type Result, success } from "../domain/result.ts";
import type { Flag } from "../guardrails/guardrail.ts";
import { type AppliedReply, applyReply } from "../patch/apply-reply.ts";
import { quotePath } from "../patch/quote-path.ts";
import { judgeApplied, judgeRefused, openPolicy } from "./judge-patch.ts";
import { type Plan, planChanges } from "./patch-plan.ts";
import type { ReplyText } from "./patch-reply.ts";
import { readTree, type Tree } from "./patch-tree.ts";
import { writePlan } from "./patch-write.ts";

type PatchAction = "check" | "apply";

export type PatchedFile = { path: string; kind: "add" | "delete" | "modify" | "rename"; hunks: number };

/** One of the two is empty. `sources` has the old name of each renamed file. */
export type Patched = { files: PatchedFile[]; refused: Refusal[]; sources: Map<string, string> };

/** `flagged` is what a writer would have to say yes to. */
export type Checked = Patched & { flagged: Flag[] };

/** The text is our own canonical diff, which every parser reads alike; only names stay as they are quoted. */
const countHunks = (text: string): Map<string, number> =>
  new Map(
    parseDiff(text).map(({ from, to, chunks }) => [to === "/dev/null" ? (from ?? "") : (to ?? ""), chunks.length]),
  );

const kindOf = ({ before, after, from }: FileChange): PatchedFile["kind"] => {
  if (after === null) return "delete";
  if (from !== undefined) return "rename";
  return before === null ? "add" : "modify";
};

export const describeFiles = (changes: FileChange[], text: string): PatchedFile[] => {
  const hunks = countHunks(text);
  const sources = new Set(changes.map(({ from }) => from));
  return changes
    .filter(({ path, after }) => after !== null || !sources.has(path))
    .map((change) => ({
      path: change.path,
      kind: kindOf(change),
      hunks: hunks.get(quotePath(change.path).replace(/^"|"$/g, "")) ?? 0,
    }));
};

const standing = new Set<Refusal["reason"]>(["missing-file", "file-exists", "unsafe-path"]);

/** The engine takes what has no text for no file; here is known what stands there. */
const explainStanding = (refused: Refusal, tree: Tree): Refusal => {
  if (refused.path === null || !standing.has(refused.reason)) return refused;
  const fault = tree.faultOf(refused.path);
  return fault === null ? refused : { ...refused, reason: fault.reason, detail: fault.detail };
};

const refuse = (refused: Refusal[]): Patched => ({ files: [], refused, sources: new Map() });

type Ready = { reading: Tree; applied: AppliedReply; plan: Plan };

/** All that is done before the first byte is written. */
const prepare = (directory: string, reply: ReplyText): Result<Ready, Refusal[]> => {
  const reading = readTree(directory);
  const applied = applyReply(reply.text, reading);
  if (!applied.ok) return failure(applied.error.map((one) => explainStanding(one, reading)));
  const plan = planChanges(reading, applied.value.changes, reply);
  return plan.ok ? success({ reading, applied: applied.value, plan: plan.value }) : plan;
};

const describe = ({ changes, text }: AppliedReply): Patched => {
  const sources = new Map(changes.flatMap(({ path, from }) => (from === undefined ? [] : [[path, from] as const])));
  return { files: describeFiles(changes, text), refused: [], sources };
};

/** Throws a `FailureError` when the directory cannot be written; then every file is as it was. */
export const runPatch = (directory: string, reply: ReplyText, action: PatchAction): Patched => {
  const ready = prepare(directory, reply);
  if (!ready.ok) return refuse(ready.error);
  if (action === "apply") writePlan(ready.value.reading.root, ready.value.plan);
  return describe(ready.value.applied);
};

/** Writes nothing, and says beyond what `runPatch` does whether the bot would be let make this change. */
export const checkPatch = (directory: string, reply: ReplyText): Checked => {
  const ready = prepare(directory, reply);
  if (!ready.ok) return { ...refuse(judgeRefused(reply.text, ready.error, openPolicy)), flagged: [] };
  const { refused, flagged } = judgeApplied(ready.value.applied, openPolicy);
  return refused.length > 0 ? { ...refuse(refused), flagged } : { ...describe(ready.value.applied), flagged };
};
