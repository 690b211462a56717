import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildEnvironment, defaultPath } from "./build-environment.ts";

const places = { home: "/h", temporary: "/h/tmp" };

describe("buildEnvironment", () => {
  it("gives exactly the listed names when nothing is added", () => {
    expect(buildEnvironment({ home: "/scratch/home", temporary: "/tmp" })).toEqual({
      env: {
        PATH: defaultPath,
        HOME: "/scratch/home",
        TMPDIR: "/tmp",
        LANG: "C.UTF-8",
        TZ: "UTC",
        CI: "1",
        NODE_ENV: "test",
      },
      refused: [],
    });
  });

  it.each([
    "PATH",
    "CARGO_HOME",
    "JAVA_HOME",
    "PYTHONHASHSEED",
    "JEST_JUNIT_OUTPUT_FILE",
    "npm_package_name",
    "GITIGNORE",
  ])("passes on %s", (name) => {
    expect(buildEnvironment(places, { [name]: "value" })).toMatchObject({ env: { [name]: "value" }, refused: [] });
  });

  it.each([
    ..."GITHUB_TOKEN NPM_TOKEN OPENAI_API_KEY openai_api_key MyPassword AWS_SECRET_ACCESS_KEY DB_CREDENTIALS".split(
      " ",
    ),
    ..."SSH_AUTH_SOCK SESSION_COOKIE ACTIONS_CACHE_URL GITHUB_ENV github_output RUNNER_TEMP INPUT_COMMAND".split(" "),
    ..."STATE_isPost GIT_DIR npm_config_registry NPM_CONFIG_USERCONFIG LD_PRELOAD DYLD_INSERT_LIBRARIES".split(" "),
    ..."NODE_OPTIONS BASH_ENV HTTP_PROXY https_proxy no_proxy HOME TMPDIR CI NODE_ENV TZ LANG".split(" "),
    ...["NODE_PATH", "PYTHONSTARTUP", "PERL5OPT", "RUBYOPT", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "IFS", "PS4"],
    ...["MYSQL_PWD", "SENTRY_DSN", "DOCKER_HOST", "DBUS_SESSION_BUS_ADDRESS", "KUBECONFIG", "XDG_RUNTIME_DIR"],
    ...["PROMPT_COMMAND", "GCONV_PATH", "SSH_AGENT_PID", "GPG_TTY"],
    ...["", "A=B", "1ST", "A B", "BASH_FUNC_x%%", "__proto__\n"],
  ])("refuses %j", (name) => {
    const given = buildEnvironment(places, { [name]: "canary" });
    expect(given.refused).toEqual([name]);
    expect(Object.values(given.env)).not.toContain("canary");
  });

  it("refuses an address with a password in it, and no other", () => {
    const extra = { A: "postgres://app:word@db/shop", B: "postgres://db/shop", C: "https://host:8080/a@b" };
    expect(buildEnvironment(places, extra).refused).toEqual(["A"]);
  });

  it("refuses a value that could end the string early", () => {
    expect(buildEnvironment(places, { FOO: "a\0b" }).refused).toEqual(["FOO"]);
  });

  it("sorts every extra name into exactly one of passed on and refused", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (extra) => {
        const given = buildEnvironment(places, extra);
        const base = buildEnvironment(places).env;
        const passed = Object.keys(extra).filter((name) => !given.refused.includes(name));
        expect(new Set(Object.keys(given.env))).toEqual(new Set([...Object.keys(base), ...passed]));
        expect(given.env.HOME).toBe("/h");
      }),
    );
  });
});
