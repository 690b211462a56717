/** Tells by name that a file was copied in from another project. */
import { isBelowSource, type PathParts, wordSet } from "./path-parts.ts";

const anywhere = wordSet(
  "node_modules bower_components jspm_packages web_modules third_party 3rdparty 3rd-party 3rd_party godeps site-packages _vendor _vendored vendored flow-typed",
);
/** Words that a product may use for its own modules. */
const outsideSources = wordSet("thirdparty third-party");
const atTop = wordSet("vendor vendors");
/** At the top with a directory for each project: `deps/jemalloc/`, but not `deps/deps.go`. */
const atTopInDirectories = wordSet("deps external externals extern");
const spelledSo = wordSet("Pods Carthage");
const vendorNames = wordSet("vendor vendors");
/** Where web projects keep other people's scripts: `public/vendor/`, `lib/assets/js/vendor/`. */
const assetDirectories = wordSet(
  "assets static public js javascript javascripts css styles stylesheets scss less web www wwwroot media resources",
);

const names = wordSet(
  "gradlew gradlew.bat mvnw mvnw.cmd cpplint.py erlang.mk config.guess config.sub aclocal.m4 ltmain.sh install-sh libtool.m4 dotnet-install.sh dotnet-install.ps1",
);

const libraries =
  /^(?:jquery(?:-\d[\d.]*)?|jquery[-.](?:ui|validate|cookie|datatables|fancybox|migrate)[\w.-]{0,40}|bootstrap(?:\.bundle)?|modernizr[\w.-]{0,40}|font-?awesome|html5shiv|normalize|require|underscore|backbone|mootools[\w.-]{0,40}|prototype|tiny_?mce|ckeditor|mathjax)\.(?:js|css)$/;
const wrapper = /(?:^|\/)(?:gradle|\.mvn)\/wrapper\/|(?:^|\/)\.yarn\/|(?:^|\/)font-?awesome\//;

export const isVendored = (parts: PathParts): boolean => {
  const { path, directories, lowerDirectories, lowerName } = parts;
  for (const [at, name] of lowerDirectories.entries()) {
    if (anywhere.has(name) || spelledSo.has(directories[at] ?? "")) return true;
    if (at === 0 && (atTop.has(name) || (lowerDirectories.length > 1 && atTopInDirectories.has(name)))) return true;
    if (outsideSources.has(name) && !isBelowSource(parts, at)) return true;
    if (vendorNames.has(name) && holdsCopies(lowerDirectories, at)) return true;
  }
  if (names.has(lowerName) || wrapper.test(path)) return true;
  return libraries.test(lowerName) && !isBelowSource(parts, lowerDirectories.length);
};

/** A shop has vendors too (`src/vendor/vendor.service.ts`), so the place must speak for it. */
const holdsCopies = (lowerDirectories: readonly string[], at: number): boolean =>
  assetDirectories.has(lowerDirectories[at - 1] ?? "") ||
  /^[\w-]+\.(?:com|org|io|in|net|dev)$/.test(lowerDirectories[at + 1] ?? "") ||
  (at === 2 && lowerDirectories[0] === "packages");
