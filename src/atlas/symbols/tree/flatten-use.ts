/** Reads the tree behind Rust's `use` as a flat list. */

export type UsedNames = { path: string; names: string[] };

const maxDepth = 20;
/** Of one path. */
const maxLength = 300;

/** Without blanks, and without the name behind `as`. */
const withoutAlias = (part: string): string => {
  const words = part.trim().split(/\s+/);
  return (words.length > 2 && words.at(-2) === "as" ? words.slice(0, -2) : words).join("");
};

/**
 * `a::{b, c::{self, d as e}}` gives a: b and a::c: self, d. The last part is always a name, `*` included;
 * a lone crate has no names.
 */
export const flattenUse = (tree: string): UsedNames[] => {
  const found = new Map<string, string[]>();
  const add = (prefix: string, part: string) => {
    const text = withoutAlias(part);
    if (text === "" || prefix.length + text.length > maxLength) return;
    const whole = prefix + text;
    const cut = whole.lastIndexOf("::");
    const path = cut <= 0 ? whole.replace(/^::/, "") : whole.slice(0, cut).replace(/^::/, "");
    const names = found.get(path) ?? [];
    if (cut > 0) names.push(whole.slice(cut + 2));
    found.set(path, names);
  };
  const prefixes = [""];
  const source = tree.replace(/\/\*[^*]*\*\/|\/\/[^\n]*/g, " ");
  let from = 0;
  for (let at = 0; at <= source.length; at += 1) {
    const char = source.charAt(at);
    if (char !== "{" && char !== "}" && char !== "," && char !== "") continue;
    const prefix = prefixes.at(-1) ?? "";
    const part = source.slice(from, at);
    from = at + 1;
    if (char === "{") prefixes.push(prefixes.length > maxDepth ? prefix : prefix + part.replace(/\s+/g, ""));
    else {
      add(prefix, part);
      if (char === "}" && prefixes.length > 1) prefixes.pop();
    }
  }
  return [...found].map(([path, names]) => ({ path, names }));
};
