/** Data inside an HTML comment on GitHub: JSON that can neither end the comment nor mention anybody. */
import { failure, type Result, success } from "../domain/result.ts";

const unsafe = /[<>@#\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

const escapeUnits = (sign: string): string =>
  Array.from({ length: sign.length }, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");

/**
 * Angle brackets could end the comment; mentions and references could live in a commit that copies the body; marks that
 * nobody sees could turn the direction of what is read beside them.
 */
export const encodeHidden = (value: unknown): string => JSON.stringify(value).replace(unsafe, escapeUnits);

/** What stands between `open` and `close`, once. The error says why nothing can be read. */
export const decodeHidden = (body: string, open: string, close: string): Result<unknown, string> => {
  const start = body.indexOf(open);
  if (start < 0) return failure("holds no record");
  if (body.indexOf(open, start + open.length) >= 0) return failure("holds two records");
  const end = body.indexOf(close, start);
  if (end < 0) return failure("holds a record with no end");
  try {
    return success(JSON.parse(body.slice(start + open.length, end)));
  } catch {
    return failure("holds a record that is not JSON");
  }
};
