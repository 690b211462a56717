/** Keeps the last bytes of a stream in bounded memory. */

export type Tail = {
  push: (chunk: Buffer) => void;
  /** More than the limit has been pushed. */
  isOver: () => boolean;
  /** The last `limit` bytes as UTF-8, without a character that was cut at the start. */
  text: () => string;
};

export const createTail = (limit: number): Tail => {
  let chunks: Buffer[] = [];
  let held = 0;
  let total = 0;
  return {
    push: (chunk) => {
      chunks.push(chunk);
      held += chunk.length;
      total += chunk.length;
      if (held > 2 * limit) {
        const kept = Buffer.concat(chunks).subarray(-limit);
        chunks = [kept];
        held = kept.length;
      }
    },
    isOver: () => total > limit,
    text: () => {
      let bytes = Buffer.concat(chunks).subarray(-limit);
      if (total > limit) while (bytes.length > 0 && ((bytes[0] ?? 0) & 0xc0) === 0x80) bytes = bytes.subarray(1);
      return bytes.toString("utf8");
    },
  };
};
