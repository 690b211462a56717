/** The name of the bundle in the directory that goes from work to publish. */

export const bundleFile = "bundle.json";
