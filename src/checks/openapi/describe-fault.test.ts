import { describe, expect, test } from "vitest";
import { describeFault } from "./describe-fault.ts";

const failed = (side: string, reason: string): string =>
  `Error: failed to load ${side} spec from "head/a b.yaml": ${reason}\n`;

describe("describeFault", () => {
  test.each([
    [
      failed(
        "revision",
        "failed to unmarshal data: json error: invalid character 'a', yaml error: error converting YAML to JSON: yaml: line 4: did not find expected ','",
      ),
      "head",
      "cannot be read: yaml: line 4: did not find expected ','",
    ],
    [
      failed("base", 'error resolving reference "s.yaml#/S": open base/parts/s.yaml: no such file or directory'),
      "base",
      "refers to parts/s.yaml, which is not in the repository",
    ],
    [
      failed("revision", 'Get "http://10.0.0.1/x.json": dial tcp 10.0.0.1:80: connect: network is unreachable'),
      "head",
      "refers to http://10.0.0.1/x.json; references outside the repository are not fetched",
    ],
    ["panic: runtime error\n", null, "cannot be read: panic: runtime error"],
    ["", null, "cannot be read: the comparison gave no reason"],
  ])("%#", (output, side, reason) => {
    expect(describeFault(output)).toEqual({ side, reason });
  });
});
