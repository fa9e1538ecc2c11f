/** Whose name stands under entries of the ledger. */
import type { Effects } from "../effects.js";
import { type Problem, problem } from "../problem.js";

/** The name that was given, that of OUTWEIGH_NAME, or that of the account. */
export function authorOf(effects: Effects, asked: string | undefined): string | Problem {
  const { OUTWEIGH_NAME, USER, LOGNAME, USERNAME } = effects.env;
  const name = [asked, OUTWEIGH_NAME, USER, LOGNAME, USERNAME].find((each) => each !== undefined && each.trim() !== "");
  if (name !== undefined) return name.trim().slice(0, 200);
  return problem("It is not known under whose name to write.", "Say it with --by NAME, or set OUTWEIGH_NAME.");
}
