/** One line of a bank statement, whatever bank it came from. */
import type { IsoDate } from "./calendar.ts";
import type { Cents } from "./money.ts";

export type Transaction = { date: IsoDate; payee: string; note: string; amount: Cents };

export type Categorised = Transaction & { category: string };
