/** How every git process is started: no configuration, hooks, filters or prompts of the machine. */

const isolation: Record<string, string> = {
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_ATTR_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_LITERAL_PATHSPECS: "1",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_OPTIONAL_LOCKS: "0",
  LC_ALL: "C",
};

const overrides = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.autocrlf=false",
  "core.protectHFS=true",
  "core.protectNTFS=true",
  "submodule.recurse=false",
  "gc.auto=0",
  "maintenance.auto=false",
].flatMap((setting) => ["-c", setting]);

const searchPath = "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin";

/** Arguments and environment of `git args`; the git directory is given explicitly, so that nothing is discovered. */
export const isolateGit = (args: string[], gitDir: string, env: Record<string, string> = {}) => ({
  argv: ["--git-dir", gitDir, ...overrides, ...args],
  env: { PATH: searchPath, HOME: "/nonexistent", ...isolation, ...env },
});
