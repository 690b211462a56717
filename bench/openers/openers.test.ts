/** Every exported function that takes a text is measured, or it is written down why not. */
import { describe, expect, it } from "vitest";
import { adapters } from "./adapters.ts";
import { chooseCalls } from "./choose-calls.ts";
import { listFunctions } from "./list-functions.ts";
import { notForeign } from "./not-foreign.ts";
import { describeOpener, openerCount, openText } from "./openers.ts";

const functions = listFunctions();
const choices = chooseCalls("");

describe("the functions under measurement", () => {
  it("are found by their signatures", () => {
    expect(functions.find(({ name }) => name === "parsePatch")).toMatchObject({
      path: "patch/parse/parse-patch.ts",
      parameters: [{ name: "text", type: "string", isOptional: false }],
    });
    expect(functions.find(({ name }) => name === "choosePlaces")?.parameters.map((one) => one.isOptional)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it("leave out no text function without a reason: add an adapter, or say in not-foreign.ts what it takes", () => {
    expect(choices.filter(({ isFault }) => isFault).map(({ name, why }) => `${name}: ${why}`)).toEqual([]);
  });

  it("are each named once, and what the tables name is there", () => {
    const names = choices.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const paths = new Set(functions.map(({ path }) => path));
    const known = new Set(functions.map(({ path, name }) => `${path} ${name}`));
    expect(Object.keys(adapters).filter((name) => !paths.has(name.split(" ")[0] ?? ""))).toEqual([]);
    expect(Object.keys(notForeign).filter((name) => !known.has(name))).toEqual([]);
  });

  it("are called with the text", async () => {
    const squeeze = choices.find(({ name }) => name === "patch/locate/fold-line.ts squeeze");
    expect((await squeeze?.load?.())?.(" a  b ")).toBe("a b");
  });
});

it("every opener is 64 KB of what it says, once", () => {
  const shown = Array.from({ length: openerCount }, (_, number) => describeOpener(number));
  expect(new Set(shown).size).toBe(openerCount);
  for (const number of shown.keys()) expect(Math.abs(openText(number).length - 65_536)).toBeLessThan(32);
});
