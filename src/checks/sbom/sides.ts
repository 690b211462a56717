/** How the bills of materials of both sides of a change are had, whatever generates them. */
import type { Result } from "../../domain/result.ts";
import type { Sbom } from "./component.ts";
import type { GenerationFault } from "./generate-sbom.ts";

export type Generate = () => Promise<Result<Sbom, GenerationFault>>;

export type Sides = {
  head: Generate;
  /** Null when the base has nothing to generate from. */
  base: Generate | null;
  /** Nothing that the generator reads changed. */
  isSame: boolean;
};
