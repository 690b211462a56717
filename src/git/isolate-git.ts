/** How every git process is started: no configuration, hooks, filters, helpers or prompts of the machine, and no way to another host. */
import { resolve } from "node:path";

const isolation: Record<string, string> = {
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_ATTR_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_LITERAL_PATHSPECS: "1",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_OPTIONAL_LOCKS: "0",
  // Nothing here speaks to a remote: not for objects that a partial clone lacks, and not by a command that a URL names.
  GIT_NO_LAZY_FETCH: "1",
  GIT_ALLOW_PROTOCOL: "none",
  LC_ALL: "C",
};

/** Settings that would start a program, or change what git reads, over whatever the repository's own configuration says. */
const overrides = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.autocrlf=false",
  "core.protectHFS=true",
  "core.protectNTFS=true",
  "core.pager=cat",
  "core.editor=false",
  "core.askPass=false",
  "core.sshCommand=false",
  "core.gitProxy=false",
  "core.alternateRefsCommand=false",
  "credential.helper=",
  "gpg.program=false",
  "log.showSignature=false",
  "safe.bareRepository=explicit",
  "submodule.recurse=false",
  "gc.auto=0",
  "maintenance.auto=false",
].flatMap((setting) => ["-c", setting]);

const searchPath = "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin";

/** Commands that compare contents, and would ask programs that the repository names for drivers of its own. */
const comparing = new Set(["diff", "log", "show", "diff-tree", "diff-index", "diff-files", "format-patch"]);

/** Options may stand before the command, such as `-c` and `--work-tree`, each with its value. */
const commandAt = (args: string[]): number => {
  let at = 0;
  while (args[at]?.startsWith("-")) at += args[at] === "-c" || args[at] === "--work-tree" ? 2 : 1;
  return at;
};

const withoutDrivers = (args: string[]): string[] => {
  const at = commandAt(args);
  return comparing.has(args[at] ?? "")
    ? [...args.slice(0, at + 1), "--no-ext-diff", "--no-textconv", ...args.slice(at + 1)]
    : args;
};

/**
 * Arguments, environment and directory of `git args`. The git directory is given explicitly, so that nothing is discovered,
 * and git stands at the root, so that no file of a work tree or of the process's own place is taken for a name.
 */
export const isolateGit = (args: string[], gitDir: string, env: Record<string, string> = {}) => {
  const place = resolve(gitDir);
  return {
    argv: ["--git-dir", place, "--no-pager", ...overrides, ...withoutDrivers(args)],
    env: { PATH: searchPath, HOME: "/nonexistent", ...isolation, ...env },
    cwd: "/",
  };
};
