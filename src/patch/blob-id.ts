/** The name that git gives to the content of a file. */
import { createHash } from "node:crypto";

/** 40 hexadecimal digits (SHA-1). */
export const blobId = (bytes: Buffer): string =>
  createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
