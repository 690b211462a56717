import { expect, it } from "vitest";
import { segmentReferences } from "./references.ts";

it.each(["mailto:maria", "xmpp:maria", "javascript:alert", "data:text/html,x", "VBScript:x", "@maria", "#12", "GH-12"])(
  "takes %s for a live word",
  (word) => {
    expect(segmentReferences(`see ${word} now`)).toEqual([
      { isActive: false, text: "see " },
      { isActive: true, text: word },
      { isActive: false, text: " now" },
    ]);
  },
);

it("leaves words that only look like one", () => {
  const text = "the data: a#b, GHOST-1, and a mail to maria";
  expect(segmentReferences(text)).toEqual([{ isActive: false, text }]);
});
