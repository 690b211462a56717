/** Data inside an HTML comment on GitHub: JSON that can neither end the comment nor mention anybody. */
import { failure, type Result, success } from "../domain/result.ts";

/** Angle brackets could end the comment; mentions and references could live in a commit that copies the body. */
export const encodeHidden = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>@#]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);

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
