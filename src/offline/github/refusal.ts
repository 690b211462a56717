/** The ways GitHub says no, with its own words; handlers throw these and the server turns them into answers. */

const documentation = "https://docs.github.com/rest";

export type FieldError = { resource: string; code: string; field?: string; value?: string; message?: string };

export class Refusal extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown>;

  constructor(
    status: number,
    message: string,
    body: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.headers = headers;
    this.body = { message, ...body, documentation_url: documentation, status: String(status) };
  }
}

export const notFound = (message = "Not Found"): Refusal => new Refusal(404, message);

export const forbidden = (message = "Resource not accessible by integration"): Refusal => new Refusal(403, message);

export const unprocessable = (message: string): Refusal => new Refusal(422, message);

/** `{message: "Validation Failed", errors: [...]}`, the form of every field error. */
export const invalid = (...errors: FieldError[]): Refusal => new Refusal(422, "Validation Failed", { errors });
