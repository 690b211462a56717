import { describe, expect, it } from "vitest";
import { hardenCommand } from "./harden-command.ts";

describe("hardenCommand", () => {
  it.each([
    ["npm ci", "npm ci --ignore-scripts"],
    ["npm clean-install", "npm clean-install --ignore-scripts"],
    ["npm --prefix web ci", "npm --prefix web ci --ignore-scripts"],
    ["pnpm -C web install", "pnpm -C web install --ignore-scripts"],
    ["npm --silent install", "npm --silent install --ignore-scripts"],
    ["pnpm install --frozen-lockfile", "pnpm install --frozen-lockfile --ignore-scripts"],
    ["yarn", "yarn install --ignore-scripts"],
    ["yarn install --frozen-lockfile", "yarn install --frozen-lockfile --ignore-scripts"],
    ["bun install", "bun install --ignore-scripts"],
  ])("%s", (given, expected) => {
    const hardened = hardenCommand(given.split(" "), false);
    expect(hardened).toEqual({ argv: expected.split(" "), added: "--ignore-scripts" });
    expect(hardenCommand(hardened.argv, false)).toEqual({ argv: hardened.argv, added: null });
  });

  it("speaks to newer yarns in their words", () => {
    expect(hardenCommand(["yarn", "install", "--immutable"], true).argv).toEqual([
      "yarn",
      "install",
      "--immutable",
      "--mode=skip-build",
    ]);
    expect(hardenCommand(["yarn", "install", "--mode=skip-build"], true).added).toBeNull();
  });

  it.each([
    "npm ci --ignore-scripts",
    "npm ci --ignore-scripts=false",
    "npm ci --no-ignore-scripts",
    "npm run build",
    "npm exec ci-tool",
    "pip install -r requirements.txt",
    "cargo fetch --locked",
    "make deps",
  ])("leaves %s", (given) => {
    expect(hardenCommand(given.split(" "), false)).toEqual({ argv: given.split(" "), added: null });
  });
});
