/** What the file system says about a failed call, in one word. */

/** Such as `ENOENT`; the whole message of an error without a code. */
export const errorCodeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);
