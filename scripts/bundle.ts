/** Makes dist/, or the directory that is named: the command (draftsmith.mjs) and the action (action.mjs) with every dependency inside, and their licenses. */
import { readFile, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type OutputChunk } from "rolldown";
import { collectLicenses } from "./collect-licenses.ts";
import { copyPackages } from "./copy-packages.ts";
import { keepSourcePlaces } from "./keep-source-places.ts";

/** The command, the action, what runs in threads of its own, and what runs in a sandbox beside a server. */
const entries = {
  draftsmith: "src/cli.ts",
  action: "src/action.ts",
  "facts-worker": "src/atlas/build/facts-worker.ts",
  "drive-pages": "src/checks/drivers/drive-pages.ts",
  "drive-load": "src/checks/drivers/drive-load.ts",
};

const kilobytes = (size: number): string => `${(size / 1000).toFixed(1).padStart(8)} kB`;

const run = async (root: string, dir: string): Promise<void> => {
  const manifest = JSON.parse(await readFile(`${root}package.json`, "utf8")) as { files: string[] };
  const places = {
    shipped: ["package.json", ...manifest.files.filter((entry) => !entry.startsWith("!"))],
    entries: new Map(Object.entries(entries).map(([name, source]) => [source, `${name}.mjs`])),
  };
  const { output } = await build({
    cwd: root,
    input: entries,
    platform: "node",
    // Importing these packages does nothing by itself, so what is not used of them (OIDC tokens, an HTTP client) stays out.
    treeshake: { moduleSideEffects: [{ test: /node_modules\/(?:@actions|tunnel|undici)\//, sideEffects: false }] },
    plugins: [keepSourcePlaces(root, places)],
    output: {
      dir,
      cleanDir: true,
      format: "esm",
      minify: true,
      comments: { legal: false },
      // Everything stays directly in dist/, so that "../" is the package's root from every file.
      entryFileNames: "[name].mjs",
      chunkFileNames: "[name]-[hash].mjs",
    },
  });
  const chunks = output.filter((part): part is OutputChunk => part.type === "chunk");
  const copied = await copyPackages(root, join(dir, "node_modules"));
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds).map((id) => relative(root, id));
  const packaged = [...modules, ...copied.map(({ path }) => path)];
  await writeFile(join(dir, "licenses.txt"), await collectLicenses(root, packaged));
  for (const { fileName, code } of chunks)
    process.stdout.write(`${kilobytes(Buffer.byteLength(code))}  dist/${fileName}\n`);
  const total = chunks.reduce((size, { code }) => size + Buffer.byteLength(code), 0);
  const foreign = copied.reduce((size, { bytes }) => size + bytes, 0);
  process.stdout.write(`${kilobytes(total)}  in all\n${kilobytes(foreign)}  dist/node_modules, for the action alone\n`);
};

if (import.meta.main) {
  const root = fileURLToPath(new URL("../", import.meta.url));
  await run(root, resolve(process.argv[2] ?? join(root, "dist")));
}
