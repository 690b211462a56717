/** JSON that anything may have written. */
import type { Untrusted } from "../domain/untrusted.ts";

/** Null for what is no JSON; a byte order mark is passed over. */
export const parseJson = (text: Untrusted): unknown => {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return null;
  }
};
