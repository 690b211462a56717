/** A fault in what the user gave us: shown without a stack, with the place where it stands. */
export class InputError extends Error {
  override name = "InputError";

  constructor(where: string, what: string) {
    super(`${where}: ${what}`);
  }
}
