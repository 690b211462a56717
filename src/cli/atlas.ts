/** `atlas build|query|page`: the map of a repository, the files that belong to a text, and the map as a page. */
import { FailureError } from "../domain/failure.ts";
import { renderLogText } from "../outgoing/log-line.ts";
import type { Command, CommandResult } from "./command.ts";
import type { Host } from "./host.ts";

type Options = Record<string, string | boolean | undefined>;

const details = `Actions:
  build   write the map: files, symbols, dependencies, owners, people (--out, --previous, --map)
  query   rank files for a text, with reasons and line ranges (--k, --budget, --explain, filters)
  page    write one HTML page of the map that needs nothing else (--out, --from)

What is committed at HEAD is mapped; changes that are not committed are not.
The text of a query is an argument, or standard input when it is - or missing.

Examples:
  draftsmith atlas build
  draftsmith atlas query "TypeError: total is not a function at src/cart.ts:12"
  draftsmith atlas query --json --k 20 --path 'src/**' < issue.md
  draftsmith atlas query --budget 8000 < issue.md
  draftsmith atlas page --out map.html

Exit status: 0 done, 2 wrong usage, no repository or nothing committed yet.`;

const actions = {
  build: async () => (await import("./atlas-build.ts")).buildAtlasFiles,
  page: async () => (await import("./atlas-page.ts")).writeAtlasPage,
  query: async () => (await import("./atlas-query.ts")).queryAtlas,
};

const usage = (message: string, hint: string): FailureError => new FailureError({ kind: "usage", message, hint });

export const atlas: Command = {
  name: "atlas",
  summary: "the map of a repository: build writes it, query ranks files for a text, page shows it",
  arguments: [
    { name: "<action>", summary: "build, query or page" },
    { name: "[text]", summary: "what to look for; standard input when it is - or missing" },
  ],
  options: [
    { flags: "--repo <dir>", summary: "git checkout or bare repository (default: the current directory)" },
    { flags: "--out <file>", summary: "where build and page write (default: repo_atlas.json or .html in artifacts/)" },
    { flags: "--previous <file>", summary: "an older map; build says what is different" },
    { flags: "--map <dir>", summary: "build: directory of map, page and cache, and of the older map" },
    { flags: "--from <file>", summary: "page: a map that was written before" },
    { flags: "--k <number>", summary: "query: files of each list, 1 to 1000 (default: 10)" },
    { flags: "--budget <tokens>", summary: "query: also the texts that fit into so many tokens" },
    { flags: "--explain", summary: "query: dependents, tests and further lines of each file" },
    { flags: "--path <glob>", summary: "query: only these files, or this directory" },
    { flags: "--language <name>", summary: "query: only files in this language" },
    { flags: "--owner <name>", summary: "query: only files that CODEOWNERS gives to this owner" },
    { flags: "--cache <file>", summary: "where what was read is kept (default: the user's cache directory)" },
    { flags: "--no-cache", summary: "keep nothing and read everything anew" },
  ],
  details,
  run: async (host, [action, text], options) => {
    const result = await act(host, [action, text], options);
    return { ...result, text: renderLogText(result.text) };
  },
};

const act = async (host: Host, [action, text]: (string | undefined)[], options: Options): Promise<CommandResult> => {
  if (action === "query") return (await actions.query())(host, text, options);
  if (action !== "build" && action !== "page")
    throw usage(`"${action}" is not an action of atlas`, "Use build, query or page.");
  if (text !== undefined) throw usage(`atlas ${action} takes no text`, "Use query to look for something.");
  return (await actions[action]())(host, options);
};
