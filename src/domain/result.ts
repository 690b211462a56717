/** The two ways an expected operation ends: with a value, or with the error that a caller can act on. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E };

export const success = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const failure = <E>(error: E): { ok: false; error: E } => ({ ok: false, error });
