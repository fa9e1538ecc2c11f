/** Who writes in the ledger: whoever is named on the command line, or in the environment, or the author of the case. */
import type { Effects } from "./effects.js";
import { type Problem, problem } from "./problem.js";

const longest = 80;

/** The name under which an entry is written, or what to do where nobody is named. */
export function authorOf(effects: Effects, given: string | undefined, ofCase: string | undefined): string | Problem {
  const name = (given ?? effects.env.OUTWEIGH_BY ?? ofCase ?? "").normalize("NFC").replace(/\s+/g, " ").trim();
  if (name === "") return problem("It is not said who writes this.", 'Add --by "NAME", or set OUTWEIGH_BY to your name once for all.');
  if (name.length > longest || /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(name))
    return problem(`“${name.slice(0, 20)}…” is no name.`, `Give a name of at most ${longest} letters.`);
  return name;
}
