/** The options --without and --instead: a compiled case without some of its evidence. */
import { type Compiled, readWithdrawal, type Withdrawal, withdraw } from "@outweigh/language";
import { type Problem, problem } from "./problem.js";
import { exitOf } from "./report.js";

/** Options of commands that can compute a case without some of its evidence. */
export interface WithheldOptions {
  readonly without?: readonly string[];
  readonly instead?: readonly string[];
}

/** The case as these options ask for it; the first of them that cannot be understood is a problem. A case with errors stays as it is. */
export function withheld(compiled: Compiled, { without = [], instead = [] }: WithheldOptions): Compiled | Problem {
  const written = [...without, ...instead.map((claim) => `instead:${claim}`)];
  if (written.length === 0 || exitOf(compiled.diagnostics) !== 0) return compiled;
  const withdrawals: Withdrawal[] = [];
  for (const each of written) {
    const read = readWithdrawal(compiled.assessment, each);
    if (read.kind === "mistake") return problem(read.message, read.remedy);
    withdrawals.push(read);
  }
  return withdraw(compiled, withdrawals).compiled;
}
