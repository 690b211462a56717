import { createHash } from "node:crypto";
import { deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { findOpaque } from "./find-opaque.ts";
import { redactText } from "./redact-text.ts";
import { createSecretScanner } from "./secrets.ts";

/** Bytes that look random and are the same in every run. */
const bytes = (length: number, seed = "a"): Buffer => {
  const parts: Buffer[] = [];
  for (let index = 0; index * 64 < length; index++) parts.push(createHash("sha512").update(`${seed}${index}`).digest());
  return Buffer.concat(parts).subarray(0, length);
};
const scanner = createSecretScanner([]);

describe("data that nobody can read", () => {
  it.each([
    ["base64", bytes(150).toString("base64")],
    ["base64url", bytes(150).toString("base64url")],
    ["hex", bytes(120).toString("hex")],
    ["base64 in lines", bytes(300).toString("base64").replace(/.{76}/g, "$&\n")],
    ["base64 in words", bytes(300).toString("base64").replace(/.{20}/g, "$& ")],
    ["gzip", gzipSync("a few words").toString("base64")],
    ["zlib", deflateSync("a few words, some of them again and again").toString("base64")],
    ["gzip in hex", gzipSync("a few words").toString("hex")],
    ["encrypted by OpenSSL", Buffer.concat([Buffer.from("Salted__"), bytes(32)]).toString("base64")],
    [
      "many signs",
      [...bytes(400)]
        .map((byte) => String.fromCharCode(33 + (byte % 94)))
        .join("")
        .replace(/[\s,"'`()[\]{}<>|]/g, "~"),
    ],
  ])("%s is replaced with its lines", (_, data) => {
    const text = `before\n${data.trim()}\nafter`;
    expect(findOpaque(text)).not.toEqual([]);
    const shown = redactText(text, scanner);
    expect(shown).toMatch(/^before\n(?:.*\n)*\[redacted: opaque data\]\n(?:.*\n)*after$/);
    expect(shown).not.toContain(data.slice(0, 60));
    expect(redactText(shown, scanner)).toBe(shown);
  });

  it.each([
    ["a hash of 64 bytes in hex", bytes(64).toString("hex")],
    ["an integrity hash", `"integrity": "sha512-${bytes(64).toString("base64")}"`],
    ["a list of commits", Array.from({ length: 30 }, (_, index) => bytes(20, `${index}`).toString("hex")).join("\n")],
    ["a long path", "/home/runner/work/some/Project2/src/components/DatePicker/".repeat(5)],
    ["long names", "JsonSchema7StringType | JsonSchema7ArrayType | ".repeat(20)],
    ["minified code", 'function(e,t){return e&&t?e.map((n)=>n.id).join(","):null}'.repeat(10)],
    ["one sign again and again", "a".repeat(5_000)],
    ["a URL with parameters", `https://acme.test/find?${"name=value&other=thing&".repeat(20)}`],
    ["prose", "It reads the file, writes the report and says what it cost. ".repeat(40)],
  ])("%s stays", (_, text) => expect(redactText(text, scanner)).toBe(text));
});
