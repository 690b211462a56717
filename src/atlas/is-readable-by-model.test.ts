import { describe, expect, it } from "vitest";
import { isReadableByModel } from "./is-readable-by-model.ts";

describe("isReadableByModel", () => {
  it.each([
    ..."a.ts src/environment.ts .github/workflows/ci.yml package.json tsconfig.json src/secrets.ts lib/credentials.py".split(
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
    ..."credentials.json config/secrets.yml my-secrets.prod.yaml gcp-service-account.json service_account_key.json".split(
      " ",
    ),
    ..."passwords.txt secret credentials .aws/config home/.ssh/config .docker/config.json .git/config".split(" "),
  ])("hides %s", (path) => {
    expect(isReadableByModel(path)).toBe(false);
  });
});
