/** Every format with an example, put together here so that no scanner takes this file for a leak, and a harmless twin. */
import { describe, expect, it } from "vitest";
import { secretFormats } from "./secret-formats.ts";
import { createSecretScanner } from "./secrets.ts";

const scanner = createSecretScanner([]);

const cycle = (signs: string, length: number) => signs.repeat(Math.ceil(length / signs.length)).slice(0, length);
const mixed = (length: number) => cycle("aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zC", length);
const letters = (length: number) => cycle("aBcDeFgHiJkLmNoPqRsTuVwXyZ", length);
const upper = (length: number) => cycle("A2B3C4D5E6F7GHJKLMNPQRSTUVWXYZ", length);
const hex = (length: number) => cycle("0f1e2d3c4b5a69788796a5b4c3d2e1f0", length);
const digits = (length: number) => cycle("1234567890", length);
const uuid = `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`;
const armour = (kind: string) => `-----BEGIN ${kind}-----`;

/** Kind, what is refused, what is not. */
const cases: [kind: string, secret: string, benign: string][] = [
  ["GitHub token", `ghp_${mixed(36)}`, `ghp_${"x".repeat(36)}`],
  ["GitHub token", `ghs_${mixed(36)}`, "ghs_YOUR-TOKEN"],
  ["GitHub token", `ghs_${digits(7)}_eyJ${mixed(30)}.eyJ${mixed(200)}.${mixed(250)}`, "ghs_<app id>_<JWT>"],
  ["GitHub token", `github_pat_${mixed(22)}_${mixed(59)}`, "github_pat_ and more"],
  ["GitLab token", `glpat-${mixed(20)}`, `glpat-${"x".repeat(20)}`],
  ["GitLab token", `gloas-${mixed(64)}`, "gloas-example"],
  ["GitLab token", `GR1348941${mixed(20)}`, "GR1348941"],
  ["AWS access key", `AKIA${upper(16)}`, "AKIA" + "IOSFODNN7EXAMPLE"],
  ["AWS access key", `ASIA${upper(16)}`, "ASIATOOSHORT"],
  [
    "AWS secret key",
    `aws_secret_access_key = ${mixed(40)}`,
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLEKEY",
  ],
  ["AWS secret key", `{"awsSecretKey": "${mixed(40)}"}`, '{"awsSecretKey": "changeme"}'],
  ["AWS Bedrock key", `ABSK${mixed(110)}`, "ABSK is a prefix"],
  ["Alibaba key", `LTAI${mixed(20)}`, `LTAI${"x".repeat(20)}`],
  ["OpenAI key", `sk-proj-${mixed(60)}`, "sk-proj-your-key-goes-in-here"],
  ["OpenAI key", `sk-${mixed(20)}T3BlbkFJ${mixed(20)}`, "sk-T3BlbkFJ"],
  ["API key", `sk-${mixed(48)}`, "sk-something-with-many-dashes-in-it-and-words"],
  ["Anthropic key", `sk-ant-api03-${mixed(93)}AA`, "sk-ant-api03-..."],
  ["OpenRouter key", `sk-or-v1-${hex(64)}`, `sk-or-v1-${"0".repeat(64)}`],
  ["Groq key", `gsk_${mixed(52)}`, `gsk_${"x".repeat(52)}`],
  ["Perplexity key", `pplx-${mixed(48)}`, "pplx-7b-online"],
  ["xAI key", `xai-${mixed(80)}`, "xai-org/grok"],
  ["Hugging Face token", `hf_${letters(34)}`, "hf_hub_download(repo_id, filename)"],
  ["Slack token", `xoxb-${digits(12)}-${digits(12)}-${mixed(24)}`, "xoxb-your-token"],
  ["Slack token", `xapp-1-A${upper(9)}-${digits(13)}-${hex(64)}`, "xapp-1-A"],
  [
    "Slack webhook",
    `https://hooks.slack.com/services/T${upper(8)}/B${upper(8)}/${mixed(24)}`,
    "https://hooks.slack.com/services/T000",
  ],
  [
    "Discord webhook",
    `https://discord.com/api/webhooks/${digits(18)}/${mixed(68)}`,
    "https://discord.com/api/webhooks/ID/TOKEN",
  ],
  ["Discord token", `M${mixed(23)}.${mixed(6)}.${mixed(38)}`, "Module.exports.name"],
  [
    "Teams webhook",
    `https://acme.webhook.office.com/webhookb2/${uuid}@${uuid}/IncomingWebhook/${hex(32)}`,
    "https://acme.webhook.office.com/",
  ],
  ["Telegram token", `${digits(10)}:AA${mixed(33)}`, "12:34:56.789"],
  ["Twilio key", `SK${hex(32)}`, `SKU${hex(32)}`],
  ["Twilio key", `TWILIO_AUTH_TOKEN=${hex(32)}`, `TWILIO_AUTH_TOKEN=${"0".repeat(32)}`],
  ["SendGrid key", `SG.${mixed(22)}.${mixed(43)}`, "SG.sendMail.template"],
  ["Mailgun key", `key-${hex(32)}`, `key-${"0".repeat(32)}`],
  ["Mailchimp key", `${hex(32)}-us12`, `${hex(32)}-user`],
  ["Brevo key", `xkeysib-${hex(64)}-${mixed(16)}`, "xkeysib-..."],
  ["Stripe key", `sk_live_${mixed(24)}`, `sk_live_${"x".repeat(24)}`],
  ["Stripe key", `whsec_${mixed(32)}`, "whsec_..."],
  ["Square token", `sq0atp-${mixed(22)}`, "sq0atp-"],
  ["Shopify token", `shpat_${hex(32)}`, `shpat_${"0".repeat(32)}`],
  ["Google API key", `AIza${mixed(35)}`, `AIza${"X".repeat(35)}`],
  ["Google token", `GOCSPX-${mixed(28)}`, "GOCSPX-your-secret"],
  ["Google service account", `"private_key_id": "${hex(40)}"`, '"private_key_id": "KEY_ID"'],
  ["Azure secret", `abc8Q~${mixed(34)}`, "8Q~ is in the middle"],
  ["Azure account key", `AccountName=a;AccountKey=${mixed(86)}==`, "AccountName=a;AccountKey=KEY"],
  [
    "Azure signature",
    `https://a.blob.core.windows.net/c?sv=2024&sig=${mixed(43)}%3D`,
    "https://a.blob.core.windows.net/c?sig=short=",
  ],
  ["Azure DevOps token", `${mixed(76)}AZDO${mixed(4)}`, "AZDO"],
  ["private key", armour("RSA PRIVATE KEY"), armour("PUBLIC KEY")],
  ["private key", armour("OPENSSH PRIVATE KEY"), armour("CERTIFICATE")],
  ["private key", `"private_key": "${armour("PRIVATE KEY")}\\nMIIE\\n"`, '"private_key": "PATH"'],
  ["private key", `+${armour("EC PRIVATE KEY")}`, "+BEGIN PRIVATE KEY"],
  ["private key", "---- BEGIN SSH2 ENCRYPTED PRIVATE" + " KEY ----", "---- BEGIN SSH2 PUBLIC KEY ----"],
  ["PuTTY private key", "PuTTY-User-Key-" + "File-3: ssh-ed25519", "PuTTY reads .ppk files"],
  ["age key", `AGE-SECRET-KEY-1${upper(58)}`, "AGE-SECRET-KEY-1..."],
  ["npm token", `npm_${mixed(36)}`, "npm_config_registry_and_more_of_that_name"],
  ["npm token", `//registry.npmjs.org/:_authToken=${uuid}`, "//registry.npmjs.org/:_authToken=$" + "{NPM_TOKEN}"],
  ["npm password", `//npm.acme.dev/:_password=${mixed(32)}`, "const { _password = readPassword } = options"],
  ["registry password", `{"auths": {"ghcr.io": {"auth": "${mixed(40)}"}}}`, '{"auth": "none"}'],
  ["PyPI token", `pypi-AgEIcHlwaS5vcmc${mixed(100)}`, "pypi-AgE"],
  ["RubyGems key", `rubygems_${hex(48)}`, "rubygems_version"],
  ["Docker token", `dckr_pat_${mixed(27)}`, `dckr_pat_${"x".repeat(27)}`],
  ["JSON web token", `eyJ${mixed(30)}.eyJ${mixed(60)}.${mixed(43)}`, "eyJhbGciOiJIUzI1NiJ9 is the head"],
  ["JSON web token", `ZXlK${mixed(100)}`, "ZXlK"],
  ["DigitalOcean token", `dop_v1_${hex(64)}`, "dop_v1_token"],
  ["Doppler token", `dp.st.dev.${mixed(43)}`, "dp.st.dev"],
  ["Fly token", `FlyV1 fm2_${mixed(120)}`, "FlyV1 TOKEN"],
  ["Heroku key", `HRKU-AA${mixed(58)}`, "HRKU-"],
  ["Heroku key", `HEROKU_API_KEY=${uuid}`, `request-id: ${uuid}`],
  ["Vercel token", `vcp_${mixed(56)}`, `vcp_${"x".repeat(24)}`],
  ["Cloudflare token", `cfut_${mixed(40)}${hex(8)}`, "cfut_"],
  ["Tailscale key", `tskey-auth-${mixed(16)}-${mixed(32)}`, "tskey-auth-"],
  ["Vault token", `hvs.${mixed(95)}`, "hvs.read(path)"],
  ["Terraform token", `${mixed(14)}.atlasv1.${mixed(66)}`, "app.atlasv1.token"],
  ["Pulumi token", `pul-${hex(40)}`, "pul-request"],
  ["Grafana token", `glsa_${mixed(32)}_${hex(8)}`, "glsa_TOKEN"],
  ["Sentry token", `sntryu_${hex(64)}`, "sntryu_"],
  ["Dynatrace token", `dt0c01.${upper(24)}.${upper(64)}`, "dt0c01.PUBLIC"],
  ["New Relic key", `NRAK-${upper(27)}`, "NRAK-KEY"],
  ["Linear key", `lin_api_${mixed(40)}`, `lin_api_${"x".repeat(40)}`],
  ["Notion token", `ntn_${digits(11)}${mixed(35)}`, "ntn_1"],
  ["Figma token", `figd_${mixed(43)}`, "figd_"],
  ["Airtable token", `pat${mixed(14)}.${hex(64)}`, "path.to.file"],
  ["Contentful token", `CFPAT-${mixed(43)}`, "CFPAT-"],
  ["Mapbox token", `sk.eyJ${mixed(60)}.${mixed(22)}`, "sk.eyJ"],
  ["Atlassian token", `ATATT3${mixed(186)}`, "ATATT3"],
  ["Artifactory token", `AKCp${mixed(69)}`, "AKCp"],
  ["Databricks token", `dapi${hex(32)}`, "dapi"],
  ["Postman key", `PMAK-${hex(24)}-${hex(34)}`, "PMAK-"],
  ["PlanetScale token", `pscale_tkn_${mixed(43)}`, "pscale_tkn_"],
  ["Supabase token", `sbp_${hex(40)}`, "sbp_"],
  ["1Password token", `ops_eyJ${mixed(250)}`, "ops_eyJ"],
  ["Facebook token", `EAAC${mixed(150)}`, "EAAC"],
  ["OpenShift token", `sha256~${mixed(43)}`, `sha256:${hex(64)}`],
  ["Octopus key", `API-${upper(26)}`, "API-REFERENCE"],
  [
    "password in a URL",
    "postgres://app:" + "s3cr3tPass@db.internal:5432/app",
    "postgres://postgres:postgres@localhost:5432/test",
  ],
  ["password in a URL", "https://ci:" + "correcthorse@git.acme.io/a.git", "https://example.com:8080/@scope/name"],
  [
    "password in a URL",
    "redis://:" + "p4ssw0rdX@cache.acme.io:6379",
    "redis://:$" + "{REDIS_PASSWORD}@cache.acme.io:6379",
  ],
  [
    "database password",
    "Server=db.acme.io;Database=a;User Id=b;Password=" + "hunter2hunter2;",
    "Server=db;Password=<password>;",
  ],
  [
    "netrc password",
    "machine api.acme.io\n  login ci\n  password " + "hunter2hunter2",
    "machine api.acme.io login ci password secret",
  ],
  ["authorization header", `curl -H "Authorization: Bearer ${mixed(40)}"`, 'curl -H "Authorization: Bearer $TOKEN"'],
  ["password in a command", "curl -u deploy:" + "hunter2hunter2 https://a", "curl -u user:password https://a"],
  ["kubeconfig key", `    client-key-data: ${mixed(400)}`, "    client-key-data: DATA+OMITTED"],
  [
    "Kubernetes secret",
    `kind: Secret\nmetadata:\n  name: a\ndata:\n  token: ${mixed(24)}`,
    "kind: Secret\nmetadata:\n  name: a\ndata:\n  token: {{ .Values.token }}",
  ],
  ["assigned secret", `const apiKey = "${mixed(30)}";`, 'const apiKey = process.env["API_KEY"];'],
  ["assigned secret", `export ACME_TOKEN=${mixed(30)}`, "export ACME_TOKEN=$(cat token)"],
  ["assigned secret", `  client_secret: ${mixed(32)}`, "  apiKey: StripeApiKeyV2Configuration"],
  [
    "password in a URL",
    "jdbc:mysql://db.acme.io/a?user=b&password=" + "hunter2hunter2",
    "jdbc:mysql://localhost/a?user=root&password=secret",
  ],
  ["AWS marketplace token", `amzn.mws.${uuid}`, "amzn.mws.TOKEN"],
  ["secret token URI", `secret-token:${mixed(24)}`, "secret-token:<token>"],
  ["vendor key", `DD_API_KEY=${hex(32)}`, `DD_API_KEY=${"0".repeat(32)}`],
];

describe("every format", () => {
  it.each(cases)("%s: refuses %j, not %j", (kind, secret, benign) => {
    expect(scanner.find(`before\n${secret}\nafter`).map((hit) => hit.kind)).toContain(kind);
    expect(scanner.find(`before\n${benign}\nafter`)).toEqual([]);
  });

  it("has an example", () => {
    const unseen = secretFormats.filter(
      ({ pattern, accept }) =>
        !cases.some(([, secret]) => [...secret.matchAll(pattern)].some((match) => accept?.(match) ?? true)),
    );
    expect(unseen.map(({ kind, pattern }) => `${kind} ${pattern}`)).toEqual([]);
  });

  it.each(cases)("%s: leaves nothing of %j behind", (_, secret) => {
    const redacted = scanner.redact(`before\n${secret}\nafter`);
    expect(scanner.find(redacted)).toEqual([]);
    expect(scanner.redact(redacted)).toBe(redacted);
    expect(redacted).toContain("before\n[redacted: ");
  });
});

it.each([
  ["in one line", `"ghp_" + "${mixed(36)}"`],
  ["over two lines", `const a =\n  "ghp_${mixed(10)}" +\n  "${mixed(26)}";`],
  ["over two lines, the sign in front", `"ghp_${mixed(10)}"\n  . "${mixed(26)}"`],
  ["in three pieces", `'ghp_' + '${mixed(18)}' +\n'${mixed(18)}'`],
])("sees a token in string literals side by side %s", (_, text) => {
  expect(scanner.find(text)).toEqual([expect.objectContaining({ kind: "GitHub token" })]);
  expect(scanner.find(scanner.redact(text))).toEqual([]);
});
