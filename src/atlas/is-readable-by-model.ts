/** Which tracked files a model may see at all: never those whose name says that they hold keys or credentials. */

const secretNames = [
  /^\.env/,
  /\.env$/,
  /^id_(rsa|dsa|ecdsa|ed25519)/,
  /\.(pem|key|p12|pfx|p8|jks|keystore|kdbx|asc|gpg|ppk|ovpn|tfvars|tfstate)$/,
  /^(\.npmrc|\.pypirc|\.netrc|_netrc|\.git-credentials|\.htpasswd|\.pgpass|\.my\.cnf|\.dockercfg|\.vault-token)$/,
  /^(.*[-_.])?(secrets?|credentials?|passwords?|service[-_]account)([-_.].*)?\.(json|ya?ml|toml|ini|xml|txt|properties|cfg|conf|csv|plist|enc|env)$/,
  /^\.?(secrets?|credentials?|passwords?)$/,
];

const secretDirectories = new Set([".ssh", ".aws", ".gnupg", ".azure", ".kube", ".docker", ".git"]);

/** Judges a tracked path by name alone; case is ignored. Source files about secrets (`secrets.ts`) stay readable. */
export const isReadableByModel = (path: string): boolean => {
  const names = path.toLowerCase().split("/");
  const base = names.at(-1) ?? "";
  return !secretNames.some((pattern) => pattern.test(base)) && !names.some((name) => secretDirectories.has(name));
};
