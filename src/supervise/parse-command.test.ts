/** The grammar of commands in comments: what is one, and all that only looks like one. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeCommand } from "./judge-command.ts";
import { isOrder, parseCommand } from "./parse-command.ts";

describe("is a command", () => {
  it.each([
    ["/draftsmith stop", { verb: "stop", text: "" }],
    ["/draftsmith continue", { verb: "continue", text: "" }],
    ["/draftsmith retry  ", { verb: "retry", text: "" }],
    ["/draftsmith stop\r\nThis goes the wrong way.", { verb: "stop", text: "" }],
    ["/draftsmith answer Yes, both.", { verb: "answer", text: "Yes, both." }],
    ["/draftsmith answer 1. Ja.\n2. Größer als null.\n", { verb: "answer", text: "1. Ja.\n2. Größer als null." }],
  ])("%j", (body, command) => {
    expect(parseCommand(body)).toEqual(command);
  });
});

describe("is no command", () => {
  it.each([
    ["a quote", "> /draftsmith stop"],
    ["a fence", "```\n/draftsmith stop\n```"],
    ["a code span", "`/draftsmith stop`"],
    ["indented code", "    /draftsmith stop"],
    ["one space before", " /draftsmith stop"],
    ["an HTML comment", "<!--\n/draftsmith stop\n-->"],
    ["a comment before", "<!-- x -->/draftsmith stop"],
    ["the second line", "\n/draftsmith stop"],
    ["the last line", "Thanks!\n/draftsmith stop"],
    ["a list", "- /draftsmith stop"],
    ["capitals", "/Draftsmith stop"],
    ["a verb in capitals", "/draftsmith STOP"],
    ["two spaces", "/draftsmith  stop"],
    ["a tab", "/draftsmith\tstop"],
    ["a space that only looks like one", "/draftsmith\u00a0stop"],
    ["look-alike letters", "/draftsm\u0456th stop"],
    ["full-width letters", "\uff0fdraftsmith stop"],
    ["a look-alike verb", "/draftsmith st\u043ep"],
    ["zero width inside", "/draftsmith st\u200bop"],
    ["zero width before", "\u200b/draftsmith stop"],
    ["a byte order mark", "\ufeff/draftsmith stop"],
    ["more words", "/draftsmith stop now"],
    ["another verb", "/draftsmith approve"],
    ["no verb", "/draftsmith"],
    ["a longer verb", "/draftsmith stopped"],
    ["an answer without text", "/draftsmith answer \nyes"],
    ["a lone carriage return", "/draftsmith stop\rx"],
    ["another line separator", "/draftsmith stop\u2028"],
    ["an escape", "\\/draftsmith stop"],
    ["a mention", "@draftsmith stop"],
    ["nothing", ""],
  ])("%s", (_, body) => {
    expect(parseCommand(body)).toBeNull();
  });

  it("whatever stands before or inside a valid one", () => {
    const verb = fc.constantFrom("stop", "continue", "retry", "answer yes");
    fc.assert(
      fc.property(verb, fc.string({ minLength: 1, unit: "binary" }), fc.nat(18), (word, noise, at) => {
        const whole = `/draftsmith ${word}`;
        fc.pre(!noise.startsWith("/draftsmith "));
        expect(parseCommand(`${noise}${whole}`)).toBeNull();
        const broken = `${whole.slice(0, at % 13)}${noise}${whole.slice(at % 13)}`;
        fc.pre(!broken.startsWith("/draftsmith "));
        expect(parseCommand(broken)).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });

  it("any first line but the exact ones, whatever its letters", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."/draftsmith scontiue yrp \n\t>`-") }), (body) => {
        const parsed = parseCommand(body);
        if (parsed === null || parsed.verb === "answer") return;
        expect(body.split("\n", 1)[0]?.trimEnd()).toBe(`/draftsmith ${parsed.verb}`);
      }),
      { numRuns: 2_000 },
    );
  });
});

it("tells orders from answers", () => {
  expect(["/draftsmith stop", "/draftsmith answer x", "stop"].map(isOrder)).toEqual([true, false, false]);
});

it("reads sixty-four kilobytes of any opener before the test times out", () => {
  for (const opener of ["/draftsmith ", "/draftsmith stop", "/draftsmith answer ", " ", "\t", "\n", "> "])
    for (const start of ["", "/draftsmith stop", "/draftsmith answer "]) parseCommand(start + opener.repeat(65_536));
});

describe("who gives it, and when", () => {
  const maria = { id: 10, login: "maria", type: "User" };
  const at = "2026-03-01T10:00:00Z";
  const comment = { author: maria, body: "/draftsmith stop", createdAt: at, updatedAt: at };
  const self = { id: 1 };

  it("a new comment by a person", () => {
    expect(judgeCommand(comment, self)).toEqual({ ok: true, value: { verb: "stop", text: "" } });
  });

  it.each([
    ["an app", { author: { ...maria, type: "Bot" } }, "not a person"],
    ["a name of an app", { author: { ...maria, login: "helper[bot]" } }, "not a person"],
    ["an organisation", { author: { ...maria, type: "Organization" } }, "not a person"],
    ["the bot itself", { author: { ...maria, id: 1 } }, "not a person"],
    ["a deleted account", { author: { id: 0, login: "ghost", type: "User" } }, "not known"],
    ["an edited comment", { updatedAt: "2026-03-01T10:00:01Z" }, "edited"],
    ["other words", { body: "please stop" }, "no command"],
  ])("not %s", (_, change, reason) => {
    expect(judgeCommand({ ...comment, ...change }, self)).toEqual({
      ok: false,
      error: expect.stringContaining(reason),
    });
  });
});
