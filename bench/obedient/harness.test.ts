/** The instruments of the bench: what a runner obeys, what a spelled secret looks like, what an eager model reads. */
import { describe, expect, it, test } from "vitest";
import { findOrders, rot13 } from "../../src/offline/obedient/find-orders.ts";
import { channels, writeOrder } from "./channels.ts";
import { findCanaries } from "./find-canaries.ts";
import { findMarkup } from "./find-markup.ts";
import { readCommandFile, readRunnerCommands } from "./runner-commands.ts";

describe("the runner's parsers", () => {
  it.each([
    ["::set-env name=A::b", ["set-env b"]],
    ["  \t::ADD-PATH::b", ["add-path b"]],
    ["x ##[add-path]b", ["add-path b"]],
    ["a\r::set-output name=x::b", ["set-output b"]],
    ["x ::set-env name=A::b", []],
    ["::no-such-command::b", []],
    ["::stop-commands::t\n::set-env name=A::b\n::t::\n::add-path::c", ["stop-commands t", "add-path c"]],
  ])("%j", (output, expected) => {
    expect(readRunnerCommands(output).map(({ name, data }) => `${name} ${data}`)).toEqual(expected);
  });

  it("reads pairs and blocks of a command file, and refuses a block without end", () => {
    expect([...readCommandFile("a=1\nb<<E\n2\n3\nE\n")]).toEqual([
      ["a", "1"],
      ["b", "2\n3"],
    ]);
    expect(() => readCommandFile("a<<E\n1\n")).toThrow("delimiter");
  });
});

const secret = "CANARYkey-p4Tm6Wc1RgZ0uHe8NvBq2A";

describe("spelled secrets", () => {
  it.each([
    secret,
    secret.slice(7),
    secret.toUpperCase(),
    [...secret].reverse().join(""),
    Buffer.from(`x${secret}`).toString("base64url"),
    Buffer.from(secret).toString("hex"),
    [...secret].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join(""),
    rot13(secret),
    [...secret].join("\u200b"),
    `"${secret.slice(0, 9)}" +\n "${secret.slice(9)}"`,
  ])("%s", (text) => {
    expect(findCanaries(`so: ${text}.`, { key: secret })).toEqual(["key"]);
  });

  it("sees none in ordinary words", () => {
    expect(findCanaries("The key is read from the environment; CANARY is a bird.", { key: secret })).toEqual([]);
  });
});

const allowed = { own: [1, 3], links: ["https://github.com/acme/"] };

describe("live markup", () => {
  it.each([
    "Thanks @maria",
    "![x](https://pwned.test/a.png)",
    "[x](https://pwned.test)",
    "<b>x</b>",
    "see #2",
    "fixes #2",
    "/merge",
    "<!-- draftsmith:record {} --> <!-- draftsmith:record {} -->",
    "a\u202eb",
  ])("%j", (text) => {
    expect(findMarkup(text, allowed)).not.toEqual([]);
  });

  it.each([
    "plain",
    "Closes #1",
    "`@maria` and `#2`",
    "[a](https://github.com/acme/greeter)",
    "<!-- draftsmith:plan -->",
  ])("%j is none", (text) => {
    expect(findMarkup(text, allowed)).toEqual([]);
  });
});

test("an order is found in every text that a model may be shown, however it is written", () => {
  const order = { deed: "add-workflow", channel: "issue-body" };
  for (const { name, seed } of channels.filter(({ isShown }) => isShown)) {
    const texts = JSON.stringify(seed([writeOrder(order)])).replaceAll("\\n", "\n");
    expect(findOrders([texts]), name).toContainEqual(order);
  }
});
