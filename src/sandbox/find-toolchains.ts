/** Where language tools are installed on this machine: the sandbox has a home of its own, in which they would not be found. */
import { join } from "node:path";

/** Variables that name a file or directory; none of them holds a secret. */
const names = [
  ...["RUSTUP_HOME", "CARGO_HOME", "GOROOT", "JAVA_HOME", "PYENV_ROOT", "RBENV_ROOT", "VOLTA_HOME", "DOTNET_ROOT"],
  ...["NVM_DIR", "ASDF_DATA_DIR", "SDKMAN_DIR", "GOMODCACHE"],
  // Certificates of the network that the install phase goes through.
  ...["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE"],
];

/** Where tools look when the variable is not set, below the home of the user. */
const defaults: Record<string, string> = { RUSTUP_HOME: ".rustup", PYENV_ROOT: ".pyenv" };

/** Variables for commands in the sandbox. `exists` tells whether a path is there. */
export const findToolchains = (
  env: Record<string, string | undefined>,
  exists: (path: string) => boolean,
): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const name of names) {
    const fallback = defaults[name];
    const value = env[name] || (fallback && env.HOME ? join(env.HOME, fallback) : "");
    if (value && exists(value)) found[name] = value;
  }
  return found;
};
