/** Knows packed and encrypted files by their first bytes, and opens those that need no key. */
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";

/** gzip, zlib, zip, xz, bzip2, zstd, lz4, 7z, OpenSSL's `enc`, age. */
const openers = [
  ...["1f8b08", "7801", "785e", "789c", "78da", "504b0304", "fd377a585a00", "425a68", "28b52ffd", "04224d18"],
  ...["377abcaf271c", Buffer.from("Salted__").toString("hex"), Buffer.from("age-encryption.org").toString("hex")],
].map((hex) => Buffer.from(hex, "hex"));

const maxUnpacked = 65_536;

/** True for bytes that begin as a packed or encrypted file does. */
export const isPacked = (bytes: Buffer): boolean =>
  openers.some((opener) => bytes.subarray(0, opener.length).equals(opener));

/** The first 64 KB of what was packed by gzip, deflate or brotli; null for everything else. */
export const unpack = (bytes: Buffer): Buffer | null => {
  for (const open of [gunzipSync, inflateSync, inflateRawSync, brotliDecompressSync]) {
    try {
      return open(bytes, { maxOutputLength: maxUnpacked });
    } catch {
      // Of another format, or more than is read.
    }
  }
  return null;
};
