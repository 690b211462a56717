/** Whether what is wrong with the pages of a change is wrong with those of its base too. */
import type { PagesReport } from "./pages-report.ts";

/** True when every fault of the head, word for word, is one of the same page of the base. */
export const isOldFault = (head: PagesReport, base: PagesReport): boolean => {
  if (head.failure !== null) return base.failure !== null;
  const before = new Map(base.pages.map(({ path, faults }) => [path, faults]));
  return head.pages.every(
    ({ path, faults, more }) => more === 0 && faults.every((fault) => before.get(path)?.includes(fault)),
  );
};
