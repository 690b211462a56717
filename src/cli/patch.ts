/** `patch check|apply|serve`: the patch engine alone, on replies or diffs and directories. */
import { resolve } from "node:path";
import { FailureError } from "../domain/failure.ts";
import { describeRefusals } from "../patch/describe-refusal.ts";
import { type Command, type CommandResult, textOption } from "./command.ts";
import type { Host } from "./host.ts";
import { checkPatchLines } from "./patch-check-lines.ts";
import { isDirectory } from "./patch-place.ts";
import { type ReplyText, readReplyFile, readReplyStream } from "./patch-reply.ts";
import { type Checked, checkPatch, type Patched, type PatchedFile, runPatch } from "./patch-run.ts";
import { servePatches } from "./patch-serve.ts";

const usage = (message: string, hint: string): FailureError => new FailureError({ kind: "usage", message, hint });

const readReply = async (host: Host, file: string | undefined): Promise<ReplyText> => {
  const isFile = file !== undefined && file !== "-";
  const reply = isFile ? readReplyFile(resolve(host.cwd, file), file) : await readReplyStream(host.stdin());
  if (reply.ok) return reply.value;
  throw usage(reply.error, "Give one file with a reply or diff, or put it on standard input.");
};

const openDirectory = (host: Host, option: string | undefined): string => {
  const directory = resolve(host.cwd, option ?? ".");
  if (isDirectory(directory)) return directory;
  throw usage(
    `${option ?? directory} is not a directory`,
    "Give --cwd the directory that the paths of the patch start from.",
  );
};

const renderFile = ({ path, kind, hunks }: PatchedFile, { sources }: Patched): string => {
  const from = kind === "rename" ? `${sources.get(path)} -> ` : "";
  return `${kind.padEnd(7)} ${from}${path} (${hunks} ${hunks === 1 ? "hunk" : "hunks"})\n`;
};

const renderPatched = (patched: Patched): CommandResult => {
  const { files, refused } = patched;
  if (refused.length > 0)
    return {
      exit: 3,
      text: `Refused, nothing was written:\n${describeRefusals(refused)}\n`,
      json: { ok: false, files, refused },
    };
  return {
    exit: 0,
    text: files.map((file) => renderFile(file, patched)).join(""),
    json: { ok: true, files, refused },
  };
};

const renderChecked = ({ flagged, ...patched }: Checked): CommandResult => {
  const { exit, text, json } = renderPatched(patched);
  const asked = flagged.map(({ message }) => `flagged: ${message}\n`).join("");
  return { exit, text: text + asked, json: { ...(json as object), flagged } };
};

const details = `Actions:
  check   say what the patch would change, what of it the bot may never change, and what a
          writer would have to say yes to; write nothing
  apply   change the files: all of them, or none when a single hunk is refused
  serve   answer many requests in one process: JSON lines from standard input,
          {"repo": DIR, "patch": FILE} or {"repo": DIR, "text": REPLY}, with "id" and
          "action" ("apply" or "check") if you like; one line each on standard output:
          {"id", "exit", "ms", "refused", "files"}, or {"id", "exit": 2, "error"}

check --lines judges many patches in one process, without any tree: each line of standard input is
{"id", "text": PATCH, "files": {PATH: TEXT}, "stage", "kind", "allow"}; without "files" a patch is
held against the lines that it shows itself. One line each on standard output: {"id", "verdict":
"accepted", "flagged" or "refused", "ok", "files", "refused", "flagged"}, or {"id", "error"}.

The patch may be the whole answer of a model: a diff with prose around it, in fenced
blocks, with wrong line counts. What cannot be proven to be meant is refused, with
file, hunk and line.

Examples:
  draftsmith patch apply reply.md
  draftsmith patch apply --cwd ../shop < reply.md
  git diff | draftsmith patch check --cwd ../copy --json
  draftsmith patch check --lines < patches.jsonl > answers.jsonl

Exit status: 0 done, 2 wrong usage, 3 refused; serve ends with 0.`;

const answerLines = async (host: Host, action: string | undefined, file: string | undefined) => {
  if (action !== "check" || file !== undefined)
    throw usage("--lines goes with check, and without a file", "Give its requests on standard input.");
  await checkPatchLines(host);
  return { exit: 0 as const, text: "", json: undefined };
};

export const patch: Command = {
  name: "patch",
  summary: "check or apply one diff, or a model's reply that holds one",
  arguments: [
    { name: "<action>", summary: "check, apply or serve" },
    { name: "[file]", summary: "file with the reply or diff; standard input when it is - or missing" },
  ],
  options: [
    { flags: "--cwd <dir>", summary: "directory that the paths start from (default: the current directory)" },
    { flags: "--lines", summary: "with check: answer JSON lines from standard input" },
  ],
  details,
  run: async (host, [action, file], options) => {
    const cwd = openDirectory(host, textOption(options.cwd));
    if (options.lines === true) return answerLines(host, action, file);
    if (action === "check") return renderChecked(checkPatch(cwd, await readReply(host, file)));
    if (action === "apply") return renderPatched(runPatch(cwd, await readReply(host, file), action));
    if (action !== "serve") throw usage(`"${action}" is not an action of patch`, "Use check, apply or serve.");
    if (file !== undefined) throw usage("patch serve takes no file", "Give its requests on standard input.");
    await servePatches({ ...host, cwd });
    return { exit: 0, text: "", json: undefined };
  },
};
