/** What the server notes about every request of the product, for tests that count and compare. */
import type { Fault } from "./faults.ts";
import type { OperationId } from "./operations.ts";

export type RequestLog = {
  index: number;
  method: string;
  path: string;
  query: Record<string, string>;
  operation: OperationId | null;
  body: unknown;
  /** Login of the token's user; null when the token is unknown. */
  login: string | null;
  /** Null until answered, and for good when the connection was cut. */
  status: number | null;
  faults: Fault["kind"][];
};
