/** What publish refuses about a diff, whatever `work` said of it: read against a tree and blobs that stand in for GitHub's. */
import { describe, expect, it } from "vitest";
import type { CommitDraft } from "../domain/outcome.ts";
import { defaultSettings } from "../domain/settings.ts";
import { sampleRecord } from "../flow/samples.fixture.ts";
import type { TreeEntry } from "../github/decode.ts";
import { createSecretScanner } from "../outgoing/secrets.ts";
import { renderPatch } from "../patch/render.ts";
import { judgeCommit } from "./judge-commit.ts";
import type { PublishContext } from "./publish-context.ts";

const liveSecret = "s3cr3t-value-of-the-token-0123456789";

const files: Record<string, { mode: string; bytes: Buffer }> = {
  "src/greet.js": { mode: "100644", bytes: Buffer.from("export const a = 1;\n") },
  "src/link.js": { mode: "120000", bytes: Buffer.from("export const a = 1;\n") },
  "src/module": { mode: "160000", bytes: Buffer.from("export const a = 1;\n") },
  "src/picture.js": { mode: "100644", bytes: Buffer.from([0xff, 0xfe, 0x0a]) },
};

const context = {
  scanner: createSecretScanner([liveSecret]),
  settings: defaultSettings(),
  reader: {
    commit: () => Promise.resolve({ tree: "t" }),
    tree: () =>
      Promise.resolve(
        new Map<string, TreeEntry>(
          Object.entries(files).map(([path, { mode }]) => [path, { path, mode, type: "blob", sha: path }]),
        ),
      ),
    blob: (sha: string) => Promise.resolve(files[sha]?.bytes),
  },
} as unknown as PublishContext;

const change = (path: string, before: string | null, after: string): string => renderPatch([{ path, before, after }]);
const judge = (patch: string) =>
  judgeCommit(context, sampleRecord(), "implement", { subject: "Change", body: "", patch } satisfies CommitDraft);

const [before, after] = ["export const a = 1;\n", "export const a = 2;\n"];

describe("judgeCommit", () => {
  it("hands on a change that fits", async () => {
    expect(await judge(change("src/greet.js", before, after))).toMatchObject({
      changes: [{ path: "src/greet.js", after }],
      flags: [],
      tree: { sha: "t" },
    });
  });

  it.each<[string, string, string]>([
    ["a link", change("src/link.js", before, after), "file-mode"],
    ["a submodule", change("src/module", before, after), "file-mode"],
    ["a file that is no text", change("src/picture.js", before, after), "binary"],
    ["a file that some systems take for another", change("src/Greet.js", null, after), "patch"],
    ["a path through a file", change("src/greet.js/x.js", null, after), "patch"],
    ["lines that stand nowhere", change("src/greet.js", "export const b = 1;\n", after), "patch"],
    ["a diff that is not canonical", change("src/greet.js", before, after).replace("@@ -1", "@@ -x"), "patch"],
    ["a live secret", change("src/key.js", null, `export const key = "${liveSecret}";\n`), "secret"],
    ["a protected file", change(".github/workflows/x.yml", null, "on: push\n"), "guardrail"],
  ])("refuses %s", async (_, patch, by) => {
    await expect(judge(patch)).rejects.toMatchObject({ failure: { kind: "refused", by } });
  });
});
