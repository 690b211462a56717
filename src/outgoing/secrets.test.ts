import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSecretScanner } from "./secrets.ts";

const secret = "Zq7-kd93_Xw81/pLm+4RtB0vYc6Hs2";
const scanner = createSecretScanner([secret]);

const spread = (text: string, separator: string) => [...text].join(separator);
const percent = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
const rot13 = (text: string) =>
  text.replace(/[a-z]/gi, (sign) => {
    const first = sign < "a" ? 65 : 97;
    return String.fromCharCode(((sign.charCodeAt(0) - first + 13) % 26) + first);
  });
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("live secrets", () => {
  it.each([
    ["plain", `the key is ${secret}!`],
    ["upper case", secret.toUpperCase()],
    ["twelve characters of the middle", `x${secret.slice(9, 21)}x`],
    ["without its first seven characters", secret.slice(7)],
    ["reversed", [...secret].reverse().join("")],
    ["hex", Buffer.from(secret).toString("hex")],
    ["upper-case hex", Buffer.from(secret).toString("hex").toUpperCase()],
    ["hex with colons", spread(Buffer.from(secret).toString("hex"), ":")],
    ["percent", percent(secret)],
    ["percent twice", percent(percent(secret))],
    [
      "every third sign percent twice",
      secret.replace(/(..)(.)/g, (_, two, sign) => two + percent(sign).replace("%", "%25")),
    ],
    ["partly percent", encodeURIComponent(secret)],
    ["JavaScript escapes", spread(secret, "").replace(/./g, (sign) => `\\u00${Buffer.from(sign).toString("hex")}`)],
    ["HTML references", secret.replace(/./g, (sign) => `&#${sign.charCodeAt(0)};`)],
    ["base64", base64(secret)],
    ["base64 after one byte", base64(`k${secret}`)],
    ["base64 after two bytes", base64(`k:${secret}`)],
    ["base64 of a document", base64(`{"token": "${secret}", "more": true}`)],
    ["base64url", Buffer.from(`??>${secret}`).toString("base64url")],
    ["spaces between", spread(secret, " ")],
    ["line ends between", spread(secret, "\n")],
    ["zero width between", spread(secret, "\u200B")],
    ["tag characters between", spread(secret, "\u{E0041}")],
    ["colours between", spread(secret, "\u001B[31m")],
    ["full-width letters", secret.replace(/[A-Za-z0-9]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0))],
    ["dots between", spread(secret, ".")],
    ["a concatenation", `"${secret.slice(0, 7)}" + "${secret.slice(7, 15)}" + "${secret.slice(15)}"`],
    ["a concatenation over lines", `+  "${secret.slice(0, 7)}" +\n+    "${secret.slice(7)}",`],
    ["base64 of base64", base64(`x${base64(`ab${secret}`)}`)],
    ["hex of an unfinished piece", Buffer.from(secret.slice(5, 17)).toString("hex")],
    ["rot13", rot13(secret)],
    ["rot13 without its punctuation", rot13(secret).replace(/[^a-z0-9]/gi, " ")],
    ["quoted-printable", [...Buffer.from(secret)].map((byte) => `=${byte.toString(16).toUpperCase()}`).join("")],
    ["partly quoted-printable", secret.replace(/[A-F]|\d/g, (sign) => `=${Buffer.from(sign).toString("hex")}`)],
    ["octal escapes", secret.replace(/[a-z]/g, (sign) => `\\${sign.charCodeAt(0).toString(8)}`)],
    ["named references", secret.replaceAll("_", "&lowbar;").replaceAll("+", "&plus;").replaceAll("/", "&sol;")],
    ["JSON escapes", JSON.stringify(secret).replaceAll("7", "\\u0037").replaceAll("k", "\\u006b")],
    ["JavaScript code points", secret.replace(/[A-Z]/g, (sign) => `\\u{${sign.charCodeAt(0).toString(16)}}`)],
    ["base64 with spaces between", [...base64(secret)].join(" ")],
    ["base64 reversed", [...base64(secret)].reverse().join("")],
    ["base64 of UTF-16", Buffer.from(secret, "utf16le").toString("base64")],
    ["gzip", gzipSync(secret).toString("base64")],
    ["bytes in hex", [...Buffer.from(secret)].map((byte) => `0x${byte.toString(16)}`).join(", ")],
    ["character codes", [...Buffer.from(secret)].join(", ")],
    ["bytes in octal", [...Buffer.from(secret)].map((byte) => byte.toString(8)).join(" ")],
    ["accents over every sign", spread(secret, "\u0301")],
    ["neighbours changed round", secret.replace(/(.)(.)/g, "$2$1")],
    ["uuencode", `>6G$W+6MD.3-?6'<X,2]P3&TK-%)T0C!V66,V2',R`],
    ["bits", [...Buffer.from(secret)].map((byte) => byte.toString(2).padStart(8, "0")).join(" ")],
    ["letters between", spread(secret, "x")],
    ["two letters between", spread(secret, "ab")],
    ["initials", spread(secret, "ello ")],
    ["first letters of lines", spread(secret, "ello\n")],
    ["last letters of lines", [...secret].map((sign) => `word ${sign}`).join("\n")],
    ["look-alikes", secret.replaceAll("p", "р").replaceAll("c", "с").replaceAll("X", "Х").replaceAll("H", "Н")],
    ["Markdown escapes", secret.replace(/[^A-Za-z0-9]/g, "\\$&")],
  ])("are seen as %s", (_, text) => {
    const padded = `first line\n${text}\nlast line`;
    expect(scanner.find(padded).map(({ kind }) => kind)).toContain("live secret");
    const redacted = scanner.redact(padded);
    expect(redacted).toBe("first line\n[redacted: live secret]\nlast line");
  });

  it("names the lines", () => {
    expect(scanner.find(`a\n\nb\n${secret}\nc\n${secret.slice(0, 15)}\n${secret.slice(15)}`)).toEqual([
      { kind: "live secret", line: 4, lastLine: 4 },
      { kind: "live secret", line: 6, lastLine: 7 },
    ]);
  });

  it("leave nothing behind when a piece of each encoding is cut out anywhere", () => {
    const sign = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
    const value = fc.array(sign, { minLength: 16, maxLength: 60 }).map((signs) => signs.join(""));
    const encode = fc.constantFrom<(piece: string) => string>(
      (piece) => piece,
      (piece) => [...piece].reverse().join(""),
      (piece) => Buffer.from(piece).toString("hex"),
      percent,
      base64,
      (piece) => base64(`a${piece}z`),
      (piece) => base64(`ab${piece}yz`),
    );
    fc.assert(
      fc.property(value, fc.nat(), encode, fc.string(), fc.string(), (whole, at, encoded, before, after) => {
        fc.pre(new Set(whole).size > 12);
        const start = at % (whole.length - 11);
        const piece = whole.slice(start, start + 12);
        fc.pre(new Set(piece.toLowerCase()).size > 2);
        const own = createSecretScanner([whole]);
        const text = `${before}\n${encoded(piece)}\n${after}`;
        expect(own.find(text)).not.toEqual([]);
        expect(own.find(own.redact(text))).toEqual([]);
        expect(own.redact(text).toLowerCase()).not.toContain(encoded(piece).toLowerCase());
      }),
    );
  });

  it("are not seen in text without them", () => {
    fc.assert(
      fc.property(
        fc.lorem({ maxCount: 200 }),
        (text) => scanner.find(text).length === 0 && scanner.redact(text) === text,
      ),
    );
  });

  it("below eight characters are ignored, and from eight on only seen whole", () => {
    expect(createSecretScanner(["", "1234567"]).find("1234567")).toEqual([]);
    const short = createSecretScanner(["hunter22"]);
    expect(short.find("my HUNTER22!")).toHaveLength(1);
    expect(short.find("hunter2")).toEqual([]);
    expect(short.find(base64("hunter22"))).toHaveLength(1);
  });

  it("do not make rows of one sign or the armour of any key suspicious", () => {
    const body = "QmFzZTY0Ym9keW9mYWtleTEyMzQ1Njc4OTA";
    const own = createSecretScanner([
      `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----`,
      "aaaaaaaaaaaaaaaaaaaaaaaa-b7",
    ]);
    expect(own.find("-----BEGIN PUBLIC KEY-----\nab\n-----END PUBLIC KEY-----\naaaaaaaaaaaaaaaaaaaa")).toEqual([]);
    expect(own.find(body)).toHaveLength(1);
  });
});

const filler = (length: number) => "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z".repeat(10).slice(0, length);
const hex = (length: number) => "0123456789abcdef".repeat(8).slice(0, length);

describe("formats", () => {
  const formats: [string, string][] = [
    ["GitHub token", `ghp_${filler(36)}`],
    ["GitHub token", `gho_${filler(36)}`],
    ["GitHub token", `ghs_${filler(36)}`],
    ["GitHub token", `ghs_1234567_eyJ${filler(30)}.eyJ${filler(200)}.${filler(200)}`],
    ["GitHub token", `github_pat_${filler(22)}_${filler(59)}`],
    ["GitLab token", `glpat-${filler(20)}`],
    ["AWS access key", `AKIA${"ABCDEFGH234567QR"}`],
    ["AWS secret key", `aws_secret_access_key = ${filler(40)}`],
    ["OpenAI key", `sk-proj-${filler(60)}`],
    ["OpenAI key", `sk-${filler(20)}T3BlbkFJ${filler(20)}`],
    ["Anthropic key", `sk-ant-api03-${filler(80)}`],
    ["Slack token", `xoxb-${"123456789012"}-${filler(24)}`],
    ["Slack webhook", `https://hooks.slack.com/services/T12345678/B12345678/${filler(24)}`],
    ["Discord webhook", `https://discord.com/api/webhooks/${"1".repeat(18)}/${filler(60)}`],
    ["private key", "-----BEGIN RSA PRIVATE KEY-----"],
    ["private key", "-----BEGIN PRIVATE KEY-----"],
    ["private key", "-----BEGIN PGP PRIVATE KEY BLOCK-----"],
    ["npm token", `npm_${filler(36)}`],
    ["npm token", `//registry.example/:_authToken=${hex(32)}`],
    ["PyPI token", `pypi-AgEIcHlwaS5vcmc${filler(60)}`],
    ["Google API key", `AIza${filler(35)}`],
    ["JSON web token", `eyJ${filler(30)}.eyJ${filler(40)}.${filler(40)}`],
    ["Stripe key", `sk_live_${filler(24)}`],
    ["Twilio key", `SK${hex(32)}`],
    ["SendGrid key", `SG.${filler(22)}.${filler(43)}`],
    ["Telegram token", `123456789:AA${filler(33)}`],
    ["DigitalOcean token", `dop_v1_${hex(64)}`],
    ["Docker token", `dckr_pat_${filler(27)}`],
    ["Hugging Face token", `hf_${"abcdefghijKLMNOPqrstuvwxyzABCDEFGH"}`],
    ["Azure secret", `abc8Q~${filler(31)}`],
    ["password in a URL", "postgres://app:s3cr3tPass@db.internal:5432/app"],
    ["assigned secret", `const apiKey = "${filler(30)}";`],
    ["assigned secret", `client_secret: '${filler(30)}'`],
  ];

  it.each(formats)("knows a %s: %s", (kind, text) => {
    expect(createSecretScanner([]).find(`before\n  value ${text}\nafter`)).toContainEqual({
      kind,
      line: 2,
      lastLine: kind === "private key" ? 3 : 2,
    });
  });

  it.each([
    hex(40),
    "550e8400-e29b-41d4-a716-446655440000",
    `"integrity": "sha512-${filler(86)}=="`,
    "AKIAIOSFODNN7EXAMPLE",
    "token: $" + "{{ secrets.GITHUB_TOKEN }}",
    'const token = process.env["GITHUB_TOKEN"];',
    "ghp_ tokens and ghp_xxx",
    'password: "changeme"',
    'password = "correct-horse-battery-staple"',
    "postgres://postgres:postgres@localhost:5432/test",
    "https://example.com:8080/@scope/name",
    "sk-learn and sk-something-with-many-dashes-in-it-and-words",
    "-----BEGIN CERTIFICATE-----",
    "const tokenLength = secretsTable.passwordColumnName.length;",
  ])("leaves %j alone", (text) => {
    expect(createSecretScanner([]).find(text)).toEqual([]);
  });

  it("sees a token with invisible characters in it", () => {
    expect(createSecretScanner([]).find(`ghp_${spread(filler(36), "\u2060")}`)).toHaveLength(1);
  });

  it("redacts a whole private key", () => {
    const key = `-----BEGIN EC PRIVATE KEY-----\n${filler(64)}\n${filler(20)}\n-----END EC PRIVATE KEY-----`;
    expect(createSecretScanner([]).redact(`a\n${key}\nb`)).toBe("a\n[redacted: private key]\nb");
    expect(createSecretScanner([]).redact(`a\n${key.slice(0, 60)}`)).toBe("a\n[redacted: private key]");
  });

  it.each([
    "ghp_",
    "eyJ",
    "eyJ.",
    "-----BEGIN ",
    "://a:",
    "aws key ",
    'secret="',
    "%25",
    "\\u",
    "&#",
    "\u001B[",
    "sk-",
    "token=",
    "a",
    " ",
    "\n",
  ])("ends on 256 KB of %j", (opener) => {
    const text = opener.repeat(262_144 / opener.length);
    expect(scanner.find(text).every(({ line }) => line > 0)).toBe(true);
  });
});

it("searches what it redacted again, since a note is text like any other", () => {
  const scanner = createSecretScanner(["redacted:GitHubtoken-9"]);
  const redacted = scanner.redact(`token ghp_${"aB3".repeat(12)} here`);
  expect(redacted).toBe("[redacted: live secret]");
  expect(scanner.find(redacted)).toEqual([]);
});
