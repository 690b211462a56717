/** Marks text that a stranger could have written, until it is decoded, encoded for a prompt, or screened for output. */
declare const untrusted: unique symbol;

/** Text from issues, comments, models, logs or repository files. It is a string at run time. */
export type Untrusted = string & { readonly [untrusted]?: true };
