/** Builds the whole environment of a sandboxed child from a list: nothing is inherited. */

export const defaultPath = "/usr/local/bin:/usr/bin:/bin";

/** Names that a child never gets, even when the operator lists them: they carry secrets, or they steer the tools. */
const refused = [
  /TOKEN|KEY|SECRET|PASS|CRED|AUTH|COOKIE|_PWD$|_DSN$/,
  /^(ACTIONS|GITHUB|RUNNER|INPUT|STATE|GIT|NPM_CONFIG|LD|DYLD)_/,
  /_PROXY$/,
  /^(NODE_OPTIONS|BASH_ENV|ENV|IFS|PS4|SHELLOPTS|BASHOPTS|PROMPT_COMMAND|GCONV_PATH|LOCPATH)$/,
  // What makes an interpreter run more than it was given.
  /^(NODE_PATH|PYTHONSTARTUP|PYTHONHOME|PERL5OPT|PERL5DB|RUBYOPT|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|.*_TOOL_OPTIONS)$/,
  // Where daemons and agents outside listen.
  /^(SSH|GPG|DBUS|DOCKER|CONTAINERD|PODMAN|KUBERNETES)_|^KUBECONFIG$|^XDG_RUNTIME_DIR$/,
];

/** An address with a user and password in it, such as `postgres://user:word@host`. */
const carriesCredential = (value: string): boolean => /:\/\/[^\s/:@]{1,500}:[^\s/@]{1,2000}@/.test(value);

const isAllowedName = (name: string): boolean =>
  /^[A-Za-z_][A-Za-z0-9_]{0,100}$/.test(name) && !refused.some((pattern) => pattern.test(name.toUpperCase()));

export type ChildEnvironment = {
  env: Record<string, string>;
  /** Names of `extra` that were left out, sorted. */
  refused: string[];
};

/**
 * Gives the environment of a child: `home` becomes `HOME` and `temporary` `TMPDIR`; `extra` may set `PATH` and names
 * that no rule refuses, but none of the fixed ones.
 */
export const buildEnvironment = (
  { home, temporary }: { home: string; temporary: string },
  extra: Record<string, string> = {},
): ChildEnvironment => {
  const fixed = {
    HOME: home,
    TMPDIR: temporary,
    LANG: "C.UTF-8",
    TZ: "UTC",
    CI: "1",
    NODE_ENV: "test",
  };
  const env: Record<string, string> = { PATH: defaultPath };
  const left: string[] = [];
  for (const [name, value] of Object.entries(extra)) {
    if (isAllowedName(name) && !(name in fixed) && !value.includes("\0") && !carriesCredential(value))
      env[name] = value;
    else left.push(name);
  }
  return { env: { ...env, ...fixed }, refused: left.sort() };
};
