/** Cuts the output of `git log` with names into commits while it arrives. */
import { toOneLine } from "../../outgoing/visible-text.ts";
import { hideAddresses } from "./hide-addresses.ts";
import type { Commit } from "./history.ts";
import { isBotName } from "./is-bot.ts";

/**
 * With `-z --name-only`: an empty field begins a commit, another ends its message, and a line end stands before its first name.
 * No field can hold a NUL and no name is empty, so nothing that people wrote is taken for a border.
 */
export const logFormat = "--format=%x00%ct%x00%aN%x00%s%x00%b%x00";

const maxFiles = 50;
const maxName = 100;
const maxBody = 2_000;
const maxSubject = 500;
/** Longer fields are cut; a character may take four bytes. */
const maxFieldBytes = 4 * maxBody;

const firstFile = 6;

export class LogParser {
  readonly commits: Commit[] = [];
  /** A field that a chunk left open. */
  #partial: Buffer = Buffer.alloc(0);
  /** How many fields of the present commit were read. */
  #fields = 0;
  #commit = emptyCommit();
  #touched = 0;
  readonly #names = new Map<string, string>();

  push(chunk: Buffer): undefined {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      const last = Math.min(end, start + maxFieldBytes);
      this.#add(
        this.#partial.length > 0 ? this.#join(chunk.subarray(start, last)) : chunk.toString("utf8", start, last),
      );
      start = end + 1;
    }
    if (start < chunk.length)
      this.#partial = Buffer.concat([this.#partial, chunk.subarray(start)]).subarray(0, maxFieldBytes);
  }

  #join(rest: Buffer): string {
    const field = Buffer.concat([this.#partial, rest]).toString("utf8");
    this.#partial = Buffer.alloc(0);
    return field;
  }

  #add(field: string): void {
    if (field === "" && this.#fields >= firstFile) this.#fields = 0;
    const index = this.#fields++;
    const commit = this.#commit;
    if (index === 1) commit.time = Number(field) || 0;
    else if (index === 2) {
      commit.author = this.#nameOf(field);
      commit.isBot = isBotName(field);
    } else if (index === 3) commit.subject = hideAddresses(field).slice(0, maxSubject);
    else if (index === 4) {
      commit.body = hideAddresses(field.trimEnd()).slice(0, maxBody);
      this.commits.push(commit);
    } else if (index >= firstFile) this.#addFile(index === firstFile ? field.replace(/^\n/, "") : field);
    else if (index === 0) {
      this.#commit = emptyCommit();
      this.#touched = 0;
    }
  }

  /** Few people make many commits. */
  #nameOf(field: string): string {
    const known = this.#names.get(field);
    if (known !== undefined) return known;
    const name = toOneLine(hideAddresses(field)).slice(0, maxName).toWellFormed();
    this.#names.set(field, name);
    return name;
  }

  /** Names that are not UTF-8 come out with replacement characters and match no tracked path. */
  #addFile(path: string): void {
    if (++this.#touched <= maxFiles) this.#commit.files.push(path);
    else if (!this.#commit.isSweeping) {
      this.#commit.isSweeping = true;
      this.#commit.files = [];
    }
  }
}

const emptyCommit = (): Commit => ({
  time: 0,
  author: "",
  isBot: false,
  subject: "",
  body: "",
  files: [],
  isSweeping: false,
});
