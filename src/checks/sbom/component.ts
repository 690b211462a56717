/** One component of a software bill of materials, as far as two bills are compared. */

export type Component = {
  /** What it is, whatever its version: type and name. */
  key: string;
  /** The package type, such as `npm`, or the kind of component where it has no package URL. */
  type: string;
  /** With its group or scope, such as `@scope/name`. */
  name: string;
  version: string;
  /** Identifiers, names or an expression, sorted; `unknown` when it says none. */
  licence: string;
  /** `algorithm:digest`, sorted. */
  hashes: string[];
  /** Where it is downloaded from; null when it does not say. */
  host: string | null;
};

export type Sbom = {
  /** Version of CycloneDX. */
  specVersion: string;
  /** Name and version of the generator, as the document gives them; empty when it gives none. */
  tool: string;
  components: Component[];
  /** The document as JSON, without serial number and time, so that the same components give the same bytes. */
  text: string;
};
