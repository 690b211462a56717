import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isBelow } from "./is-below.ts";
import { placeOf } from "./place-of.ts";
import { translateEnvironment } from "./translate-environment.ts";

const places = { tree: "/host/w/tree", home: "/host/w/scratch/home", reports: "/host/w/scratch/reports" };
const seen = { tree: "/workspace", home: "/home/sandbox", reports: "/reports", temporary: "/tmp" };
const translate = (env: Record<string, string>, visible: string[] = [], toolchains: Record<string, string> = {}) =>
  translateEnvironment(env, {
    places,
    backend: { seen, isVisible: (path) => visible.some((each) => isBelow(path, each)) },
    toolchains,
  });

describe("translateEnvironment", () => {
  it("rewrites paths in the three places and leaves other values", () => {
    const env = { A: "/host/w/tree/x", B: "/host/w/scratch/home", C: "/host/w/tree2", D: "tree", E: "x=/host/w/tree" };
    expect(translate(env)).toEqual({ ...env, A: "/workspace/x", B: "/home/sandbox" });
  });

  it("leaves toolchains out that are not seen", () => {
    const toolchains = { GOROOT: "/go", CARGO_HOME: "/me/.cargo" };
    expect(translate({ ...toolchains, OTHER: "/me/.cargo" }, ["/go"], toolchains)).toEqual({
      GOROOT: "/go",
      OTHER: "/me/.cargo",
    });
  });

  it("keeps what can be seen of PATH, in order and once, and ends with the system's", () => {
    const path = ["/host/w/tree/node_modules/.bin", "/go/bin", "/me/bin", "", ".", "/go/bin", "/bin"].join(":");
    expect(translate({ PATH: path }, ["/go", "/bin"]).PATH).toBe(
      "/workspace/node_modules/.bin:/go/bin:/bin:/usr/local/bin:/usr/bin",
    );
  });

  it("follows a linked node to where it is seen", () => {
    const dir = realpathSync(mkdtempSync(join(tmpdir(), "translate-")));
    try {
      for (const name of ["bin", "prefix/bin"]) mkdirSync(join(dir, name), { recursive: true });
      writeFileSync(join(dir, "prefix/bin/node"), "");
      symlinkSync("../prefix/bin/node", join(dir, "bin/node"));
      expect(translate({ PATH: join(dir, "bin") }, [join(dir, "prefix")]).PATH).toMatch(`${dir}/prefix/bin:`);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});

describe("placeOf", () => {
  it.each([
    ["/host/w/tree", { name: "tree", below: "" }],
    ["/host/w/tree/../tree/a", { name: "tree", below: "a" }],
    ["/host/w/tree/..a", { name: "tree", below: "..a" }],
    ["/host/w/tree/../x", null],
    ["/host/w/scratch/home/.npm", { name: "home", below: ".npm" }],
    ["/", null],
  ])("%s", (path, place) => {
    expect(placeOf(path, places)).toEqual(place);
  });
});
