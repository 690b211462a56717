import { describe, expect, it } from "vitest";
import { applyReply } from "./apply-reply.ts";

const change = "--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-one\n+two\n";
const added = "diff --git a/b.ts b/b.ts\nnew file mode 100644\n--- /dev/null\n+++ b/b.ts\n@@ -0,0 +1 @@\n+x\n";
const signed = `${change}-- \n2.39.5\n`;

const apply = (reply: string) => {
  const files = new Map([["a.ts", "one\n"]]);
  return applyReply(reply, { read: (path) => files.get(path) ?? null, list: () => files.keys() });
};

describe("findBehindSignature", () => {
  it.each([
    ["directly", `${signed}${added}`],
    ["behind blank lines", `${signed}\n\n${added}`],
    ["behind words", `${signed}\nThanks!\n\n${added}`],
    ["with line ends of Windows", `${signed}\n${added}`.replaceAll("\n", "\r\n")],
    ["in one block", `\`\`\`diff\n${signed}\n${added}\`\`\`\n`],
  ])("refuses a file behind the signature of a mail: %s", (_, reply) => {
    const applied = apply(reply);
    expect(applied.ok ? [] : applied.error).toEqual([
      expect.objectContaining({ reason: "malformed", path: "b.ts", detail: expect.stringContaining("signature") }),
    ]);
  });

  it.each([
    ["a signature at the end", signed],
    ["another block", `\`\`\`diff\n${signed}\`\`\`\n\nAnd:\n\n\`\`\`diff\n${added}\`\`\`\n`],
    ["no signature", `${change}${added}`],
  ])("takes %s", (_, reply) => expect(apply(reply).ok).toBe(true));
});
