import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { renderFstab } from "../backends/render-fstab.ts";
import { fillLimits } from "../fill-limits.ts";
import { buildView, gitMasks, type ViewOptions } from "./build-view.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "view test-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const build = (options: Partial<ViewOptions> = {}) =>
  buildView({
    places: { tree: join(dir, "a tree"), home: join(dir, "home"), reports: join(dir, "reports") },
    within: dir,
    userId: 2_100_000_000,
    readOnly: [],
    network: false,
    without: { files: false, readonly: false },
    ...options,
  });

describe.skipIf(process.platform !== "linux")("buildView, on Linux", () => {
  it("makes a root directory with nothing of this host's own in it", () => {
    const { skeleton, binds } = build();
    const names = readdirSync(join(skeleton, "box")).filter((name) => !/^(usr|s?bin|lib\w*|opt|nix|gnu)$/.test(name));
    expect(names).toEqual([".old", "dev", "etc", "home", "proc", "reports", "tmp", "workspace"]);
    expect(readFileSync(join(skeleton, "box/etc/passwd"), "utf8")).toContain("sandbox:x:2100000000:2100000000:");
    const shown = binds.map(({ at }) => at);
    for (const secret of [
      "/etc/shadow",
      "/etc/passwd",
      "/etc/hosts",
      "/etc/ssl/private",
      "/etc/ssh",
      "/etc",
      "/root",
      "/run",
      "/var",
    ]) {
      expect(shown).not.toContain(secret);
    }
  });

  it("lets only the three places be written", () => {
    expect(
      build()
        .binds.filter(({ writable }) => writable)
        .map(({ at }) => at),
    ).toEqual(["/workspace", "/home/sandbox", "/reports"]);
  });

  it("has a mount point for every mount", () => {
    writeFileSync(join(dir, "file"), "");
    const { skeleton, binds } = build({ readOnly: [join(dir, "file"), "/var/lib", "/no/such/path"] });
    for (const { source, at } of binds) {
      if (at.startsWith("/tmp/")) continue;
      expect(lstatSync(join(skeleton, "box", at)).isDirectory()).toBe(
        existsSync(source) ? lstatSync(source).isDirectory() || !lstatSync(join(skeleton, "box", at)).isFile() : true,
      );
    }
    expect(binds.map(({ at }) => at)).toContain("/var/lib");
    expect(binds.map(({ at }) => at)).not.toContain("/no/such/path");
  });

  it("shows the resolver's settings only with the network", () => {
    const shows = (network: boolean) => build({ network }).binds.some(({ at }) => at === "/etc/resolv.conf");
    expect([shows(false), shows(true)]).toEqual([false, existsSync("/etc/resolv.conf")]);
  });

  it("does not mount twice what a directory shows already", () => {
    const shown = build({ readOnly: ["/usr/share", "/var/lib/dpkg", "/var/lib"] }).binds.map(({ at }) => at);
    expect(shown.filter((at) => at.startsWith("/usr") || at.startsWith("/var"))).toEqual(["/usr", "/var/lib"]);
  });

  it("hides a .git of either kind, and follows no link to one", () => {
    const tree = join(dir, "tree");
    mkdirSync(join(tree, ".git"), { recursive: true });
    expect(gitMasks(tree)).toEqual([{ at: "/workspace/.git", kind: "directory" }]);
    rmSync(join(tree, ".git"), { recursive: true });
    expect(gitMasks(tree)).toEqual([]);
    writeFileSync(join(tree, ".git"), "");
    expect(gitMasks(tree)).toEqual([{ at: "/workspace/.git", kind: "file" }]);
  });
});

describe("renderFstab", () => {
  it("escapes what would end a field", () => {
    const view = {
      skeleton: "/s",
      binds: [{ source: "/a b\t\\c", at: "/x y", writable: false }],
      masks: [{ at: "/workspace/.git", kind: "file" as const }],
    };
    const lines = renderFstab(view, fillLimits({ seconds: 1 }))
      .trim()
      .split("\n");
    expect(lines).toContain("/a\\040b\\011\\134c /s/box/x\\040y none bind,ro,nosuid,nodev,X-mount.mkdir");
    expect(lines.at(-1)).toBe("/dev/null /s/box/workspace/.git none bind,ro");
    for (const line of lines) expect(line.split(" ").length).toBe(4);
  });
});
