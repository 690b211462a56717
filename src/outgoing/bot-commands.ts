/** Lines that other bots take for a command, told from sentences that only speak of such a bot. */

const slash = /^\/[a-z][\w-]*(?=\s|$)/i;
const bang = /^![a-z][\w-]*(?=\s|$)/i;
const merger =
  /^(?:bors|homu|rust-?bors|mergifyio|mergify)[:,]?[ \t]+(?:r[+=-]|d[+=-]|p=|(?:try|merge|merge\+|delegate\S*|retry|cancel|ping|squash|single|queue|requeue|refresh|rebase|update|backport|dequeue)(?=[\s+=-]|$))/i;
/** These read a whole comment, whatever stands between the words; an underscore is a letter to them. */
const builder =
  /^(?:(?:@?[a-z][\w-]*[,:]?[ \t]+)?(?:(?:re)?test this please|ok to test|add to whitelist)|(?:re-?test|re-?check|re-?run)(?: this| all| tests?)?(?: please)?|jenkins[,:]? (?:please )?(?:(?:re-?)?(?:test|build|check|run)\b.*|rebuild\b.*|add to whitelist))[.! \t]*$/i;

/** A line that begins with a command, in a form that no bot acts on, and what stands behind it. */
export type BotCommand = { command: string; rest: string };

/** Null for a line that no bot acts on. */
export const findBotCommand = (line: string): BotCommand | null => {
  const text = line.trim();
  if (text.length < 500 && builder.test(text)) return { command: text.replace(/[ \t]+/g, "_"), rest: "" };
  const command = [slash, bang, merger].map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined);
  return command === undefined ? null : { command, rest: text.slice(command.length) };
};
