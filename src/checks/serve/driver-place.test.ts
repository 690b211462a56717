import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { placeOfDriver } from "./driver-place.ts";

const driver = new URL("../drivers/drive-pages.ts", import.meta.url);

it("names the program, the packages and the node that runs it, each directory once", () => {
  const { argv, readOnly } = placeOfDriver(driver, "playwright-core");
  expect(argv.at(-1)).toBe(fileURLToPath(driver));
  expect(readOnly).toContain(fileURLToPath(new URL("../drivers", import.meta.url)));
  expect(readOnly).toContain(fileURLToPath(new URL("../../../node_modules", import.meta.url)));
  expect(readOnly.some((dir) => argv[0]?.startsWith(`${dir}/`))).toBe(true);
  expect(readOnly.every((dir) => existsSync(dir))).toBe(true);
  expect(readOnly.filter((dir) => readOnly.some((other) => other !== dir && dir.startsWith(`${other}/`)))).toEqual([]);
});

it("needs no package that is a part of the program", () => {
  expect(placeOfDriver(driver, "no-such-package").readOnly).toContain(
    fileURLToPath(new URL("../drivers", import.meta.url)),
  );
});
