/** `patch check|apply FILE`: the patch engine alone, on a reply or diff and a directory. */
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import parseDiff from "parse-diff";
import { FailureError } from "../domain/failure.ts";
import type { FileChange, ReadBase } from "../domain/patch.ts";
import { describeRefusals } from "../patch/describe-refusal.ts";
import { readPatch } from "../patch/read-patch.ts";
import { type Command, textOption } from "./command.ts";
import { readText } from "./documents.ts";

const readFrom =
  (root: string): ReadBase =>
  (path) => {
    const full = join(root, path);
    return existsSync(full) && lstatSync(full).isFile() ? readFileSync(full, "utf8") : null;
  };

/** Parents that are links lead out of the tree, whatever the path says. */
const checkParents = (root: string, path: string): void => {
  const names = path.split("/");
  for (let depth = 1; depth < names.length; depth += 1) {
    const parent = join(root, ...names.slice(0, depth));
    if (existsSync(parent) && lstatSync(parent).isSymbolicLink())
      throw new FailureError({
        kind: "refused",
        by: "patch",
        message: `${names.slice(0, depth).join("/")} is a link`,
        hint: "Nothing was written.",
      });
  }
};

const write = (root: string, changes: FileChange[]): void => {
  for (const { path } of changes) checkParents(root, path);
  for (const { path, after } of changes) {
    const full = join(root, path);
    if (after === null) rmSync(full);
    else {
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, after);
    }
  }
};

/** The text is our own canonical diff, which every parser reads alike. */
const countHunks = (text: string): Map<string, number> =>
  new Map(
    parseDiff(text).map(({ from, to, chunks }) => [to === "/dev/null" ? (from ?? "") : (to ?? ""), chunks.length]),
  );

const kindOf = ({ before, after }: FileChange): string =>
  before === null ? "add" : after === null ? "delete" : "modify";

export const patch: Command = {
  name: "patch",
  summary: "the patch engine alone: check or apply a reply or diff; `-` reads standard input",
  arguments: [
    { name: "<action>", summary: "check or apply" },
    { name: "<file>", summary: "file with the reply or diff, or -" },
  ],
  options: [{ flags: "--dir <dir>", summary: "tree to check against and to change (default: the current directory)" }],
  run: async (host, [action, file = "-"], options) => {
    if (action !== "check" && action !== "apply")
      throw new FailureError({
        kind: "usage",
        message: `"${action}" is not an action of patch`,
        hint: "Use check or apply.",
      });
    const root = textOption(options.dir) ?? host.cwd;
    const reply = file === "-" ? await host.stdin() : readText(file, "the patch");
    const read = readPatch(reply, readFrom(root));
    if (!read.ok)
      return {
        exit: 3,
        text: `${describeRefusals(read.error)}\n`,
        json: { ok: false, files: [], refused: read.error },
      };
    if (action === "apply") write(root, read.value.changes);
    const hunks = countHunks(read.value.text);
    const files = read.value.changes.map((change) => ({
      path: change.path,
      kind: kindOf(change),
      hunks: hunks.get(change.path) ?? 0,
    }));
    return {
      exit: 0,
      text: `${files.map((one) => `${one.kind.padEnd(7)} ${one.path} (${one.hunks} hunks)`).join("\n")}\n`,
      json: { ok: true, files, refused: [] },
    };
  },
};
