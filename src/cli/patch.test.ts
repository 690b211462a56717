/** The command line of `patch`: where the reply comes from, what is printed, how it ends. */
import { expect, it } from "vitest";
import { addFile, changeLine, deleteFile, renameFile, withPatchCase } from "./patch-case.fixture.ts";

const reply = `Here is the change.\n\n\`\`\`diff\n${changeLine("src/a.txt", "one", "two")}\`\`\`\n`;
const files = { "src/a.txt": "one\n" };

it("checks without writing, and says the same as apply", () =>
  withPatchCase({ ...files, "reply.md": reply }, async ({ run, snapshot }) => {
    const before = snapshot();
    const checked = await run(["check", "reply.md"]);
    expect(checked).toEqual({ exit: 0, out: "modify  src/a.txt (1 hunk)\n", err: "" });
    expect(snapshot()).toEqual(before);
    expect(await run(["apply", "reply.md"])).toEqual(checked);
    expect(snapshot()).toEqual({ ...before, "src/a.txt": "two\n" });
  }));

it.each([[["apply"]], [["apply", "-"]], [["apply", "--json"]]])("takes the reply from standard input: %j", (args) =>
  withPatchCase(files, async ({ run, snapshot }) => {
    expect((await run(args, reply)).exit).toBe(0);
    expect(snapshot()).toEqual({ "src/a.txt": "two\n" });
  }),
);

it("starts paths at --cwd, but the reply's own path where the command was called", () =>
  withPatchCase({ "tree/src/a.txt": "one\n", "reply.md": reply }, async ({ run, snapshot }) => {
    expect((await run(["apply", "reply.md", "--cwd", "tree"])).exit).toBe(0);
    expect(snapshot()).toMatchObject({ "tree/src/a.txt": "two\n" });
  }));

it("counts kinds and hunks as JSON, with a rename as one file", () =>
  withPatchCase(
    { "a.txt": "one\n", "gone.txt": "old\n", "from.txt": "same\n", "ä b.txt": "one\n" },
    async ({ run, snapshot }) => {
      const patch = [
        changeLine("a.txt", "one", "two"),
        addFile("new/b.txt", "hello"),
        deleteFile("gone.txt", "old"),
        renameFile("from.txt", "to.txt"),
        changeLine("ä b.txt", "one", "two"),
      ].join("");
      const { exit, out } = await run(["apply", "--json"], patch);
      expect({ exit, json: JSON.parse(out) }).toEqual({
        exit: 0,
        json: {
          ok: true,
          files: [
            { path: "a.txt", kind: "modify", hunks: 1 },
            { path: "new/b.txt", kind: "add", hunks: 1 },
            { path: "gone.txt", kind: "delete", hunks: 1 },
            { path: "to.txt", kind: "rename", hunks: 0 },
            { path: "ä b.txt", kind: "modify", hunks: 1 },
          ],
          refused: [],
        },
      });
      expect(snapshot()).toEqual({ "a.txt": "two\n", "new/b.txt": "hello\n", "to.txt": "same\n", "ä b.txt": "two\n" });
    },
  ));

it("shows a rename with both names", () =>
  withPatchCase({ "from.txt": "same\n" }, async ({ run }) => {
    expect((await run(["check"], renameFile("from.txt", "to.txt"))).out).toBe("rename  from.txt -> to.txt (0 hunks)\n");
  }));

it("refuses with 3 and the place, and writes none of the files", () =>
  withPatchCase({ ...files, "b.txt": "one\n" }, async ({ run, snapshot }) => {
    const before = snapshot();
    const patch = changeLine("src/a.txt", "one", "two") + changeLine("b.txt", "other", "two");
    const { exit, out } = await run(["apply", "--json"], patch);
    expect(exit).toBe(3);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      files: [],
      refused: [{ path: "b.txt", hunk: 1, reason: "no-match" }],
    });
    const told = await run(["apply"], patch);
    expect(told.exit).toBe(3);
    expect(told.out).toMatch(/^Refused, nothing was written:\n- `b\.txt`, hunk 1.* \(no-match\)/);
    expect(snapshot()).toEqual(before);
  }));

it.each([
  [["shuffle"], '"shuffle" is not an action of patch', "check, apply or serve"],
  [["apply", "gone.md"], "the patch gone.md cannot be read (ENOENT)", "standard input"],
  [["apply", "src"], "the patch src is no plain file", "standard input"],
  [["apply", "--cwd", "nowhere"], "nowhere is not a directory", "--cwd"],
  [["apply", "--cwd", "src/a.txt"], "src/a.txt is not a directory", "--cwd"],
  [["serve", "reply.md"], "patch serve takes no file", "standard input"],
])("ends with 2 and a hint: %j", (args, message, hint) =>
  withPatchCase(files, async ({ run }) => {
    const { exit, err } = await run(args);
    expect(exit).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain(hint);
  }),
);

it("explains itself", () =>
  withPatchCase({}, async ({ run }) => {
    const { exit, out } = await run(["--help"]);
    expect(exit).toBe(0);
    for (const word of ["check", "apply", "serve", "--cwd", "--json", '{"repo": DIR', "Exit status", "Examples"])
      expect(out).toContain(word);
  }));
