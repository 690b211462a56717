/** The action as the runner starts it: a process of its own, inputs as variables, results in files. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Shop, startShop } from "./start-shop.fixture.ts";

const script = fileURLToPath(new URL("../action.ts", import.meta.url));

let shop: Shop;
beforeEach(async () => {
  shop = await startShop({ labels: ["agent:ready"] });
  await shop.github.admin.createUser({ login: "maria" });
  await shop.github.admin.setRole({ repository: "acme/shop", login: "maria", role: "write" });
});
afterEach(() => shop.stop());

const start = async (inputs: Record<string, string>, more: Record<string, string> = {}) => {
  const output = join(shop.dir, "output");
  const { GITHUB_TOKEN: token = "", ...env } = shop.env;
  const all: Record<string, string> = { "github-token": token, ...inputs };
  const asVariables = Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const child = spawn(process.execPath, [script], {
    cwd: shop.dir,
    env: {
      ...env,
      GITHUB_ACTIONS: "true",
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: join(shop.dir, "summary.md"),
      RUNNER_TEMP: shop.dir,
      ...Object.fromEntries(asVariables),
      ...more,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err, [exit]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  const lines = existsSync(output) ? readFileSync(output, "utf8").trim().split("\n") : [];
  return { exit, out, err, outputs: Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2))) };
};

const openIssue = (title: string) =>
  shop.github.admin.openIssue({ repository: "acme/shop", as: "maria", title, body: "Please.", labels: [] });

it("supervise without work succeeds with status nothing", async () => {
  const { exit, out, outputs } = await start({ command: "supervise" });
  expect(exit).toBe(0);
  expect(outputs).toEqual({ status: "nothing", runs: "[]", summary: "ready issues: 0, open runs: 0, to do: 0" });
  expect(out).toContain("No work");
  expect(readFileSync(join(shop.dir, "summary.md"), "utf8")).toContain("Draftsmith pass");
});

it("masks the token and the key, in their encodings too, before anything else is printed", async () => {
  const { out } = await start({ command: "supervise", "openai-api-key": "sk-of-this-test-0123456789" });
  const lines = out.split("\n");
  const masks = lines.filter((line) => line.startsWith("::add-mask::"));
  expect(lines.slice(0, masks.length)).toEqual(masks);
  expect(masks).toContain("::add-mask::offline-shop-token-0123456789");
  expect(masks).toContain("::add-mask::sk-of-this-test-0123456789");
  expect(masks).toContain(`::add-mask::${Buffer.from("sk-of-this-test-0123456789").toString("base64")}`);
});

it("gives the numbers of labelled issues", async () => {
  const number = await openIssue("Add a total");
  await shop.github.admin.addLabel({ repository: "acme/shop", as: "maria", number, label: "agent:ready" });
  const { exit, outputs } = await start({ command: "supervise" });
  expect(exit).toBe(0);
  expect(outputs).toMatchObject({ status: "done", runs: `[${number}]` });
});

it("atlas maps the checkout without a token and says what it found", async () => {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", ...args], { cwd: shop.dir });
  writeFileSync(join(shop.dir, "cart.ts"), "export const total = 0;\n");
  git("init", "--quiet");
  git("add", "cart.ts");
  git("commit", "--quiet", "--message=Add the cart");
  const { exit, outputs } = await start({ command: "atlas", map: join(shop.dir, "map"), "github-token": "" });
  expect(exit).toBe(0);
  expect(outputs).toEqual({ status: "done", summary: "files: 1, lines: 1, new cycles: 0" });
  expect(readdirSync(join(shop.dir, "map"))).toHaveLength(3);
  expect(readFileSync(join(shop.dir, "summary.md"), "utf8")).toContain("This is the first map");
});

it("a refusal is a success with status refused; the issue may come from the event", async () => {
  const number = await openIssue("Not asked for");
  const event = join(shop.dir, "event.json");
  writeFileSync(event, JSON.stringify({ issue: { number } }));
  const { exit, out, outputs } = await start({ command: "claim", item: "item.json" }, { GITHUB_EVENT_PATH: event });
  expect(exit).toBe(0);
  expect(outputs).toMatchObject({ status: "refused" });
  expect(out).toContain(`issue ${number} is not open with the ready label`);
  expect(existsSync(join(shop.dir, "item.json"))).toBe(false);
});

it("a claim gives sequence and digest of the item for the next jobs", async () => {
  const number = await openIssue("Add a total");
  await shop.github.admin.addLabel({ repository: "acme/shop", as: "maria", number, label: "agent:ready" });
  const { admin } = shop.github;
  const bot = await admin.createUser({ login: "writing-bot", type: "Bot" });
  const token = await admin.createToken({ login: "writing-bot" });
  const inputs = { command: "claim", issue: String(number), item: "item/item.json", "github-token": token };
  const { exit, outputs } = await start(inputs, { DRAFTSMITH_BOT_ID: String(bot.id) });
  expect(exit).toBe(0);
  expect(outputs).toMatchObject({
    status: "done",
    issue: String(number),
    sequence: "1",
    "pull-requests": `[${number + 1}]`,
  });
  expect(outputs.digest).toMatch(/^[0-9a-f]{64}$/);
  const other = {
    command: "work",
    item: "item/item.json",
    bundle: "bundle",
    digest: "0".repeat(64),
    "github-token": "",
  };
  const work = await start({ ...other, "openai-api-key": "sk-of-this-test-0123456789" });
  expect(work.out).toContain(`has the SHA-256 ${outputs.digest}, not 0000`);
  expect(work.outputs).toMatchObject({ status: "refused" });
});

it("a failed check fails the step, so that a branch rule can require it, and leaves its evidence", async () => {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", ...args], { cwd: shop.dir });
  git("init", "--quiet");
  mkdirSync(join(shop.dir, ".github"));
  writeFileSync(join(shop.dir, ".github/draftsmith.yml"), "projects: [{ test: [node, verify.js] }]\n");
  writeFileSync(join(shop.dir, "verify.js"), "");
  git("add", ".github", "verify.js");
  git("commit", "--quiet", "--message=Verify");
  writeFileSync(join(shop.dir, "verify.js"), "process.exitCode = 1;\n");
  git("commit", "--quiet", "--all", "--message=Break");
  const inputs = { command: "check", check: "tests", base: "HEAD^", artifacts: "evidence", "github-token": "" };
  const { exit, outputs } = await start(inputs, { DRAFTSMITH_SANDBOX: "none" });
  expect(exit).toBe(1);
  expect(outputs).toMatchObject({ status: "refused", summary: "check tests: failed" });
  expect(readdirSync(join(shop.dir, "evidence"))).toContain("evidence-tests.json");
  const { exit: same, outputs: passed } = await start(
    { ...inputs, base: "HEAD^", head: "HEAD^" },
    { DRAFTSMITH_SANDBOX: "none" },
  );
  expect(same).toBe(0);
  expect(passed).toMatchObject({ status: "done" });
});

it("a refused token fails the step with status unavailable, and says what to do", async () => {
  const { exit, out, outputs } = await start({ command: "supervise", "github-token": "expired-token-0123456789" });
  expect(exit).toBe(1);
  expect(outputs).toEqual({ status: "unavailable" });
  expect(out).toMatch(/^::error::draftsmith: GitHub refused .*Check GITHUB_TOKEN/m);
  expect(out.replaceAll(/^::add-mask::.*$/gm, "")).not.toContain("expired-token");
});

it.each([
  [{ command: "demo" }, /::error::the input command is "demo"/],
  [{ command: "supervise", "usd-per-day": "lots" }, /::error::draftsmith: DRAFTSMITH_USD_PER_DAY is/],
  [{ command: "run", issue: "7" }, /::error::.*--run is refused in Actions/],
  [{ command: "claim", issue: "7; rm", item: "item.json" }, /::error::draftsmith: "7; rm" is not an issue number/],
])("%j fails with status failed", async (inputs, message) => {
  const { exit, out, outputs } = await start(inputs);
  expect(exit).toBe(1);
  expect(outputs).toEqual({ status: "failed" });
  expect(out).toMatch(message);
});

it("what an issue says cannot become a command of the runner", async () => {
  const number = await openIssue("::set-output name=runs::[1] ##[add-path]/evil");
  await shop.github.admin.addLabel({ repository: "acme/shop", as: "maria", number, label: "agent:ready" });
  const { out, err } = await start({ command: "supervise" });
  for (const line of `${out}\n${err}`.split("\n")) {
    if (!line.startsWith("::add-mask::")) expect(line).not.toMatch(/^\s*::|##\[/);
  }
});
