/** Makes dist/: the command (draftsmith.mjs) and the action (action.mjs) with every dependency inside, and their licenses. */
import { readFile, writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type OutputChunk } from "rolldown";
import { collectLicenses } from "./collect-licenses.ts";
import { keepSourcePlaces } from "./keep-source-places.ts";

const entries = { draftsmith: "src/cli.ts", action: "src/action.ts" };

const kilobytes = (size: number): string => `${(size / 1000).toFixed(1).padStart(8)} kB`;

const run = async (root: string): Promise<void> => {
  const manifest = JSON.parse(await readFile(`${root}package.json`, "utf8")) as { files: string[] };
  const { output } = await build({
    cwd: root,
    input: entries,
    platform: "node",
    // Importing these packages does nothing by itself, so what is not used of them (OIDC tokens, an HTTP client) stays out.
    treeshake: { moduleSideEffects: [{ test: /node_modules\/(?:@actions|tunnel|undici)\//, sideEffects: false }] },
    plugins: [keepSourcePlaces(root, ["package.json", ...manifest.files])],
    output: {
      dir: "dist",
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
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds).map((id) => relative(root, id));
  await writeFile(`${root}dist/licenses.txt`, await collectLicenses(root, modules));
  for (const { fileName, code } of chunks)
    process.stdout.write(`${kilobytes(Buffer.byteLength(code))}  dist/${fileName}\n`);
  const total = chunks.reduce((size, { code }) => size + Buffer.byteLength(code), 0);
  process.stdout.write(`${kilobytes(total)}  in all\n`);
};

if (import.meta.main) await run(fileURLToPath(new URL("../", import.meta.url)));
