/** Makes the recording of an example: runs the demo's world against a real endpoint (OPENAI_BASE_URL) and keeps every call. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createHost } from "../src/cli/create-host.ts";
import { createTools } from "../src/cli/create-tools.ts";
import type { Host } from "../src/cli/host.ts";
import { openOfflineWorld } from "../src/cli/offline-world.ts";
import { renderRun } from "../src/cli/render-run.ts";
import { hostIn, superviseWorld } from "../src/cli/run-world.ts";

const { values } = parseArgs({
  options: { example: { type: "string", default: "examples/ledgerline" }, out: { type: "string" } },
});
const baseURL = process.env.OPENAI_BASE_URL;
if (!baseURL) {
  process.stderr.write("record: OPENAI_BASE_URL is not set; point it at the endpoint that shall answer.\n");
  process.exit(2);
}

const home = join(import.meta.dirname, "..");
const example = resolve(home, values.example);
const dir = mkdtempSync(join(tmpdir(), "draftsmith-record-"));
const host: Host = { ...createHost(home), scratch: join(tmpdir(), "draftsmith") };
const world = await openOfflineWorld({ example, dir, now: host.now, validate: true });
try {
  const inside = hostIn(host, world, baseURL);
  const models = [
    "OPENAI_API_KEY",
    "DRAFTSMITH_MODEL_TIMEOUT_SECONDS",
    "DRAFTSMITH_MODEL_STRONG",
    "DRAFTSMITH_MODEL_FAST",
  ].flatMap((name) => {
    const value = process.env[name];
    return value ? [[name, value]] : [];
  });
  const recording = { ...inside, env: { ...inside.env, ...Object.fromEntries(models) } };
  const story = await superviseWorld(recording, createTools(recording), world, join(dir, "artifacts"), {
    record: resolve(values.out ?? join(example, "recording.json")),
  });
  process.stdout.write(story.report ? renderRun(story.report) : "Nothing was done.\n");
  for (const violation of world.github.violations) process.stderr.write(`record: ${violation}\n`);
} finally {
  await world.close();
  rmSync(dir, { recursive: true, force: true });
}
