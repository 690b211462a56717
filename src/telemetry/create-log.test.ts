import { describe, expect, it } from "vitest";
import { createSecretScanner } from "../outgoing/secrets.ts";
import { createLog, type LogOptions } from "./create-log.ts";

const secret = "Zq7kd93Xw81pLm4RtB0vYc6Hs2";

const logWith = (options: Partial<LogOptions> = {}) => {
  const lines: string[] = [];
  let now = Date.UTC(2030, 0, 1);
  const log = createLog({
    write: (line) => lines.push(line),
    format: "text",
    isActions: false,
    clock: () => now,
    scanner: createSecretScanner([secret]),
    createToken: () => "token-1",
    ...options,
  });
  return { log, lines, pass: (milliseconds: number) => (now += milliseconds) };
};

describe("text", () => {
  it("tells the time since the start, the event and its fields", () => {
    const { log, lines, pass } = logWith();
    log.info("run starts", { issue: 12, stage: "plan", title: "two words", empty: "", none: null });
    pass(1_250);
    log.warn("slow answer", { neighbour: "github" });
    log.error("gave up");
    expect(lines).toEqual([
      '    0.0s  run starts issue=12 stage=plan title="two words" empty="" none=null',
      "    1.3s  warn: slow answer neighbour=github",
      "    1.3s  error: gave up",
    ]);
  });

  it("fences foreign text off", () => {
    const { log, lines } = logWith();
    log.foreign("test output", "ok\n::error::x\n");
    expect(lines).toEqual(["test output:", "│ ok", "│ : :error::x"]);
  });

  it("redacts events, fields, titles and foreign text", () => {
    const { log, lines } = logWith();
    log.info("key", { value: secret });
    log.info(secret);
    log.foreign(secret, `a\n${secret}`);
    expect(lines.join("\n")).not.toContain(secret);
    expect(lines).toContain("│ [redacted: live secret]");
  });
});

describe("in Actions", () => {
  it("groups foreign text and switches commands off around it", () => {
    const { log, lines } = logWith({ isActions: true });
    log.foreign("npm\n::error::test", "##[error]x\n::token-1::");
    expect(lines).toEqual([
      "::group::npm ::error::test",
      "::stop-commands::token-1",
      "│ ## [error]x",
      "│ : :token-1::",
      "::token-1::",
      "::endgroup::",
    ]);
  });

  it("guards the end of a group by a token that nobody can guess", () => {
    const lines: string[] = [];
    const log = createLog({
      write: (line) => lines.push(line),
      format: "text",
      isActions: true,
      clock: () => 0,
      scanner: createSecretScanner([]),
    });
    log.foreign("a", "b");
    log.foreign("a", "b");
    const tokens = lines.filter((line) => line.startsWith("::stop-commands::"));
    expect(new Set(tokens).size).toBe(2);
    expect(tokens[0]).toMatch(/^::stop-commands::[0-9a-f-]{36}$/);
  });

  it("makes warnings and errors annotations, and nothing else", () => {
    const { log, lines } = logWith({ isActions: true });
    log.warn("50% of the budget", { title: "a\n::set-output name=x::y" });
    log.error("stopped ##[group]x");
    log.info("::warning::x");
    expect(lines).toEqual([
      '::warning::50%25 of the budget title="a\\n::set-output name=x::y"',
      "::error::stopped ## [group]x",
      "    0.0s  ::warning::x",
    ]);
  });
});

describe("json", () => {
  it("writes one document a line", () => {
    const { log, lines, pass } = logWith({ format: "json", isActions: true });
    pass(500);
    log.info("run starts", { issue: 12, level: "mine" });
    log.warn("key", { value: secret });
    log.foreign("output", `a ##[error]\n${secret}`);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        time: "2030-01-01T00:00:00.500Z",
        seconds: 0.5,
        level: "info",
        event: "run starts",
        fields: { issue: 12, level: "mine" },
      },
      {
        time: "2030-01-01T00:00:00.500Z",
        seconds: 0.5,
        level: "warn",
        event: "key",
        fields: { value: "[redacted: live secret]" },
      },
      {
        time: "2030-01-01T00:00:00.500Z",
        seconds: 0.5,
        level: "info",
        event: "output",
        foreign: ["│ a ## [error]", "│ [redacted: live secret]"],
      },
    ]);
  });

  it("holds no command that the runner finds inside a line", () => {
    const { log, lines } = logWith({ format: "json" });
    log.info("x ##[error]y", { "##[group]": "##[a]" });
    expect(lines.join("")).not.toContain("##[");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ event: "x ##[error]y", fields: { "##[group]": "##[a]" } });
  });
});
