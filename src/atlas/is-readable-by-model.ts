/** Which tracked files a model may see at all: never those whose name says that they hold keys or credentials. */

/** Names of files that tools keep their logins in. */
const credentialFiles = new Set(
  [
    ".npmrc .yarnrc .yarnrc.yml .pypirc .netrc _netrc .git-credentials .htpasswd .htdigest .pgpass pgpass.conf .my.cnf .mylogin.cnf",
    ".dockercfg .dockerconfigjson .vault-token .vault_pass .vault-pass .boto .s3cfg .passwd-s3fs rclone.conf",
    ".terraformrc terraform.rc settings-security.xml .sentryclirc .rbenv-vars .dev.vars .fetchmailrc .msmtprc .remote-sync.json",
    ".ftpconfig sftp-config.json .gitlab-token .passwd .pass hudson.util.secret .authinfo .netlifyrc .databrickscfg",
    "google-services.json googleservice-info.plist local.settings.json wp-config.php .accesskeys.csv accesskeys.csv rootkey.csv",
    ".bash_history .zsh_history .psql_history .mysql_history .node_repl_history .python_history .rediscli_history .irb_history",
  ].flatMap((names) => names.split(" ")),
);

const secretNames = [
  /\.env$/,
  // A file that only lists the variables is meant to be read.
  /^\.env(?!\.(?:[\w-]+\.)?(?:example|sample|template|tmpl|dist|defaults)$)/,
  /^id_(?:rsa|dsa|ecdsa|ed25519|xmss)(?:_sk)?(?:[._-].*)?$/,
  /\.(?:pem|key|p12|pkcs12|pfx|p8|jks|jceks|bks|keystore|truststore|kdbx?|agilekeychain|keychain|keychain-db|keytab|asc|gpg|pgp|ppk|jwk|ovpn|snk|agekey|mobileprovision|publishsettings|pubxml\.user)$/,
  /\.(?:tfvars(?:\.json)?|tfstate(?:\..*)?)$/,
  /(?:^|[-_.])kubeconfig(?:\.(?:ya?ml|json|conf))?$/,
  /^appsettings\.(?!development\.|test\.|testing\.)[\w-]+\.json$/,
  /^(?:gha-creds-.*|.*firebase-adminsdk.*)\.json$/,
  /^(?:.*[-_.])?(?:secrets?|credentials?|passwords?|service[-_]account)(?:[-_.].*)?\.(?:json|ya?ml|toml|ini|xml|txt|properties|cfg|conf|csv|plist|enc|env)$/,
  /^\.?(?:secrets?|credentials?|passwords?)$/,
];

const secretDirectories = new Set(
  ".ssh .aws .gnupg .azure .kube .docker .git .gcloud .oci .password-store .terraform.d .m2".split(" "),
);

/** Of a path and of a name, in characters: no file system has longer ones, and patterns are not tried on them. */
const [longestPath, longestName] = [4_096, 255];

/** Judges a tracked path by name alone; case is ignored. Source files about secrets (`secrets.ts`) stay readable. */
export const isReadableByModel = (path: string): boolean => {
  if (path.length > longestPath) return false;
  const names = path.toLowerCase().split("/");
  const base = names.at(-1) ?? "";
  if (base.length > longestName || credentialFiles.has(base)) return false;
  return !secretNames.some((pattern) => pattern.test(base)) && !names.some((name) => secretDirectories.has(name));
};
