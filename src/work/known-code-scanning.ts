/** What code scanning holds for exactly the head that a stage looks at. */
import type { CodeScanning } from "../domain/scan.ts";
import type { StageContext } from "./stage-context.ts";

/** Null when nobody looked, or only at an older head. */
export const knownCodeScanning = ({ item, record }: StageContext): CodeScanning | null =>
  item.codeScanning?.sha === record.head && item.head === record.head ? item.codeScanning : null;
