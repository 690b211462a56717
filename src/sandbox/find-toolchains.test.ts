import { expect, it } from "vitest";
import { findToolchains } from "./find-toolchains.ts";

it("passes installations on, finds rustup below the user's home, and leaves out what is not there", () => {
  const exists = (path: string) => path !== "/opt/gone";
  const env = { HOME: "/home/u", JAVA_HOME: "/opt/java", GOROOT: "/opt/gone", PYENV_ROOT: "", AWS_SECRET: "x" };
  expect(findToolchains(env, exists)).toEqual({
    JAVA_HOME: "/opt/java",
    RUSTUP_HOME: "/home/u/.rustup",
    PYENV_ROOT: "/home/u/.pyenv",
  });
});

it("finds nothing without a home", () => {
  expect(findToolchains({}, () => true)).toEqual({});
});
