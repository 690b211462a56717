/** A sentence out of a sandbox; commands and addresses in it may be of any length. */
import { z } from "zod";

export const sentence = z.string().transform((text) => text.slice(0, 1_000).toWellFormed());
