import { describe, expect, it } from "vitest";
import { requiredLiterals } from "./required-literals.ts";

describe("what a pattern cannot match without", () => {
  it.each([
    [/gh[pousr]_[A-Za-z0-9]{36}/g, ["gh"]],
    [/[A-Za-z0-9]{14}\.atlasv1\.[\w-]{40}/, [".atlasv1."]],
    [/ab|cd/, ["ab", "cd"]],
    [/(?:ab|cde)f?/, ["ab", "cde"]],
    [/(?<!\w)(?:long|er)-x+y/, ["long", "er"]],
    [/a(?:bc)?d/, ["a"]],
    [/ab?c/, ["a"]],
    [/abc{0,3}/, ["ab"]],
    [/abc{2,3}d/, ["abc"]],
    [/a\.b\/c/, ["a.b/c"]],
    [/Auth(?=or)/i, ["auth"]],
    [/(?<name>key)=/, ["key"]],
    [/[)(]x(y[)]z)/, ["x"]],
    [/\bword\b/, ["word"]],
    [/^start$/m, ["start"]],
  ])("%s", (pattern, words) => expect(requiredLiterals(pattern)).toEqual(words));

  it.each([[/\d+/], [/ab|[cd]/], [/(?:ab)*/], [/(?=ab)\w/], [/a?b?/]])("%s: nothing is sure", (pattern) =>
    expect(requiredLiterals(pattern)).toBeNull(),
  );
});
