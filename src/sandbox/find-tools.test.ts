import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findTools, type ToolOptions } from "./find-tools.ts";

let dir: string;
const at = (path: string): string => join(dir, path);
const make = (...paths: string[]): void => {
  for (const path of paths) {
    mkdirSync(dirname(at(path)), { recursive: true });
    if (path.endsWith("/")) mkdirSync(at(path), { recursive: true });
    else writeFileSync(at(path), "");
  }
};
beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), "tools-")));
  make("home/me/.ssh/id", "work/tree/", "work/scratch/");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const find = (options: Partial<ToolOptions>) =>
  findTools({
    path: "",
    toolchains: {},
    readOnlyMounts: [],
    hidden: [at("home/me"), at("work/tree"), at("work/scratch")],
    ...options,
  });
const relative = (paths: string[]): string[] => paths.map((path) => path.replace(`${dir}/`, ""));

describe("findTools", () => {
  it("shows the installation of the node that the path names, also through links", () => {
    make(
      "home/me/.nvm/versions/node/v1/bin/node",
      "checkout/node_modules/node-bin/bin/node",
      "checkout/node_modules/.bin/",
    );
    symlinkSync("../node-bin/bin/node", at("checkout/node_modules/.bin/node"));
    const path = `${at("home/me/.nvm/versions/node/v1/bin")}:${at("checkout/node_modules/.bin")}`;
    expect(relative(find({ path }).mounts)).toEqual([
      "checkout/node_modules/node-bin",
      "home/me/.nvm/versions/node/v1",
    ]);
  });

  it("shows the proxies of rustup and not what lies beside them", () => {
    make("home/me/.cargo/bin/rustup", "home/me/.cargo/credentials.toml", "home/me/.rustup/");
    const toolchains = { CARGO_HOME: at("home/me/.cargo"), RUSTUP_HOME: at("home/me/.rustup") };
    expect(relative(find({ path: at("home/me/.cargo/bin"), toolchains }).mounts)).toEqual([
      "home/me/.cargo/bin",
      "home/me/.rustup",
    ]);
  });

  it("shows other programs outside of homes with their installation, and none in homes", () => {
    make("opt/gradle/bin/gradle", "opt/tools/x", "home/me/.local/bin/x", "project/bin/x", "project/.git/");
    const path = ["opt/gradle/bin", "opt/tools", "home/me/.local/bin", "project/bin"].map(at).join(":");
    expect(relative(find({ path: `${path}:relative:/usr/bin:/missing` }).mounts)).toEqual([
      "opt/gradle",
      "opt/tools",
      "project/bin",
    ]);
  });

  it.each(["/", "/proc", "/dev/shm", "/etc", "/run"])("refuses %s", (path) => {
    expect(find({ readOnlyMounts: [path] })).toEqual({ mounts: [], refused: [path] });
  });

  it("refuses what holds a home, the tree or scratch, also through a link", () => {
    symlinkSync(at("home"), at("link"));
    const asked = ["home", "home/me", "work", "work/tree", "link"].map(at);
    expect(find({ readOnlyMounts: asked, toolchains: { JAVA_HOME: at("home/me") } })).toEqual({
      mounts: [],
      refused: asked.sort(),
    });
  });

  it.each([".ssh", ".aws/credentials", ".cargo/credentials.toml", ".config/gh", ".npmrc"])("refuses ~/%s", (name) => {
    make(`home/me/${name}/x`);
    expect(find({ readOnlyMounts: [at(`home/me/${name}`)] }).mounts).toEqual([]);
  });

  it("takes the operator's directories where they exist, and needs none for the system's", () => {
    make("data/models/");
    expect(find({ readOnlyMounts: [at("data/models"), at("data/none"), "/usr/lib"] })).toEqual({
      mounts: [at("data/models")],
      refused: [],
    });
  });
});
