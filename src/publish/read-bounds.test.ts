/** What publish does where a list was too long to be read to its end: it writes nothing, and it says nothing twice. */
import { describe, expect, it } from "vitest";
import { defaultSettings } from "../domain/settings.ts";
import { mostListed } from "../github/read-client.ts";
import { createSecretScanner } from "../outgoing/secrets.ts";
import { ensureComment } from "./ensure-comment.ts";
import { checkFreeze } from "./guard.ts";
import type { PublishContext } from "./publish-context.ts";

const self = { id: 1, login: "bot", type: "Bot" };
const stranger = { id: 9, login: "walter", type: "User" };
const noise = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id, author: stranger, body: "+1", updatedAt: "" }));

const contextWith = (parts: { comments?: object[]; frozen?: object[] }) => {
  const written: string[] = [];
  const context = {
    reader: {
      at: { owner: "acme", repo: "shop" },
      listComments: async () => parts.comments ?? [],
      listThreads: async () => parts.frozen ?? [],
    },
    writer: {
      createComment: async (_: number, body: string) => {
        written.push(body);
        return { id: 5_000, updatedAt: "" };
      },
      updateComment: async (_: number, body: string) => {
        written.push(body);
        return { updatedAt: "" };
      },
    },
    self,
    settings: defaultSettings(),
    scanner: createSecretScanner([]),
    comments: new Map(),
  } as unknown as PublishContext;
  return { context, written };
};

const say = (context: PublishContext) => ensureComment(context, { number: 2, marker: "plan", markdown: "Hello." }, [1]);

describe("a thread with as many comments as are read", () => {
  it("gets no comment that may stand there already", async () => {
    const { context, written } = contextWith({ comments: noise(mostListed) });
    for (const _ of [1, 2])
      await expect(say(context)).rejects.toMatchObject({ failure: { kind: "refused", by: "comments" } });
    expect(written).toEqual([]);
  });

  it("still has the bot's own comment changed where that was seen", async () => {
    const own = { id: 3, author: self, body: "<!-- draftsmith:plan -->\nOld.", updatedAt: "" };
    const { context, written } = contextWith({ comments: [own, ...noise(mostListed - 1)] });
    await say(context);
    expect(written).toEqual(["<!-- draftsmith:plan -->\nHello.\n"]);
  });

  it("is whole with one comment less", async () => {
    const { context, written } = contextWith({ comments: noise(mostListed - 1) });
    await say(context);
    await say(context);
    expect(written).toHaveLength(1);
  });
});

describe("the freeze label on as many threads as are read", () => {
  const frozen = (count: number) => Array.from({ length: count }, (_, index) => ({ number: 100 + index }));

  it("counts as set on every thread", async () => {
    await expect(checkFreeze(contextWith({ frozen: frozen(mostListed) }).context, [1])).rejects.toMatchObject({
      failure: { kind: "refused", by: "freeze", message: expect.stringContaining("not known which") },
    });
  });

  it("is known with one less", async () => {
    await checkFreeze(contextWith({ frozen: frozen(mostListed - 1) }).context, [1]);
  });
});
