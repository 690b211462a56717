/** Types for the parser of Prometheus' text format, which ships none: families without a `# TYPE` line are UNTYPED. */
declare module "parse-prometheus-text-format" {
  type Sample = { value?: string; labels?: Record<string, string> };
  type Family = { name: string; type: string; help: string; metrics: Sample[] };
  const parsePrometheusTextFormat: (text: string) => Family[];
  export default parsePrometheusTextFormat;
}
