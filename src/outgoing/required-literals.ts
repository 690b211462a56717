/** Reads from a regular expression the words without which it cannot match, so that most texts never meet it. */

const optional = /^(?:[?*]|\{0)/;
const quantifier = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/;

/** One of these stands in every match; null when nothing is sure. */
type Needs = readonly string[] | null;

const shortest = (needs: Needs): number => Math.min(...(needs ?? [""]).map(({ length }) => length));

const better = (a: Needs, b: Needs): Needs => (shortest(b) > shortest(a) ? b : a);

/** Behind the bracket that ends what opens at `from`. */
const endOf = (source: string, from: number): number => {
  let [depth, inClass] = [0, false];
  for (let at = from; at < source.length; at++) {
    const sign = source[at];
    if (sign === "\\") at++;
    else if (inClass) inClass = sign !== "]";
    else if (sign === "[") inClass = true;
    else if (sign === "(") depth++;
    else if (sign === ")") depth--;
    if (depth === 0 && !inClass) return at + 1;
  }
  return source.length;
};

const alternativesOf = (source: string): string[] => {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < source.length; ) {
    const sign = source[at];
    if (sign === "|") {
      parts.push(source.slice(from, at));
      from = at + 1;
    }
    at = sign === "\\" ? at + 2 : sign === "(" || sign === "[" ? endOf(source, at) : at + 1;
  }
  return [...parts, source.slice(from)];
};

const needsOfSequence = (source: string): Needs => {
  let [best, run]: [Needs, string] = [null, ""];
  const close = (needs: Needs = null): void => {
    best = better(better(best, run === "" ? null : [run]), needs);
    run = "";
  };
  for (let at = 0; at < source.length; ) {
    const sign = source.charAt(at);
    const isGroup = sign === "(" || sign === "[";
    const end = isGroup ? endOf(source, at) : at + (sign === "\\" ? 2 : 1);
    const count = quantifier.exec(source.slice(end))?.[0] ?? "";
    const piece = source.slice(at, end);
    const literal = /^(?:[^\\.^$]|\\[^A-Za-z0-9])$/.test(piece) ? piece.slice(-1) : null;
    if (literal !== null && count === "") run += literal;
    else if (literal !== null && !optional.test(count)) {
      run += literal;
      close();
    } else if (sign === "(" && !optional.test(count) && !/^\(\?(?:<?[=!])/.test(piece))
      close(needsOf(piece.slice(1, -1).replace(/^\?(?::|<\w+>)/, "")));
    else close();
    at = end + count.length;
  }
  close();
  return best;
};

const needsOf = (source: string): Needs => {
  const needs = alternativesOf(source).map(needsOfSequence);
  return needs.includes(null) ? null : needs.flatMap((each) => each ?? []);
};

/**
 * Words of which every match of the pattern holds at least one, in lower case where the pattern ignores case;
 * null when it may match without any.
 */
export const requiredLiterals = ({ source, ignoreCase }: RegExp): readonly string[] | null => {
  const needs = needsOf(source);
  return ignoreCase ? (needs?.map((word) => word.toLowerCase()) ?? null) : needs;
};
