/** A part of a reply that may hold a unified diff, and its lines without what the transport added to them. */

export type DiffPiece = {
  /** `at` is the 1-based line of the reply. */
  lines: { text: string; at: number }[];
  /** The file that something around the piece names, for pieces that name none. */
  path: string | null;
  /** A closing mark ends the piece: it is not cut off. */
  isClosed: boolean;
  /** Nothing but the diff is expected inside. */
  isFenced: boolean;
};

const isFileHeader = (text: string): boolean =>
  text.startsWith("diff --git ") || text.startsWith("--- ") || text.startsWith("+++ ") || text.startsWith("Index: ");

/** Headers hold no text of files, so a carriage return at their end was added to every line of the diff. */
const isReturned = (lines: DiffPiece["lines"]): boolean => {
  for (const { text } of lines) {
    if (isFileHeader(text)) return text.endsWith("\r");
    if (text.startsWith("@@")) return text.endsWith("@@\r");
  }
  return false;
};

/** The lines of the piece; one carriage return goes from each where the diff's own headers have one too. */
export const readTexts = ({ lines }: DiffPiece): string[] => {
  const withoutReturn = isReturned(lines);
  const texts = lines.map(({ text }) => (withoutReturn && text.endsWith("\r") ? text.slice(0, -1) : text));
  if (texts[0]?.startsWith("\uFEFF")) texts[0] = texts[0].slice(1);
  return texts;
};
