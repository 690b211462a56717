/** Credentials that are known by what stands around them: URLs, headers, settings, assignments. */
import { changesOf } from "./changes-of.ts";

export type SecretFormat = {
  kind: string;
  pattern: RegExp;
  /** Looks at a match again; a match that it denies is no secret. */
  accept?: (match: RegExpExecArray) => boolean;
};

/** True for text that looks random: lower case, upper case and digits, and few repetitions. */
const looksRandom = (text: string): boolean =>
  /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text) && new Set(text).size >= text.length * 0.5;

/** As chance mixes digits, capitals and small letters; names in code change far less often. */
const isDrawn = (text: string): boolean =>
  looksRandom(text) && (text.match(/\d/g)?.length ?? 0) > 2 && changesOf(text) >= 0.4;

const hasDigit = (text: string): boolean => /\d/.test(text) && /[A-Za-z]/.test(text);

/** Passwords that stand for a password, and names that only a machine of one's own has. */
const usual =
  /^(?:pass|password|passwd|secret|user(?:name)?|root|admin|postgres|mysql|mongo|redis|test|guest|changeme)\d{0,3}$/i;
const own =
  /^(?:localhost|127\.|0\.0\.0\.0|\[::1|host\b|db\b|database\b|postgres\b|mysql\b|redis\b|example\b)|\bexample\.|\.(?:test|invalid|local|localhost)\b/i;

export const documentFormats: readonly SecretFormat[] = [
  {
    kind: "password in a URL",
    pattern: /:\/\/[^\s/:@"'`<>]{0,100}:([^\s/@"'`<>]{6,200})@([\w.[:-]{1,100})/g,
    accept: ([, word = "", host = ""]) =>
      !/[${}*]/.test(word) && !usual.test(word) && (hasDigit(word) || (word.length >= 8 && !own.test(host))),
  },
  {
    kind: "assigned secret",
    pattern:
      /(?:secret|token|passwd|password|api[_-]?key|private[_-]?key|access[_-]?key|credential)[\w-]{0,30}["']?[ \t]{0,5}(?::|=|=>|:=)[ \t]{0,5}["'`]([\w+/.=~-]{20,200})["'`]/gi,
    accept: ([, value = ""]) => looksRandom(value),
  },
  {
    kind: "assigned secret",
    pattern:
      /^[ \t]{0,20}(?:export[ \t]{1,5})?[A-Z0-9_]{0,60}(?:SECRET|TOKEN|PASSWORD|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY)[A-Z0-9_]{0,20}=([\w+/.=~-]{20,200})$/gm,
    accept: ([, value = ""]) => looksRandom(value),
  },
  {
    kind: "assigned secret",
    pattern:
      /(?:secret|token|passwd|password|api[_-]?key|private[_-]?key|access[_-]?key|credential)[\w-]{0,30}["']?[ \t]{0,5}[:=][ \t]{1,5}([\w+/=~-]{20,200})[ \t]{0,20}(?:#[^\n]{0,200})?$/gim,
    accept: ([, value = ""]) => isDrawn(value),
  },
  {
    kind: "password in a URL",
    pattern: /jdbc:[^\s"'`<>]{1,200}[?&;]password=([^\s"'`<>&;]{6,200})/gi,
    accept: ([, word = ""]) => !/[${}*]/.test(word) && !usual.test(word) && hasDigit(word),
  },
  {
    kind: "authorization header",
    pattern: /authorization["']?[ \t]{0,5}[:=,][ \t]{0,5}["'`]?(?:bearer|basic|token)[ \t]{1,5}([\w.~+/=-]{20,400})/gi,
    accept: ([, value = ""]) => looksRandom(value.slice(0, 40)),
  },
  {
    kind: "password in a command",
    pattern: /\bcurl\b[^\n]{0,300}?[ \t](?:-u|--user)[ \t=]{1,5}["']?[\w.@-]{1,100}:([^\s"':]{6,200})/g,
    accept: ([, value = ""]) => hasDigit(value),
  },
  {
    kind: "netrc password",
    pattern: /\bmachine\s{1,5}\S{1,200}\s{1,20}login\s{1,5}\S{1,200}\s{1,20}password\s{1,5}(\S{6,200})/g,
    accept: ([, value = ""]) => !usual.test(value),
  },
  {
    kind: "npm password",
    pattern: /(?:^|[:_ \t])_(?:auth|password)[ \t]{0,4}=[ \t]{0,4}"?([A-Za-z0-9+/]{16,400}={0,2})/gm,
    accept: ([, value = ""]) => /[A-Z]/.test(value) && /[a-z]/.test(value),
  },
  { kind: "registry password", pattern: /"auth"[ \t]{0,5}:[ \t]{0,5}"([A-Za-z0-9+/]{20,400}={0,2})"/g },
  { kind: "kubeconfig key", pattern: /client-key-data["']?[ \t]{0,5}:[ \t]{0,5}["']?([A-Za-z0-9+/]{40})/g },
  {
    kind: "Kubernetes secret",
    pattern:
      /kind["']?:[ \t]{0,5}["']?Secret\b[\s\S]{0,400}?\b(?:data|stringData)["']?:[ \t{]{0,5}\n[ \t]{1,20}["']?[\w.-]{1,100}["']?:[ \t]{0,5}["']?([^\s"'{}$<]{8,400})/g,
    accept: ([, value = ""]) => !usual.test(value),
  },
  {
    kind: "database password",
    pattern:
      /(?:server|data source|host|endpoint)=[^;\n"']{1,100};[^\n"']{0,200}?(?:password|pwd)=([^;\s"'{}$<*]{6,200})/gi,
    accept: ([, value = ""]) => !usual.test(value) && hasDigit(value),
  },
  { kind: "Google service account", pattern: /"private_key_id"[ \t]{0,5}:[ \t]{0,5}"([0-9a-f]{40})"/g },
  {
    kind: "Heroku key",
    pattern:
      /heroku[\w. -]{0,30}["']?[ \t]{0,5}[:=][ \t]{0,5}["']?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/gi,
  },
  {
    kind: "Twilio key",
    pattern: /twilio[\w. -]{0,30}["']?[ \t]{0,5}[:=][ \t]{0,5}["']?([0-9a-f]{32})(?![0-9a-f])/gi,
  },
  {
    kind: "vendor key",
    pattern:
      /(?:datadog|dd|cloudflare|algolia|fastly|netlify|okta|circleci|codecov|launchdarkly|zendesk|sumologic)[\w.-]{0,20}(?:key|token|secret)["']?[ \t]{0,5}[:=][ \t]{0,5}["']?([\w-]{32,64})(?![\w-])/gi,
    accept: ([, value = ""]) => hasDigit(value) && new Set(value).size >= 10,
  },
];
