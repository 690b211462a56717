import { describe, expect, it } from "vitest";
import { defaultSettings } from "../domain/settings.ts";
import { allowedDirectories } from "./allowed-directories.ts";
import { changeOf, contextOf, newFiles } from "./example-change.fixture.ts";

const allowing = (...allow: string[]) => contextOf({ settings: { ...defaultSettings(), allow } });
const paths = (...given: Parameters<typeof allowedDirectories>) => allowedDirectories(...given).map(({ path }) => path);

describe("allowedDirectories", () => {
  it("allows everything without a list", () => {
    expect(allowedDirectories(newFiles("anywhere/x"), allowing())).toEqual([]);
  });

  it("allows what a glob names and names what none does", () => {
    const change = newFiles("src/a/b.ts", "src/.hidden", "README.md", "lib/x.ts", "SRC/x.ts", "srcs/x.ts");
    expect(paths(change, allowing("src/**", "README.md"))).toEqual(["lib/x.ts", "SRC/x.ts", "srcs/x.ts"]);
  });

  it("takes a leading exclamation mark for a character, not for everything else", () => {
    expect(paths(newFiles("src/x.ts"), allowing("!lib/**"))).toEqual(["src/x.ts"]);
  });

  it("looks at both names of a rename", () => {
    const moved = changeOf(
      { path: "lib/x", before: "a\nb\n", after: null },
      { path: "src/x", before: null, after: "a\nb\n" },
    );
    expect(allowedDirectories(moved, allowing("src/**"))).toEqual([
      {
        rule: "allowed-directories",
        path: "lib/x",
        message: "`lib/x` is outside of the allowed paths (src/**): leave it as it is",
      },
    ]);
  });
});
