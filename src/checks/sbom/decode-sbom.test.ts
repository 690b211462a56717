import { describe, expect, test } from "vitest";
import { cyclonedx } from "./component.fixture.ts";
import { decodeSbom } from "./decode-sbom.ts";

const errorOf = async (text: string): Promise<string> => {
  const sbom = await decodeSbom(text);
  return sbom.ok ? "valid" : sbom.error;
};

describe("decodeSbom", () => {
  test("gives components with licences, hashes and hosts", async () => {
    const sbom = await decodeSbom(
      cyclonedx([
        [
          "@me/x",
          "1.0.0",
          {
            licenses: [{ license: { id: "MIT" } }, { license: { name: "Own" } }],
            hashes: [{ alg: "SHA-1", content: "A".repeat(40) }],
            externalReferences: [{ type: "distribution", url: "https://registry.npmjs.org/x.tgz" }],
          },
        ],
        [
          "y",
          "2.0.0",
          { licenses: [], purl: "pkg:npm/y@2.0.0?vcs_url=git%2Bssh%3A%2F%2Fgit%40github.com%2Fa%2Fb.git" },
        ],
        ["z", "3", { licenses: [{ expression: "MIT OR ISC" }], purl: undefined, group: "g" }],
      ]),
    );
    expect(sbom.ok && sbom.value).toMatchObject({
      specVersion: "1.5",
      tool: "me gen 1.0",
      components: [
        {
          key: "npm @me/x",
          name: "@me/x",
          licence: "MIT, Own",
          hashes: [`SHA-1:${"a".repeat(40)}`],
          host: "registry.npmjs.org",
        },
        { key: "npm y", licence: "unknown", host: "github.com" },
        { key: "library g/z", type: "library", licence: "MIT OR ISC", host: null },
      ],
    });
  });

  test("components inside others count, duplicates count once", async () => {
    const inner = { type: "library", name: "inner", version: "1" };
    const sbom = await decodeSbom(
      cyclonedx([
        ["a", "1", { components: [inner] }],
        ["a", "1", { "bom-ref": "again" }],
      ]),
    );
    expect(sbom.ok && sbom.value.components.map(({ name }) => name)).toEqual(["a", "inner"]);
  });

  test("components that share a reference are told apart by what they are", async () => {
    const sbom = await decodeSbom(
      cyclonedx([
        ["a", "1", { "bom-ref": "x" }],
        ["b", "1", { "bom-ref": "x" }],
      ]),
    );
    expect(sbom.ok && sbom.value.components.map(({ name }) => name)).toEqual(["a", "b"]);
  });

  test("the kept text holds neither serial number nor time", async () => {
    const first = await decodeSbom(cyclonedx([["a", "1"]]));
    const over = {
      serialNumber: undefined,
      metadata: { timestamp: "2027-01-01T00:00:00Z", tools: [{ vendor: "me", name: "gen", version: "1.0" }] },
    };
    const second = await decodeSbom(cyclonedx([["a", "1"]], over));
    expect(first.ok && first.value.text).toBe(second.ok && second.value.text);
    expect(first.ok && first.value.text).not.toMatch(/serialNumber|timestamp/);
  });

  test.each(["1.4", "1.5", "1.6", "1.7"])("accepts version %s", async (specVersion) => {
    expect(await errorOf(cyclonedx([["a", "1"]], { specVersion }))).toBe("valid");
  });

  test.each<[string, string, string]>([
    ["nothing", " \n", "is empty"],
    ["no JSON", "warning: x\n{}", "is no JSON"],
    ["a list", "[]", "bomFormat"],
    ["null", "null", "the document is no object"],
    ["another format", '{"spdxVersion": "SPDX-2.3"}', "/bomFormat"],
    ["an old version", cyclonedx([], { specVersion: "1.2" }), "/specVersion must be one of 1.4, 1.5, 1.6, 1.7"],
    ["a version that objects have", cyclonedx([], { specVersion: "constructor" }), "/specVersion must be one of"],
    [
      "an unknown kind of component",
      cyclonedx([["a", "1", { type: "thing" }]]),
      "/components/0/type must be equal to one of",
    ],
    [
      "an unknown field",
      cyclonedx([["a", "1", { extra: 1 }]]),
      "/components/0 must NOT have additional properties (extra)",
    ],
    ["a component that is none", cyclonedx([], { components: [5] }), "/components/0 must be object"],
    ["components that are no list", cyclonedx([], { components: {} }), "/components must be array"],
    [
      "the same component twice",
      cyclonedx([
        ["a", "1"],
        ["a", "1"],
      ]),
      "/components must hold nothing twice",
    ],
    [
      "a bad hash",
      cyclonedx([["a", "1", { hashes: [{ alg: "MD5", content: "x" }] }]]),
      "/components/0/hashes/0/content",
    ],
    ["a bad time", cyclonedx([], { metadata: { timestamp: "yesterday" } }), "/metadata/timestamp"],
    [
      "deep nesting",
      `{"bomFormat":"CycloneDX","specVersion":"1.5","components":${'[{"type":"library","name":"a","components":'.repeat(30_000)}[]${"}]".repeat(30_000)}}`,
      "is nested too deeply",
    ],
    ["a million components", `{"components":[${"{},".repeat(1_000_000)}{}]}`, "has more than 50000 components"],
  ])("%s", async (_, text, reason) => {
    expect(await errorOf(text)).toContain(reason);
  });

  test("text of components holds no control characters and stays short", async () => {
    const name = `a\u001b[31m\n\u202e${"b".repeat(1_000)}`;
    const sbom = await decodeSbom(cyclonedx([[name, "1", { purl: `pkg:npm/${encodeURIComponent(name)}@1%0a2` }]]));
    const [found] = sbom.ok ? sbom.value.components : [];
    expect(found?.name).toMatch(/^a \[31m b{180,}…$/);
    expect(found?.name.length).toBeLessThanOrEqual(200);
  });
});
