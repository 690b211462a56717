/** Serves a model endpoint that a person answers by hand: each request becomes a file, each reply is read from one beside it. */
import { resolve } from "node:path";
import { createModelMailbox } from "../src/offline/model-mailbox.ts";

const [dir, port = "0"] = process.argv.slice(2);
if (!dir) {
  process.stderr.write("mailbox: give a directory, and optionally a port\n");
  process.exit(2);
}
const mailbox = await createModelMailbox({ directory: resolve(dir), port: Number(port) });
process.stdout.write(`${mailbox.url}\n`);
