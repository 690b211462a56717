import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it } from "vitest";
import { secretNames } from "./surroundings.ts";
import { takeEnvironment } from "./take-environment.ts";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "key-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it("hands every secret over once and keeps none", () => {
  const names = [...secretNames, "INPUT_GITHUB-TOKEN", "INPUT_OPENAI-API-KEY", "INPUT_STATE-KEY", "OPENAI_API_KEY_FD"];
  const source: Record<string, string | undefined> = Object.fromEntries(
    names.map((name) => [name, `value of ${name}`]),
  );
  source.PATH = "/bin";
  const copy = takeEnvironment(source);
  expect(source).toEqual({ PATH: "/bin" });
  for (const name of names) expect(copy[name]).toBe(`value of ${name}`);
  expect(copy.PATH).toBe("/bin");
});

it("reads the model's key from a descriptor, and closes it", () => {
  writeFileSync(join(dir, "key"), "sk-by-descriptor\n");
  const descriptor = openSync(join(dir, "key"), "r");
  expect(takeEnvironment({ OPENAI_API_KEY_FD: String(descriptor) })).toEqual({ OPENAI_API_KEY: "sk-by-descriptor" });
  expect(() => closeSync(descriptor)).toThrow("EBADF");
});

it.each(["", " \n", "two words", "x".repeat(10_001)])("takes %j for no key", (content) => {
  writeFileSync(join(dir, "key"), content);
  const OPENAI_API_KEY_FD = String(openSync(join(dir, "key"), "r"));
  expect(takeEnvironment({ OPENAI_API_KEY_FD })).toEqual({ OPENAI_API_KEY_FD });
});

it.each(["2", "256", "-1", "x"])("takes nothing from the descriptor %s", (OPENAI_API_KEY_FD) => {
  expect(takeEnvironment({ OPENAI_API_KEY_FD })).toEqual({ OPENAI_API_KEY_FD });
});

it.each([
  ["0", "<<< sk-on-a-wrong-descriptor"],
  ["256", "256<<< sk-on-a-wrong-descriptor"],
])("takes nothing from the descriptor %s, although it is open and holds what could be a key", async (fd, opening) => {
  const product = new URL("./take-environment.ts", import.meta.url).href;
  const script = `const { takeEnvironment } = await import(${JSON.stringify(product)});
    const { readFileSync } = await import("node:fs");
    const { OPENAI_API_KEY } = takeEnvironment(process.env);
    console.log(JSON.stringify([OPENAI_API_KEY ?? null, readFileSync(${fd}, "utf8")]));`;
  const child = spawn(
    "bash",
    ["-c", `exec "$0" --input-type=module --eval "$1" ${opening}`, process.execPath, script],
    {
      env: { PATH: process.env.PATH ?? "", OPENAI_API_KEY_FD: fd },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  expect(JSON.parse(await text(child.stdout))).toEqual([null, "sk-on-a-wrong-descriptor\n"]);
});

it("leaves nothing for a child that inherits the environment of the process", async () => {
  const host = new URL("./create-host.ts", import.meta.url).href;
  const script = `const { createHost } = await import(${JSON.stringify(host)});
    const { env } = createHost(".");
    const { execFileSync } = await import("node:child_process");
    console.log(JSON.stringify([env.OPENAI_API_KEY, env.GITHUB_TOKEN, execFileSync("env").toString()]));`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    env: { PATH: process.env.PATH ?? "", OPENAI_API_KEY: "canary-of-the-key", GITHUB_TOKEN: "canary-of-the-token" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [key, token, inherited] = JSON.parse(await text(child.stdout)) as [string, string, string];
  expect([key, token]).toEqual(["canary-of-the-key", "canary-of-the-token"]);
  expect(inherited).not.toContain("canary");
});
