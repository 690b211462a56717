/** Redacts every string inside plain data, so that a document stays valid JSON. */
import type { SecretScanner } from "./secrets.ts";

/** A copy of plain data in which strings, keys included, hold no secret. Numbers, booleans and null stay. */
export const redactValue = <T>(value: T, scanner: SecretScanner): T => {
  const visit = (inner: unknown): unknown => {
    if (typeof inner === "string") return scanner.redact(inner);
    if (Array.isArray(inner)) return inner.map(visit);
    if (typeof inner !== "object" || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, child]) => [scanner.redact(key), visit(child)]));
  };
  return visit(value) as T;
};
