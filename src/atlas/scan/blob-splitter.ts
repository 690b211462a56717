/** Cuts the output of `git cat-file --batch` into blobs. */

/** `bytes` is null for a blob that is missing, of another type, or too large. */
export type OnBlob = (index: number, bytes: Buffer | null) => void | Promise<void>;

const newline = 10;

/** Per object a line `<oid> <type> <size>` with the contents and a newline behind it, or `<oid> missing` alone. */
export class BlobSplitter {
  readonly #maxBytes: number;
  readonly #onBlob: OnBlob;
  #index = 0;
  /** A header that a chunk left open. */
  #header = "";
  /** Contents that still have to come, with the newline behind them; 0 between objects. */
  #missing = 0;
  /** Where contents are gathered that reach over several chunks; null while they are passed over. */
  #body: Buffer | null = null;

  constructor(maxBytes: number, onBlob: OnBlob) {
    this.#maxBytes = maxBytes;
    this.#onBlob = onBlob;
  }

  /** Gives a promise only when `onBlob` gave one; the rest of the chunk is cut when it has resolved. */
  push(chunk: Buffer): Promise<undefined> | undefined {
    return this.#cut(chunk, 0);
  }

  #cut(chunk: Buffer, start: number): Promise<undefined> | undefined {
    let at = start;
    while (at < chunk.length) {
      const { end, open } = this.#missing > 0 ? this.#gather(chunk, at) : this.#readObject(chunk, at);
      if (open) return open.then(() => this.#cut(chunk, end));
      at = end;
    }
    return undefined;
  }

  #readObject(chunk: Buffer, at: number): Step {
    const lineEnd = chunk.indexOf(newline, at);
    this.#header += chunk.toString("latin1", at, lineEnd < 0 ? chunk.length : lineEnd);
    if (lineEnd < 0) return { end: chunk.length };
    const [, type, digits] = this.#header.split(" ");
    this.#header = "";
    const start = lineEnd + 1;
    if (digits === undefined) return { end: start, open: this.#give(null) };
    const size = Number(digits);
    const isKept = type === "blob" && size <= this.#maxBytes;
    const end = start + size;
    if (end < chunk.length) return { end: end + 1, open: this.#give(isKept ? chunk.subarray(start, end) : null) };
    this.#missing = size + 1;
    this.#body = isKept ? Buffer.allocUnsafeSlow(size + 1) : null;
    return { end: start };
  }

  #gather(chunk: Buffer, at: number): Step {
    const end = Math.min(at + this.#missing, chunk.length);
    if (this.#body !== null) chunk.copy(this.#body, this.#body.length - this.#missing, at, end);
    this.#missing -= end - at;
    return this.#missing > 0 ? { end } : { end, open: this.#give(this.#body?.subarray(0, -1) ?? null) };
  }

  #give(bytes: Buffer | null): void | Promise<void> {
    this.#body = null;
    return this.#onBlob(this.#index++, bytes);
  }
}

/** Up to where the chunk is used, and what to wait for. */
type Step = { end: number; open?: void | Promise<void> };
