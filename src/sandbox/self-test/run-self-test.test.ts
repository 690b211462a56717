import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Candidate } from "../backends/candidates.ts";
import { createPlainBackend } from "../backends/create-plain-backend.ts";
import { allLayers, type Layer } from "../layers.ts";
import { candidatesFor } from "../open-sandbox.ts";
import { runSelfTest } from "./run-self-test.ts";

const scratch = mkdtempSync(join(tmpdir(), "self-test-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** bwrap sets this one itself, whatever it is asked. */
const cannotBeRemoved: Record<string, Layer[]> = { unshare: [], bubblewrap: ["privileges"] };

const tested = await Promise.all(
  candidatesFor("auto").map(async (candidate) => ({ candidate, found: await runSelfTest(candidate, scratch) })),
);

describe.each(tested)("the self test of $candidate.title", ({ candidate, found }) => {
  describe.skipIf(found.reason.includes("did not start"))("where it starts", () => {
    it("finds every layer in place", () => {
      expect(found).toMatchObject({ failed: [], reason: "" });
    });

    const removable = [...candidate.layers].filter((layer) => !cannotBeRemoved[candidate.backend]?.includes(layer));
    it.each(removable)("notices that %s was removed", async (layer) => {
      const broken = await runSelfTest(candidate, scratch, new Set([layer]));
      expect(broken.failed).toContain(layer);
      expect(broken.reason).toContain(`${layer}: `);
    });

    it("names every layer that is missing at once", async () => {
      const broken = await runSelfTest(candidate, scratch, new Set<Layer>(["network", "files", "limits"]));
      expect(broken.failed).toEqual(expect.arrayContaining(["files", "limits", "network"]));
    });
  });
});

describe("the self test", () => {
  const candidateOf = (create: Candidate["create"]): Candidate => ({
    backend: "unshare",
    title: "a stand-in",
    layers: new Set(allLayers),
    create,
  });

  it("fails every layer that a process group lacks", async () => {
    const found = await runSelfTest(
      candidateOf(({ places }) => createPlainBackend(places)),
      scratch,
    );
    expect(found.failed).toEqual(
      expect.arrayContaining(
        ["capabilities", "files", "hostname", "ipc", "limits", "network", "privileges", "processes", "user"].filter(
          (layer) => layer !== "capabilities" || process.getuid?.() === 0,
        ),
      ),
    );
    expect(found.reason).toContain("files: read a file outside; files: wrote a file outside");
  });

  it("fails every layer when the box does not start, and says why", async () => {
    const broken = candidateOf(({ places }) => {
      const plain = createPlainBackend(places);
      return {
        ...plain,
        launch: (command) => ({ ...plain.launch(command), file: "sh", args: ["-c", "echo no permission >&2; exit 1"] }),
      };
    });
    expect(await runSelfTest(broken, scratch)).toMatchObject({
      failed: [...allLayers].sort(),
      reason: "the box did not start: no permission",
    });
  });

  it("fails every layer when the back end breaks", async () => {
    const broken = candidateOf(() => {
      throw new Error("no disk");
    });
    expect(await runSelfTest(broken, scratch)).toMatchObject({
      failed: [...allLayers].sort(),
      reason: expect.stringContaining("no disk"),
    });
  });

  it("cleans up", () => {
    expect(readdirSync(scratch)).toEqual([]);
  });
});
