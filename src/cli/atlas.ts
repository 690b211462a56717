/** `atlas build|query`: the map of a repository, and the files that belong to a text. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { buildAtlas } from "../atlas/build.ts";
import { sliceAtlas } from "../atlas/slice.ts";
import { FailureError } from "../domain/failure.ts";
import { gitText } from "../git/run-git.ts";
import { findGitDir } from "../work/find-git-dir.ts";
import { withWorkspace } from "../work/workspace.ts";
import { type Command, textOption } from "./command.ts";

const defaultOut = "artifacts/repo_atlas.json";
const queryTokens = 32_000;

export const atlas: Command = {
  name: "atlas",
  summary: "the map of a repository: build writes it, query ranks files for a text",
  arguments: [
    { name: "<action>", summary: "build or query" },
    { name: "[text]", summary: "what to look for; - reads standard input" },
  ],
  options: [
    { flags: "--repo <dir>", summary: "git checkout (default: the current directory)" },
    { flags: "--out <file>", summary: `where build writes (default: ${defaultOut} in the current directory)` },
  ],
  run: async (host, [action, text], options) => {
    if (action !== "build" && action !== "query")
      throw new FailureError({
        kind: "usage",
        message: `"${action}" is not an action of atlas`,
        hint: "Use build or query.",
      });
    if (action === "query" && !text)
      throw new FailureError({
        kind: "usage",
        message: "atlas query needs a text",
        hint: "Quote the words, or give - and the text on standard input.",
      });
    const repo = resolve(host.cwd, textOption(options.repo) ?? ".");
    const sha = await gitText(["rev-parse", "--verify", "HEAD^{commit}"], { gitDir: findGitDir(repo) });
    return withWorkspace({ checkout: repo, start: { sha, overlay: [] }, scratchRoot: host.scratch }, async (tree) => {
      const files = tree.list();
      if (action === "build") {
        const out = resolve(host.cwd, textOption(options.out) ?? defaultOut);
        const map = buildAtlas({ files, read: tree.read });
        mkdirSync(dirname(out), { recursive: true });
        writeFileSync(out, `${JSON.stringify(map)}\n`);
        return { exit: 0, text: `${map.files.length} files mapped: ${out}\n`, json: { files: map.files.length, out } };
      }
      const query = text === "-" ? await readAll(host.stdin()) : (text ?? "");
      const slice = sliceAtlas({ files, read: tree.read, text: query, budgetTokens: queryTokens });
      const found = [...slice.files, ...slice.tests].map(({ path, from, to, total }) => ({ path, from, to, total }));
      const lines = found.map(({ path, from, to, total }) => `${path}${to - from + 1 < total ? `:${from}-${to}` : ""}`);
      return { exit: 0, text: `${lines.join("\n")}\n`, json: { files: found } };
    });
  },
};
