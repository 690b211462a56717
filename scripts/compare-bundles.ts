/** Prints the SHA-256 of every file of a bundle and of all together; with a second directory, fails where the two differ. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const hash = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

/** Hashes by path, in the order of the paths. */
export const hashFiles = (dir: string): Map<string, string> =>
  new Map(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((path) => [
        path
          .slice(dir.length)
          .replace(/^[\\/]+/, "")
          .replaceAll("\\", "/"),
        hash(readFileSync(path)),
      ]),
  );

/** One line per file as `sha256sum` writes them, and at last the hash of these lines. */
export const renderHashes = (hashes: Map<string, string>): string => {
  const lines = [...hashes].map(([path, value]) => `${value}  ${path}\n`).join("");
  return `${lines}${hash(lines)}  (all)\n`;
};

/** Paths that one side lacks, or that differ. */
export const findDifferences = (one: Map<string, string>, other: Map<string, string>): string[] =>
  [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path)).toSorted();

if (import.meta.main) {
  const [dir = "dist", again] = process.argv.slice(2);
  const hashes = hashFiles(dir);
  const differences = again === undefined ? [] : findDifferences(hashes, hashFiles(again));
  process.stdout.write(renderHashes(hashes));
  if (differences.length > 0) process.stderr.write(`These differ between two builds: ${differences.join(", ")}\n`);
  process.exitCode = differences.length > 0 ? 1 : 0;
}
