/** Classifies a tracked path by name alone, after the habits of GitHub linguist. */
import type { FileRole } from "./file-role.ts";
import { isGenerated } from "./is-generated.ts";
import { isTestName } from "./is-test-name.ts";
import { isVendored } from "./is-vendored.ts";
import { judgeDirectories } from "./judge-directories.ts";
import { splitPath } from "./path-parts.ts";
import { isBinary, isConfig, isExampleName, isProgram, isProse, isSource } from "./role-names.ts";

/** `denied` are roles that something stronger says the file has not; it then gets the next that fits. */
export const classifyPath = (path: string, denied: readonly FileRole[] = []): FileRole => {
  const parts = splitPath(path);
  const may = (role: FileRole): boolean => !denied.includes(role);
  if (may("vendored") && isVendored(parts)) return "vendored";
  if (may("generated") && isGenerated(parts)) return "generated";
  if (may("binary") && isBinary(parts)) return "binary";
  const place = judgeDirectories(parts);
  if (place === "test" && may("test")) return "test";
  if (may("docs") && isProse(parts)) return "docs";
  if (place === "example") return "example";
  if (place === "docs" && may("docs")) return isProgram(parts) ? "example" : "docs";
  if (isConfig(parts)) return "config";
  if (place !== "product" && isTestName(parts)) return "test";
  if (isExampleName(parts)) return "example";
  return isSource(parts) ? "source" : "other";
};
