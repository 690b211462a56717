/** Lockfiles may only name packages of the well-known registries. */
import { readChangedLines } from "./changed-lines.ts";
import type { Guardrail, Violation } from "./guardrail.ts";
import { isLockfile } from "./path-lists.ts";

const registries = new Set(
  `registry.npmjs.org registry.yarnpkg.com jsr.io npm.jsr.io deno.land pypi.org files.pythonhosted.org rubygems.org
  proxy.golang.org repo.maven.apache.org repo1.maven.org api.nuget.org hex.pm repo.hex.pm pub.dev`.split(/\s+/),
);

const cratesIndex = '"registry+https://github.com/rust-lang/crates.io-index"';

const address = /\b([a-z][a-z+]{1,15}):\/\/([^\s"'/)#]{1,300})/gi;
const gitShorthand = /\b(?:(?:github|gitlab|bitbucket|gist|git):[^\s"']|git@[a-z0-9.-]{1,100}:[a-z])/i;

/** Where npm notes who asks for donations; it installs nothing from there. */
const isFunding = (text: string): boolean => /^\s{0,40}"(?:url|funding)":/.test(text);

const foreignSource = (text: string): string | null => {
  for (const [source, scheme = "", host = ""] of text.replace(cratesIndex, "").matchAll(address))
    if (scheme.toLowerCase() !== "https" || !registries.has(host.toLowerCase())) return source;
  return gitShorthand.exec(text)?.[0] ?? null;
};

export const lockfileHosts: Guardrail = ({ text }) =>
  (readChangedLines(text) ?? [])
    .filter(({ path }) => isLockfile(path))
    .flatMap(({ path, added }) =>
      added.flatMap((line): Violation[] => {
        const source = isFunding(line.text) ? null : foreignSource(line.text);
        if (source === null) return [];
        const message = `line ${line.line} of \`${path}\` takes a package from \`${source}\`, which is no known registry: use the registry's package`;
        return [{ rule: "lockfile-hosts", path, message }];
      }),
    );
