/** What a tracked file is for. */

/** `example` holds examples, samples, demonstrations, benchmarks and the code of documentation: real code, but not the product. */
export type FileRole =
  | "source"
  | "test"
  | "example"
  | "docs"
  | "config"
  | "generated"
  | "vendored"
  | "binary"
  | "other";
