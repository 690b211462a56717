/** `{a,b}` written out, in bounds: `src/{a,b{,c}}.ts` stands for three globs. */

/** More than any list of names has. */
export const maxAlternatives = 200;

type Braces = { start: number; end: number; parts: string[] };

/** The first braces that hold a comma and are closed; all others are plain characters. */
const findBraces = (glob: string): Braces | null => {
  const open: { start: number; commas: number[] }[] = [];
  let inSet = false;
  let first: Braces | null = null;
  for (let at = 0; at < glob.length; at++) {
    const char = glob[at];
    if (char === "[") inSet = glob.includes("]", at + 2);
    else if (char === "]") inSet = false;
    if (inSet) continue;
    if (char === "{") open.push({ start: at, commas: [] });
    else if (char === ",") open.at(-1)?.commas.push(at);
    else if (char === "}") {
      const { start, commas } = open.pop() ?? { start: -1, commas: [] };
      if (commas.length === 0) continue;
      const cuts = [start, ...commas, at];
      first = { start, end: at, parts: cuts.slice(1).map((cut, i) => glob.slice((cuts[i] ?? 0) + 1, cut)) };
      break;
    }
  }
  return first;
};

/** The globs that it stands for, innermost braces first; null when there are more than 200. */
export const expandBraces = (glob: string): string[] | null => {
  const done: string[] = [];
  const left = [glob];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    const braces = findBraces(one);
    if (braces === null) done.push(one);
    else for (const part of braces.parts) left.push(one.slice(0, braces.start) + part + one.slice(braces.end + 1));
    if (done.length + left.length > maxAlternatives) return null;
  }
  return done;
};
