/** What every peer is given: the text of the reply's fenced blocks that look like a diff, else the reply as it is. */

const opening = /^ {0,3}(`{3,}|~{3,})/;

type Block = { lines: string[]; info: string };

/** Plain fence extraction, as tools around models do it; an unclosed fence reaches to the end. */
const readBlocks = (reply: string): Block[] => {
  const blocks: Block[] = [];
  let open: (Block & { fence: string }) | null = null;
  for (const line of reply.split("\n")) {
    const fence: string | undefined = opening.exec(line)?.[1];
    if (open) {
      const isEnd =
        fence !== undefined && fence[0] === open.fence[0] && fence.length >= open.fence.length && line.trim() === fence;
      if (isEnd) open = null;
      else open.lines.push(line);
    } else if (fence !== undefined) {
      open = { fence, lines: [], info: line.trim().slice(fence.length).trim() };
      blocks.push(open);
    }
  }
  return blocks;
};

const looksLikeDiff = ({ lines, info }: Block): boolean =>
  /^(?:diff|patch|udiff)\b/i.test(info) || lines.some((line) => /^(?:diff --git |--- |\+\+\+ |@@)/.test(line));

const startsDiff = /^(?:diff --git |--- .*\n\+\+\+ )/m;

/** A diff in front of the first fence is not in one; what then looks like a fence is part of it. */
export const readFences = (reply: string): string => {
  const bare = reply.search(startsDiff);
  const fence = reply.search(/^ {0,3}(?:```|~~~)/m);
  if (bare >= 0 && (fence < 0 || bare < fence)) return reply;
  const blocks = readBlocks(reply).filter(looksLikeDiff);
  return blocks.length === 0 ? reply : blocks.map(({ lines }) => `${lines.join("\n")}\n`).join("");
};
