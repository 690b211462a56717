/** Parses package URLs, such as `pkg:npm/%40scope/name@1.0.0?vcs_url=…`, as far as comparing components needs them. */
import type { Untrusted } from "../../domain/untrusted.ts";

export type Purl = {
  /** Lower case, such as `npm`. */
  type: string;
  /** Namespace and name, decoded, such as `@scope/name`. */
  name: string;
  version: string | null;
  qualifiers: ReadonlyMap<string, string>;
};

const maxLength = 4_000;

/** Null when the text is no package URL. */
export const parsePurl = (text: Untrusted): Purl | null => {
  if (text.length > maxLength || !/^pkg:/i.test(text)) return null;
  const [beforeSubpath = ""] = text.slice(4).split("#", 1);
  const [path, query] = splitOnce(beforeSubpath.replace(/^\/{1,2}/, ""), "?");
  const slash = path.indexOf("/");
  if (slash < 1) return null;
  const full = path.slice(slash + 1);
  // A version comes after the last slash; a scope that was not encoded has its `@` before it.
  const at = full.indexOf("@", full.lastIndexOf("/") + 1);
  const name = decode(at > 0 ? full.slice(0, at) : full);
  if (name === "") return null;
  return {
    type: path.slice(0, slash).toLowerCase(),
    name,
    version: at > 0 ? decode(full.slice(at + 1)) : null,
    qualifiers: new Map(query.split("&").map((pair) => decodePair(pair))),
  };
};

const splitOnce = (text: string, mark: string): [string, string] => {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
};

const decodePair = (pair: string): [string, string] => {
  const [key, value] = splitOnce(pair, "=");
  return [key.toLowerCase(), decode(value)];
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
