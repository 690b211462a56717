import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ModelEndpoint } from "./model-endpoint.ts";
import { createModelMailbox } from "./model-mailbox.ts";

let directory: string;
let mailbox: ModelEndpoint;
const open = async (timeoutMs = 10_000) => {
  mailbox = await createModelMailbox({ directory, timeoutMs, pollMs: 5 });
};
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "draftsmith-mailbox-"));
});
afterEach(async () => {
  await mailbox.close();
  await rm(directory, { recursive: true });
});

type Reply = { choices?: { message: { content: string } }[]; error?: { message: string } };

const ask = async (body: object = {}, call = "7/planner/plan/1/2/0") => {
  const response = await fetch(`${mailbox.url}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-draftsmith-call": call },
    body: JSON.stringify({ model: "m", messages: [{ role: "user", content: "Plan it." }], ...body }),
  });
  return (await response.json()) as Reply;
};

const letterOf = async (pattern: RegExp): Promise<string> => {
  for (;;) {
    const letter = (await readdir(directory)).find((file) => pattern.test(file) && file.endsWith(".request.md"));
    if (letter) return join(directory, letter);
    await wait(5);
  }
};

const answer = async (text: string, pattern = /./) => {
  const letter = await letterOf(pattern);
  await writeFile(letter.replace(".request.md", ".reply.md"), text);
  return letter;
};

describe("the mailbox", () => {
  it("turns a request into a letter and its answer into a reply", async () => {
    await open();
    const [reply, letter] = await Promise.all([ask(), answer('{"title":"x"}\n')]);
    expect(letter).toBe(join(directory, "001-planner-plan-1-2-0.request.md"));
    expect(await readFile(letter, "utf8")).toBe("# user\n\nPlan it.\n");
    expect(reply).toMatchObject({
      model: "m",
      choices: [{ finish_reason: "stop", message: { content: '{"title":"x"}' } }],
      usage: { completion_tokens: 4 },
    });
  });

  it("turns a document of tool calls into tool calls", async () => {
    await open();
    const document = '```json\n{"tool_calls": [{"name": "read", "arguments": {"path": "a"}}]}\n```\n';
    const [reply] = await Promise.all([ask(), answer(document)]);
    expect(reply).toMatchObject({
      choices: [
        {
          finish_reason: "tool_calls",
          message: {
            content: null,
            tool_calls: [{ type: "function", function: { name: "read", arguments: '{"path":"a"}' } }],
          },
        },
      ],
    });
  });

  it("writes tools and schema at the end of the letter, and results in the conversation", async () => {
    await open();
    const tools = [
      { type: "function", function: { name: "read", description: "Reads a file.", parameters: { type: "object" } } },
    ];
    const response_format = { type: "json_schema", json_schema: { name: "plan", schema: { type: "object" } } };
    const messages = [
      { role: "system", content: "You plan." },
      {
        role: "assistant",
        content: "",
        tool_calls: [{ id: "c1", type: "function", function: { name: "read", arguments: "{}" } }],
      },
      { role: "tool", tool_call_id: "c1", content: "the file" },
    ];
    const [, letter] = await Promise.all([ask({ tools, response_format, messages }), answer("ok")]);
    const headings = (await readFile(letter, "utf8")).split("\n").filter((line) => line.startsWith("#"));
    expect(headings).toEqual([
      "# system",
      "# assistant",
      "# tool (result of c1)",
      "# How to call tools instead of answering",
      "## read",
      "# The answer: one JSON document, `plan`, that fits this schema",
    ]);
  });

  it("never answers from a letter of an earlier time", async () => {
    await writeFile(join(directory, "001-planner-plan-1-2-0.reply.md"), "stale");
    await open();
    const [reply] = await Promise.all([ask(), answer("fresh", /^002-/)]);
    expect(reply).toMatchObject({ choices: [{ message: { content: "fresh" } }] });
  });

  it("answers several requests, each with its own letter", async () => {
    await open();
    const [plan, review] = await Promise.all([
      ask({}, "7/planner/plan/1/1/0"),
      ask({}, "7/reviewer/review/1/1/0"),
      answer("the review", /reviewer/),
      answer("the plan", /planner/),
    ]);
    expect([plan, review].map((reply) => reply.choices?.[0]?.message.content)).toEqual(["the plan", "the review"]);
  });

  it("gives up when nobody answers", async () => {
    await open(30);
    expect(await ask()).toMatchObject({ error: { message: "Nobody answered 001-planner-plan-1-2-0 within 30 ms." } });
  });
});
