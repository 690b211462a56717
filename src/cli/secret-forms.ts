/** The forms in which a secret may turn up in a log, for the runner's masks. */

/** A mask of a few characters would blacken the whole log. */
const shortest = 6;

/** The secret itself, its lines, and its common encodings. */
export const secretForms = (secret: string): string[] => {
  const bytes = Buffer.from(secret);
  const forms = [
    ...secret.split(/\r?\n/),
    bytes.toString("base64"),
    bytes.toString("base64url"),
    bytes.toString("hex"),
    encodeURIComponent(secret.toWellFormed()),
    JSON.stringify(secret).slice(1, -1),
  ];
  return [...new Set([secret, ...forms.filter((form) => form.length >= shortest)])];
};
