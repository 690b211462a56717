/** The configuration of now and that of a run's release, both under the operator's policy of now. */
import { describe, expect, it } from "vitest";
import { type ConfigurationSource, openConfiguration } from "./configuration.ts";
import { decodeOperatorPolicy } from "./operator-policy.ts";

const [now, before] = ["1".repeat(40), "2".repeat(40)];
const texts: Record<string, string> = {
  [now]: "limits: { repairs: 2 }\nlabels: { freeze: stop-it }\n",
  [before]: "limits: { repairs: 1, patchFiles: 20 }\nlabels: { freeze: halt }\n",
};

const open = (change: Partial<ConfigurationSource> = {}, env: Record<string, string> = {}) => {
  const policy = decodeOperatorPolicy(env);
  if (!policy.ok) throw new Error("policy");
  const asked: string[] = [];
  const readBlob = async (id: string) => {
    asked.push(id);
    return texts[id] ?? null;
  };
  const file = { text: texts[now] ?? "", blob: now };
  return { asked, configuration: openConfiguration({ file, policy: policy.value, readBlob, ...change }) };
};

describe("openConfiguration", () => {
  it("gives the settings of now without a request", async () => {
    const { configuration, asked } = open();
    expect(configuration).toMatchObject({ blob: now, settings: { limits: { repairs: 2 } } });
    expect(await configuration.at(now)).toBe(configuration.settings);
    expect(await configuration.at(null)).toBe(configuration.settings);
    expect(asked).toEqual([]);
  });

  it("gives those of a release by one request, with the labels of now and under the operator's policy", async () => {
    const { configuration, asked } = open({}, { DRAFTSMITH_PATCH_FILES: "5" });
    const settings = await configuration.at(before);
    expect(settings).toMatchObject({ limits: { repairs: 1, patchFiles: 5 }, labels: { freeze: "stop-it" } });
    expect(await configuration.at(before)).toBe(settings);
    expect(asked).toEqual([before]);
  });

  it("knows a release without a file", async () => {
    const { configuration, asked } = open();
    expect((await configuration.at("none")).limits.repairs).toBe(3);
    expect(asked).toEqual([]);
    expect(open({ file: null }).configuration.blob).toBe("none");
  });

  it("refuses to go on when the blob is gone", async () => {
    await expect(open().configuration.at("3".repeat(40))).rejects.toMatchObject({ failure: { kind: "conflict" } });
  });

  it("names the faults of the file", () => {
    expect(() => open({ file: { text: "allwo: []", blob: now } })).toThrow(/has a fault/);
  });
});
