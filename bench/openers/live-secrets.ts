/** Live secrets as a run has them: a token, two keys, a webhook secret and a private key. */
import { createSecretScanner } from "../../src/outgoing/secrets.ts";

const keyLine = (_: unknown, line: number): string =>
  `${line}hT4kq/W2nB+x7Zr9mC0vLs5yPd3gJf8aEe1uKoQi6XtRbNwH${line}VcMz`;

export const liveSecrets = [
  `ghs_${"1a2B3c4D5e6F7g8H9i0J".repeat(2)}`.slice(0, 40),
  "Zq7-kd93_Xw81/pLm+4RtB0vYc6Hs2",
  `sk-test-${"0pQ9rS8tU7vW6xY5z".repeat(3)}`,
  "whk-51c0ffee51c0ffee51c0ffee51c0ffee",
  `-----BEGIN RSA KEY-----\n${Array.from({ length: 24 }, keyLine).join("\n")}\n-----END RSA KEY-----`,
];

export const scanner = createSecretScanner(liveSecrets);
