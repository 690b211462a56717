/** A finding as data: where it is, how grave, and the reason in the words of the role that found it. */
import type { Finding, FrozenFinding } from "../domain/finding.ts";
import type { JsonObject } from "./encode-document.ts";
import { linesField } from "./untrusted-field.ts";

export const renderFinding = ({ file, line, severity, reason }: Finding): JsonObject => ({
  file,
  line,
  severity,
  reason: linesField("finding", "model", reason),
});

export const renderFrozenFinding = (finding: FrozenFinding): JsonObject => ({
  id: finding.id,
  ...renderFinding(finding),
});
