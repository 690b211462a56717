import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allCapabilities, type Capabilities, decideFallback } from "./capabilities.ts";

const complaint = (message: string, param: string | null = null, status = 400) => ({ status, param, message });

describe("what endpoints complain about", () => {
  it.each<[string, string | null, Partial<Capabilities>]>([
    [
      "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
      "response_format",
      { output: "json_object" },
    ],
    ["This response_format type is unavailable now", null, { output: "json_object" }],
    [
      "Invalid schema for response_format 'plan': In context=(), 'minLength' is not permitted.",
      "response_format",
      { output: "json_object" },
    ],
    ["json mode cannot be combined with tool/function calling", null, { output: "json_object" }],
    ["`strict` is not supported", null, { output: "json_object" }],
    [
      "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
      "temperature",
      { temperature: false },
    ],
    ["Unrecognized request argument supplied: seed", null, { seed: false }],
    ['{"detail":[{"loc":["body","seed"],"msg":"Extra inputs are not permitted"}]}', null, { seed: false }],
    ["Unrecognized request argument supplied: max_completion_tokens", null, { limit: "max_tokens" }],
    ["registry.example/model does not support tools", null, { tools: false }],
    ["No endpoints found that support tool use.", null, { tools: false }],
    ["Invalid schema for function 'read'", "tools[0].function.parameters", { tools: false }],
    ["unsupported value", "tool_choice", { tools: false }],
  ])("%s", (message, param, expected) => {
    expect(decideFallback(allCapabilities, complaint(message, param))).toEqual({ ...allCapabilities, ...expected });
  });

  it.each([
    complaint("The model `x` does not exist", null, 404),
    complaint("max_tokens is too large: 999999. This model supports at most 16384 completion tokens", "max_tokens"),
    complaint("Invalid 'messages[0].content'", "messages"),
    complaint("response_format is not supported", "response_format", 500),
    complaint("temperature", null, 401),
  ])("gives up nothing for $status $message", (refusal) => {
    expect(decideFallback(allCapabilities, refusal)).toBeNull();
  });
});

it("ends after finitely many complaints, whatever they say", () => {
  const words = ["response_format", "schema", "temperature", "seed", "max_tokens", "tools", "strict", "nothing"];
  const message = fc.array(fc.constantFrom(...words), { maxLength: 3 }).map((parts) => parts.join(" "));
  fc.assert(
    fc.property(fc.array(message, { minLength: 12, maxLength: 40 }), (messages) => {
      let now = allCapabilities;
      const steps = messages.filter((text) => {
        const next = decideFallback(now, complaint(text));
        now = next ?? now;
        return next !== null;
      });
      expect(steps.length).toBeLessThanOrEqual(6);
    }),
  );
});
