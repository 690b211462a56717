/** The arguments of a tool call → plain data, held to the same limits as a reply before anything is parsed into objects. */
import { failure, type Result, success } from "../domain/result.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import { scanJsonObject } from "./scan-json.ts";

/** The longest argument of any tool is a search of two thousand characters. */
export const maxArgumentBytes = 64 * 1024;

const malformed = "not valid JSON";

/** Empty text is an empty object, which some endpoints send. The error says what is wrong; of the text it repeats a key at most. */
export const parseToolArguments = (text: Untrusted): Result<unknown, string> => {
  if (Buffer.byteLength(text) > maxArgumentBytes) return failure(`larger than ${maxArgumentBytes} bytes`);
  const whole = text.trim();
  if (whole === "") return success({});
  if (!whole.startsWith("{")) return failure("not one JSON object");
  const scanned = scanJsonObject(whole, 0);
  if (!scanned.ok) return failure(scanned.error.kind === "limit" ? `refused: ${scanned.error.message}` : malformed);
  if (scanned.value.end !== whole.length) return failure("not one JSON object");
  try {
    return success(JSON.parse(scanned.value.json));
  } catch {
    return failure(malformed);
  }
};
