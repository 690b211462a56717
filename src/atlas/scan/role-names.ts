/** Which names and endings are prose, configuration, binary data, examples or source. */
import { isBelowSource, type PathParts, wordSet } from "./path-parts.ts";

const binaryExtensions = wordSet(`
  png jpg jpeg gif ico cur bmp tif tiff webp avif heic icns psd ai eps xcf sketch fig pdf doc docx xls xlsx ppt pptx odt ods odp
  zip gz tgz bz2 tbz2 xz txz 7z rar zst lz4 br tar jar war ear aar nupkg whl egg gem deb rpm dmg iso img apk ipa msi cab crx vsix
  class pyc pyo so dll dylib exe o obj a lib ko elf wasm node pdb nib beam
  woff woff2 ttf otf eot ttc mp3 mp4 m4a m4v mov avi mkv webm ogg ogv oga wav flac aac aiff mid midi swf
  sqlite sqlite3 db mdb bin dat pack idx parquet avro feather arrow h5 hdf5 npy npz pkl pickle pt pth onnx tflite safetensors mo gmo
  keystore jks p12 pfx der cer crt glb fbx blend stl 3ds dds ktx hdr exr pcap lockb snk`);

const proseExtensions = wordSet(
  "md mdx markdown mkd rst rest adoc asciidoc txt text textile rdoc pod org wiki creole tex man",
);
const proseNames =
  /^(?:readme|license|licence|unlicense|copying|copyright|notice|authors|contributors|maintainers|credits|thanks|patents|change(?:s|log)?|history|news|install|todo|security|support|governance|contributing|code_of_conduct|citation|upgrading)(?:[._-][\w-]{1,20})?$/;
const configTexts =
  /^(?:(?=[\w.-]+\.(?:txt|in)$)(?:[\w-]*?requirements|constraints)|(?:cmakelists|robots|meson_options)\.txt$)/;

const configExtensions = wordSet(`
  json jsonc json5 jsonl ndjson geojson yaml yml toml ini cfg conf cnf config properties xml xsd dtd plist env editorconfig lock
  gradle csproj vbproj fsproj vcxproj sln slnx props targets nuspec proj pbxproj xcconfig xcscheme storyboard xib entitlements
  cmake mk mak am ac m4 in bazel bzl ninja gn gni gyp gypi pri pro qrc nix tf tfvars hcl dockerfile service desktop spec
  webmanifest npmrc mod work sum cabal opam sbt ron reg rc iml code-workspace resx tmlanguage jenkinsfile`);
const configNames = wordSet(`
  makefile gnumakefile kbuild kconfig dockerfile containerfile procfile jenkinsfile vagrantfile justfile taskfile brewfile podfile fastfile appfile
  gemfile rakefile guardfile dangerfile berksfile thorfile capfile build.bazel codeowners`);
const toolNames = /\.(?:gemspec|gradle)$|^(?:dockerfile|makefile|jenkinsfile)[.-]|^\./;
/** Below sources these names are modules of the product. */
const buildScripts = wordSet(`
  setup.py noxfile.py fabfile.py pavement.py conanfile.py gulpfile.js gruntfile.js jakefile.js dangerfile.js dangerfile.ts
  build.gradle.kts settings.gradle.kts build.rs mix.exs package.swift project.clj`);
const buildScriptNames =
  /\.(?:config|workspace)\.[cm]?[jt]s$|^(?:karma|protractor|wdio)\.conf\.[cm]?[jt]s$|^(?:jest|vitest)[.-]setup\.[cm]?[jt]s$/;
const bazelNames = wordSet("BUILD WORKSPACE BUCK");
const toolDirectories = wordSet(
  ".github .gitlab .circleci .buildkite .azure-pipelines .vscode .idea .husky .storybook .devcontainer .changeset .cargo .mvn .teamcity .travis .semaphore",
);

const codeExtensions = wordSet(`
  m mm cu cuh cl metal hlsl glsl vert frag wgsl asm s nasm f f77 f90 f95 f03 for pas pp dpr lpr d di nim nims cr v vh sv svh vhd vhdl vala vapi
  elm purs re rei res resi rkt scm ss lisp el lsp ml4 mly mll idr agda lean coq fst sml rb.erb erb ejs hbs handlebars mustache pug jade haml slim liquid
  twig jinja jinja2 j2 njk latte blade razor cshtml vbhtml aspx ascx jsp jspx ftl tag gsp vm vb vbs bas cls frm coffee litcoffee ls iced
  tcl awk sed fish ksh csh bat cmd psd1 sol vy move cairo circom cobol cbl cob abap ada adb ads apex trigger hx as mxml gd gdshader
  q thrift capnp fbs avdl avsc wit smithy prisma cypher sparql rego cue jsonnet libsonnet dhall starlark star hack pyx pxd pxi jl rmd qmd
  styl postcss pcss raku p6 ahk au3 applescript scpt x y l g4 peg pest lex yacc bison mdx2 mojo gleam odin hcl2 bicep pkl nu elv sh.in gml lua.in riot marko imba civet
  tt tpl tmpl stub template xsl xslt rnc rng sty zsh-theme`);

export const isBinary = ({ extension }: PathParts): boolean => binaryExtensions.has(extension);

export const isProse = ({ lowerName, extension, language }: PathParts): boolean =>
  language === null && !configTexts.test(lowerName) && (proseExtensions.has(extension) || proseNames.test(lowerName));

export const isConfig = (parts: PathParts): boolean => {
  const { lowerDirectories, name, lowerName, extension, language } = parts;
  return (
    toolDirectories.has(lowerDirectories[0] ?? "") ||
    configNames.has(lowerName) ||
    bazelNames.has(name) ||
    toolNames.test(lowerName) ||
    ((buildScripts.has(lowerName) || buildScriptNames.test(lowerName)) &&
      !isBelowSource(parts, lowerDirectories.length)) ||
    (language === null && (configExtensions.has(extension) || configTexts.test(lowerName)))
  );
};

export const isExampleName = ({ lowerName }: PathParts): boolean =>
  /\.(?:stories|story|bench|benchmark)\.[a-z]+$|^bench_[^.]+\.py$/.test(lowerName);

export const isSource = ({ language, extension }: PathParts): boolean =>
  language !== null || codeExtensions.has(extension);

/** Source that is more than the form of a page. */
export const isProgram = (parts: PathParts): boolean =>
  isSource(parts) && parts.language !== "html" && parts.language !== "css";
