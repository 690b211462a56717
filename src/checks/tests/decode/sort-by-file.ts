/** Puts results in an order that does not change from run to run, where files are tested at the same time. */
import type { Decoded } from "../adapters/adapter.ts";

/** Results of one file keep their order. */
export const sortByFile = (decoded: Decoded): Decoded => ({
  ...decoded,
  tests: decoded.tests.toSorted(({ file: a }, { file: b }) =>
    (a ?? "") < (b ?? "") ? -1 : (a ?? "") > (b ?? "") ? 1 : 0,
  ),
});
