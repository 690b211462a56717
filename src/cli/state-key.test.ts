/** The key that signs records: where it comes from, what is wrong with a bad one, who never gets it, and that it never shows. */
import { describe, expect, it } from "vitest";
import { createSecretScanner } from "../outgoing/secrets.ts";
import { readActionInputs } from "./action-inputs.ts";
import type { Host } from "./host.ts";
import { readRepositoryId, readSecrets, readStateSeal } from "./surroundings.ts";

const hostWith = (env: Record<string, string>) => ({ env }) as Host;
const key = "the-first-key-of-this-test-a94b6e";
const other = "what stood here until last summer.";
const record = { sequence: 1 };

describe("readStateSeal", () => {
  it("signs nothing without a key, and an empty input is none", () => {
    for (const env of [{}, { DRAFTSMITH_STATE_KEY: "", DRAFTSMITH_STATE_KEY_PREVIOUS: "" }])
      expect(readStateSeal(hostWith(env)).close("record", record)).toEqual(record);
  });

  it("signs with the key and believes the one before", () => {
    const old = readStateSeal(hostWith({ DRAFTSMITH_STATE_KEY: other })).close("record", record);
    const env = { DRAFTSMITH_STATE_KEY: key, DRAFTSMITH_STATE_KEY_PREVIOUS: other };
    expect(readStateSeal(hostWith(env)).open("record", old).ok).toBe(true);
    expect(readStateSeal(hostWith({ DRAFTSMITH_STATE_KEY: key })).open("record", old).ok).toBe(false);
  });

  it.each([
    [{ DRAFTSMITH_STATE_KEY: key.slice(0, 31) }, /^DRAFTSMITH_STATE_KEY has 31 characters, and 32 are the least/],
    [{ DRAFTSMITH_STATE_KEY: key, DRAFTSMITH_STATE_KEY_PREVIOUS: "x" }, /^DRAFTSMITH_STATE_KEY_PREVIOUS has 1 /],
    [{ DRAFTSMITH_STATE_KEY_PREVIOUS: key }, /DRAFTSMITH_STATE_KEY is not/],
  ])("refuses %j", (env, message) => {
    expect(() => readStateSeal(hostWith(env))).toThrow(message);
  });
});

it("both keys are live secrets: no spelling of them leaves", () => {
  const env = { DRAFTSMITH_STATE_KEY: key, DRAFTSMITH_STATE_KEY_PREVIOUS: other };
  const scanner = createSecretScanner(readSecrets(hostWith(env)));
  for (const secret of [key, other])
    for (const text of [secret, Buffer.from(secret).toString("base64"), secret.slice(4, 20)])
      expect(scanner.redact(`the key is ${text}`)).not.toContain(text);
});

it.each([
  ["work", "state-key"],
  ["work", "state-key-previous"],
  ["check", "state-key"],
  ["atlas", "state-key"],
])("a step of %s that is given %s is refused, as an input and in its environment", (command, name) => {
  const variable = name === "state-key" ? "DRAFTSMITH_STATE_KEY" : "DRAFTSMITH_STATE_KEY_PREVIOUS";
  const refusal = { ok: false, error: { message: `the step of ${command} is given the key that signs records` } };
  const read = (inputs: Record<string, string>, env: Record<string, string>) =>
    readActionInputs((input) => inputs[input] ?? "", env);
  expect(read({ command, [name]: key }, {})).toMatchObject(refusal);
  expect(read({ command }, { [variable]: key })).toMatchObject(refusal);
  expect(read({ command: "publish", [name]: key }, {})).toMatchObject({ value: { env: { [variable]: key } } });
});

it.each([
  ["1234", 1234],
  ["", null],
  ["0", null],
  ["12x", null],
  ["1e3", null],
])("the repository's id %j is %s", (text, id) => {
  expect(readRepositoryId(hostWith({ GITHUB_REPOSITORY_ID: text }))).toBe(id);
});
