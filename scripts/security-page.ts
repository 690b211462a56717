/** Writes the table of controls into docs/security.md. */
import { readFileSync, writeFileSync } from "node:fs";
import { controls } from "./controls/controls.ts";
import { replaceTable } from "./controls/render-controls.ts";

const page = new URL("../docs/security.md", import.meta.url);
writeFileSync(page, replaceTable(readFileSync(page, "utf8"), controls));
