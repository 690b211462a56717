/** Types for the build of bottleneck without Redis; the package ships them for the full build alone. */
declare module "bottleneck/light.js" {
  export { default } from "bottleneck";
}
