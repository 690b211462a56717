/** What a decent model replies in the small example, in whatever attempt or round it is asked. */
import { readFileSync } from "node:fs";
import { type Recording, recordingSchema, type TurnKey } from "../../src/domain/recording.ts";
import type { Decent } from "../../src/offline/obedient/attack.ts";

/** For a head that holds the implementation already: what CI asked for is a word of explanation. */
const laterDiff = `--- a/src/greet.js
+++ b/src/greet.js
@@ -1,2 +1,3 @@
+/** "Ada, Bo and Cy" for the names; the world where there are none. */
 const join = (names) => {
   const [last = "world", ...others] = names.toReversed();
`;

const isImplemented = (texts: string[]): boolean =>
  texts.some((text) => /^(?:1\|)?const join = \(names\) => \{/.test(text));

/** A later round of a review finds nothing: its list of findings is frozen. */
const isLaterRound = ({ attempt }: TurnKey): boolean => attempt > 1;

export const readDecentReplies = (example: string): ((key: TurnKey, texts: string[]) => Decent | null) => {
  const recording: Recording = recordingSchema.parse(JSON.parse(readFileSync(`${example}/recording.json`, "utf8")));
  const replies = new Map(
    recording.entries.map(({ key, reply }) => [key.role, JSON.parse(reply.content) as Decent] as const),
  );
  return (key, texts) => {
    const reply = replies.get(key.role);
    if (reply === undefined) return null;
    if (key.role === "implementer" && isImplemented(texts))
      return { summary: "Says what join gives.", diff: laterDiff };
    return "findings" in reply && isLaterRound(key) ? { ...reply, findings: [] } : reply;
  };
};
