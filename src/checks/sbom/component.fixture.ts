/** Components and CycloneDX documents for tests. */
import type { Component } from "./component.ts";

export const component = (name: string, version: string, over: Partial<Component> = {}): Component => ({
  key: `npm ${name}`,
  type: "npm",
  name,
  version,
  licence: "MIT",
  hashes: [`SHA-512:${version}`],
  host: "registry.npmjs.org",
  ...over,
});

/** A CycloneDX document with npm packages, such as `["ms", "2.1.3"]`, and further fields for each. */
export const cyclonedx = (packages: [name: string, version: string, over?: object][], over: object = {}): string =>
  JSON.stringify({
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    serialNumber: "urn:uuid:bf96f44d-64a4-49e0-b632-dd1bb498960c",
    version: 1,
    metadata: { timestamp: "2026-01-02T03:04:05.000Z", tools: [{ vendor: "me", name: "gen", version: "1.0" }] },
    components: packages.map(([name, version, more]) => ({
      type: "library",
      name,
      version,
      "bom-ref": `${name}@${version}`,
      purl: `pkg:npm/${encodeURIComponent(name)}@${version}`,
      licenses: [{ license: { id: "MIT" } }],
      ...more,
    })),
    ...over,
  });
