import { describe, expect, it } from "vitest";
import { isReadableByModel } from "./is-readable-by-model.ts";

describe("isReadableByModel", () => {
  it.each([
    ..."a.ts src/environment.ts .github/workflows/ci.yml package.json tsconfig.json src/secrets.ts lib/credentials.py".split(
      " ",
    ),
    ..."app/.env.example .env.sample .env.production.template .env.local.dist src/credentials.test.ts src/keyboard.ts".split(
      " ",
    ),
    ..."appsettings.json appsettings.Development.json src/id_generator.ts src/kubeconfig.ts terraform/main.tf".split(
      " ",
    ),
    ..."src/environment/index.ts docs/kubeconfig.md server.crt keys.ts monkey.json settings.json config/database.yml".split(
      " ",
    ),
    ..."docs/secrets.md src/key.ts keyboard.json src/password-form.tsx .editorconfig Makefile test/env/index.js".split(
      " ",
    ),
  ])("shows %s", (path) => {
    expect(isReadableByModel(path)).toBe(true);
  });

  it.each([
    ...".env .env.local .ENV.production app/.envrc prod.env deploy/id_rsa id_ed25519.pub cert.pem server.KEY a.p12 b.pfx".split(
      " ",
    ),
    ..."c.jks d.keystore e.kdbx terraform.tfvars x.tfstate .npmrc sub/.netrc .git-credentials .htpasswd".split(" "),
    ..."terraform.tfvars.json prod.auto.tfvars.json terraform.tfstate.backup terraform.tfstate.1700000000.backup".split(
      " ",
    ),
    ..."app/.yarnrc.yml kubeconfig ops/prod.kubeconfig dev-kubeconfig.yaml appsettings.Production.json".split(" "),
    ..."appsettings.staging.json appsettings.Local.json .pgpass .pypirc key.pkcs12 store.jceks vault.kdb".split(" "),
    ..."android/app/google-services.json ios/GoogleService-Info.plist .vault-token vpn/office.ovpn rclone.conf".split(
      " ",
    ),
    ..."local.settings.json wp-config.php config/master.key .boto .s3cfg .dev.vars .terraformrc .netlifyrc".split(" "),
    ..."gha-creds-0a1b.json my-app-firebase-adminsdk-x1.json client_secret_1.json id_ed25519_sk .bash_history".split(
      " ",
    ),
    ..."host.keytab signing.jwk .m2/settings.xml .gcloud/config .env.example.local .env.js credentials.tfrc.json".split(
      " ",
    ),
    ...[`${"a/".repeat(3_000)}b.ts`, `src/${"a".repeat(300)}.ts`],
    ..."credentials.json config/secrets.yml my-secrets.prod.yaml gcp-service-account.json service_account_key.json".split(
      " ",
    ),
    ..."passwords.txt secret credentials .aws/config home/.ssh/config .docker/config.json .git/config".split(" "),
  ])("hides %s", (path) => {
    expect(isReadableByModel(path)).toBe(false);
  });

  const logins = [
    ".npmrc .yarnrc .yarnrc.yml .pypirc .netrc _netrc .git-credentials .htpasswd .htdigest .pgpass",
    "pgpass.conf .my.cnf .mylogin.cnf .dockercfg .dockerconfigjson .vault-token .vault_pass .vault-pass",
    ".boto .s3cfg .passwd-s3fs rclone.conf .terraformrc terraform.rc settings-security.xml .sentryclirc",
    ".rbenv-vars .dev.vars .fetchmailrc .msmtprc .remote-sync.json .ftpconfig sftp-config.json",
    ".gitlab-token .passwd .pass hudson.util.secret .authinfo .netlifyrc .databrickscfg",
    "google-services.json googleservice-info.plist local.settings.json wp-config.php .accesskeys.csv",
    "accesskeys.csv rootkey.csv .bash_history .zsh_history .psql_history .mysql_history",
    ".node_repl_history .python_history .rediscli_history .irb_history",
  ].flatMap((names) => names.split(" "));
  it.each(logins)("hides %s, in which a tool keeps a login", (name) => {
    expect([name, `deploy/${name.toUpperCase()}`].filter(isReadableByModel)).toEqual([]);
  });

  const directories = ".ssh .aws .gnupg .azure .kube .docker .git .gcloud .oci .password-store .terraform.d .m2";
  it.each(directories.split(" "))("hides what lies below %s", (name) => {
    expect([`${name}/config`, `home/${name}/a/b`].filter(isReadableByModel)).toEqual([]);
  });
});
