/** The shapes of common credentials: enough of each to know it, never an open repetition, so that a search is linear. */

export type SecretFormat = {
  kind: string;
  pattern: RegExp;
  /** Looks at a match again; a match that it denies is no secret. */
  accept?: (match: RegExpExecArray) => boolean;
};

/** True for text that looks random: lower case, upper case and digits, and few repetitions. */
const looksRandom = (text: string): boolean =>
  /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text) && new Set(text).size >= text.length * 0.5;

export const secretFormats: readonly SecretFormat[] = [
  { kind: "GitHub token", pattern: /gh[pousr]_[A-Za-z0-9]{36}/g },
  { kind: "GitHub token", pattern: /gh[su]_\d{1,20}_eyJ[\w-]{10}/g },
  { kind: "GitHub token", pattern: /github_pat_[A-Za-z0-9_]{40}/g },
  { kind: "GitLab token", pattern: /gl(?:pat|dt|rt|cbt|ptt|ft|soat)-[\w-]{20}/g },
  {
    kind: "AWS access key",
    pattern: /(?<![A-Z0-9])A(?:KIA|SIA|BIA|CCA)[A-Z2-7]{16}(?![A-Z0-9])/g,
    accept: ([key]) => !key.endsWith("EXAMPLE"),
  },
  {
    kind: "AWS secret key",
    pattern: /aws.{0,20}?(?:secret|key).{0,20}?[=:]{1,2}>?[ \t"']{0,5}([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi,
    accept: ([, key = ""]) => !key.endsWith("EXAMPLEKEY"),
  },
  { kind: "OpenAI key", pattern: /(?<![\w-])sk-(?:proj|svcacct|admin|None)-[\w-]{20}/g },
  { kind: "OpenAI key", pattern: /(?<![\w-])sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}/g },
  { kind: "API key", pattern: /(?<![\w-])sk-[A-Za-z0-9]{32}/g },
  { kind: "Anthropic key", pattern: /sk-ant-[a-z0-9]{3,12}-[\w-]{20}/g },
  { kind: "OpenRouter key", pattern: /sk-or-v1-[0-9a-f]{32}/g },
  { kind: "Slack token", pattern: /xox[abeoprs](?:\.xox[bp])?-[\w-]{10}/g },
  { kind: "Slack token", pattern: /xapp-\d-[A-Z0-9]{8,12}-\d{8,14}-/g },
  { kind: "Slack webhook", pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Z0-9]{6,12}\/[\w/]{10}/g },
  { kind: "Discord webhook", pattern: /discord(?:app)?\.com\/api\/webhooks\/\d{15,20}\/[\w-]{20}/g },
  { kind: "private key", pattern: /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g },
  { kind: "age key", pattern: /AGE-SECRET-KEY-1[0-9A-Z]{40}/g },
  { kind: "npm token", pattern: /(?<!\w)npm_[A-Za-z0-9]{36}/g },
  { kind: "npm token", pattern: /:_authToken[ \t]{0,4}=[ \t]{0,4}[A-Za-z0-9-]{20}/g },
  { kind: "PyPI token", pattern: /pypi-AgE[\w-]{20}/g },
  { kind: "RubyGems key", pattern: /rubygems_[0-9a-f]{48}/g },
  { kind: "Docker token", pattern: /dckr_(?:pat|oat)_[\w-]{20}/g },
  { kind: "Google API key", pattern: /AIza[\w-]{35}/g },
  { kind: "Google token", pattern: /ya29\.[\w-]{20}|GOCSPX-[\w-]{24}/g },
  { kind: "JSON web token", pattern: /(?<![\w-])eyJ[\w-]{10,4000}\.eyJ[\w-]{10}/g },
  { kind: "Stripe key", pattern: /(?<!\w)[rs]k_(?:live|test|prod)_[A-Za-z0-9]{16}|whsec_[A-Za-z0-9+/]{24}/g },
  { kind: "Twilio key", pattern: /(?<!\w)SK[0-9a-f]{32}(?!\w)/g },
  { kind: "SendGrid key", pattern: /SG\.[\w-]{22}\.[\w-]{40}/g },
  { kind: "Mailgun key", pattern: /(?<!\w)key-[0-9a-f]{32}(?!\w)/g },
  { kind: "Telegram token", pattern: /(?<!\d)\d{8,10}:AA[\w-]{33}/g },
  { kind: "DigitalOcean token", pattern: /do[opr]_v1_[0-9a-f]{40}/g },
  { kind: "Doppler token", pattern: /dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[\w-]{1,40}\.)?[A-Za-z0-9]{40}/g },
  { kind: "Hugging Face token", pattern: /(?<!\w)hf_[A-Za-z]{34}/g },
  { kind: "Fly token", pattern: /FlyV1 fm\d_[\w+/=]{20}|(?<!\w)fo1_[\w-]{40}/g },
  { kind: "Vault token", pattern: /(?<!\w)hv[bs]\.[\w-]{24}/g },
  { kind: "Terraform token", pattern: /[A-Za-z0-9]{14}\.atlasv1\.[\w-]{40}/g },
  { kind: "Grafana token", pattern: /glsa_[A-Za-z0-9]{32}_|glc_[A-Za-z0-9+/]{32}/g },
  { kind: "New Relic key", pattern: /NRAK-[A-Z0-9]{27}/g },
  { kind: "Shopify token", pattern: /shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}/g },
  { kind: "Linear key", pattern: /lin_(?:api|oauth)_[A-Za-z0-9]{32}/g },
  { kind: "Atlassian token", pattern: /ATATT3[\w=-]{40}/g },
  { kind: "Databricks token", pattern: /(?<!\w)dapi[0-9a-f]{32}/g },
  { kind: "Azure secret", pattern: /(?<![\w~.-])[\w~.-]{3}[78]Q~[\w~.-]{31}/g },
  { kind: "Azure account key", pattern: /(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40}/g },
  {
    kind: "password in a URL",
    pattern: /:\/\/[^\s/:@"'`<>]{0,100}:([^\s/@"'`<>]{6,200})@[\w.[-]/g,
    accept: ([, word = ""]) => /\d/.test(word) && /[A-Za-z]/.test(word) && !/[${}*]/.test(word),
  },
  {
    kind: "assigned secret",
    pattern:
      /(?:secret|token|passwd|password|api[_-]?key|private[_-]?key|access[_-]?key|credential)[\w-]{0,30}["']?[ \t]{0,5}(?::|=|=>|:=)[ \t]{0,5}["'`]([\w+/.=~-]{20,200})["'`]/gi,
    accept: ([, value = ""]) => looksRandom(value),
  },
];
