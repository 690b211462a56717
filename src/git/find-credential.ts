/** Finds a credential in the configuration of a git repository, as a checkout may leave it there. */

/** 1-based line, and what stands there; never the credential. */
export type Credential = { line: number; what: string };

const userInfo = /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/@"]{1,4000}@/i;

/** The account of a remote over SSH, such as `ssh://git@host`: its key is no part of the file. */
const account = /\bssh:\/\/[\w.-]{1,100}@/gi;

const keys: [RegExp, (value: string) => boolean, string][] = [
  [/^extraheader$/i, (value) => /authorization|token|bearer|basic/i.test(value), "a header that carries a token"],
  [
    /^(?:cookiefile|sslkey|sslcertpasswordprotected)$/i,
    (value) => value !== "" && value !== "false",
    "a file with credentials",
  ],
  [/^path$/i, (value) => /credential/i.test(value), "a file with credentials"],
  [/^(?:password|token)$/i, (value) => value !== "", "a password"],
  [/^helper$/i, (value) => /password|token|\bstore\s+--file\b/i.test(value), "a helper that gives a credential"],
];

const split = (line: string): [key: string, value: string] => {
  const at = line.indexOf("=");
  return at < 0 ? [line.trim(), ""] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
};

/** `text` is a `.git/config`. Null when it holds none. Linear. */
export const findCredential = (text: string): Credential | null => {
  for (const [index, line] of text.split("\n").entries()) {
    const trimmed = line.trim();
    if (trimmed.startsWith("#") || trimmed.startsWith(";")) continue;
    if (userInfo.test(trimmed.replace(account, "")))
      return { line: index + 1, what: "an address with a user or token in it" };
    const [key, value] = split(trimmed.replace(/^\[[^\]]{0,1000}\]\s*/, ""));
    const found = keys.find(([name, isCredential]) => name.test(key) && isCredential(value));
    if (found !== undefined) return { line: index + 1, what: found[2] };
  }
  return null;
};
