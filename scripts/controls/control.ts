/** What the register of controls is made of: a control of the threat model, where it lives, what proves it, and how to break it on purpose. */

type Target = { rule: string; file: string; tests: readonly string[] };

/** One rule taken out: `from`, which stands once in the file, becomes `to`. */
export type Replacement = Target & { from: string; to: string };

/**
 * Several rules taken out, one at a time, all inside of the constant that `in` names:
 * `entries`, the elements of its first array or object; `words`, those of its strings and templates;
 * `checks`, the `if` statements of its function; `terms`, the operands of its longest chain of `&&` or `||`.
 */
export type Removal = Target & { each: "entries" | "words" | "checks" | "terms"; in: string };

export type Break = Replacement | Removal;

export type Control = {
  /** As the threat model names it. */
  id: string;
  /** What holds, in one line for a reader who does not know the code. */
  holds: string;
  /** Files or folders, from the root of the repository. */
  where: readonly string[];
  /** The test files that prove it. */
  tests: readonly string[];
  /** Empty only where `unbroken` says why no edit of a file takes the rule out. */
  breaks: readonly Break[];
  unbroken?: string;
};
