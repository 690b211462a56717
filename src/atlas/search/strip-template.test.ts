import { expect, it } from "vitest";
import { stripTemplate } from "./strip-template.ts";

it.each([
  "## Environment",
  "### Your environment",
  "**Version**:",
  "### Package version(s)",
  "## Which browsers are you seeing the problem on?",
  "### What version of Node.js are you using?",
  "## System Info",
  "### Severity",
  "### Please confirm that you have searched for others",
  "## Additional context",
])("leaves out what stands below %j", (heading) => {
  expect(stripTemplate(`Title\n${heading}\nbody`)).toBe("Title");
});

it.each([
  "## Browser crashes on save",
  "### Wrong version is written",
  "## Steps",
  "**Expected behavior**",
  "## The platform check is slow",
])("keeps what stands below %j", (heading) => {
  expect(stripTemplate(`Title\n## Environment\nlinux\n${heading}\nbody`)).toBe("Title\nbody");
});

it("leaves out comments, check lists and hosts, and keeps the first line", () => {
  expect(stripTemplate("# Version <!-- a\nb --> 2\n- [x] searched\nsee https://example.org/src/a.ts")).toBe(
    "# Version   2\nsee  /src/a.ts",
  );
});
