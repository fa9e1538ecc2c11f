/** The options --without and --instead: a compiled case without some of its evidence. */
import {
  type Compiled,
  type ExpertDeclaration,
  nearNames,
  readWithdrawal,
  type Withdrawal,
  withdraw,
  withExpert,
} from "@outweigh/language";
import { isProblem, type Problem, problem } from "./problem.js";
import { exitOf } from "./report.js";

/** Options of commands that can compute a case without some of its evidence. */
export interface WithheldOptions {
  readonly without?: readonly string[];
  readonly instead?: readonly string[];
  /** The expert on whose numbers alone the case is computed. */
  readonly expert?: string;
}

/** The case as these options ask for it; the first of them that cannot be understood is a problem. A case with errors stays as it is. */
export function withheld(compiled: Compiled, options: WithheldOptions): Compiled | Problem {
  const left = withoutEvidence(compiled, options);
  if (options.expert === undefined || isProblem(left) || exitOf(left.diagnostics) !== 0) return left;
  const expert = expertNamed(left, options.expert);
  if (isProblem(expert)) return expert;
  return (
    withExpert(left, expert.id) ??
    problem(
      `${expert.label} has judged nothing that this case takes up.`,
      "A quantity takes up what experts say of it by its line: judged by NAME, NAME.",
    )
  );
}

/** An expert of the case by the name in the text or the reader's name. */
export function expertNamed({ assessment: { experts } }: Compiled, name: string): ExpertDeclaration | Problem {
  const plain = (text: string) => text.normalize("NFC").toLowerCase().trim();
  const found = experts.find(({ id, label }) => id === name || plain(label) === plain(name));
  if (found) return found;
  const near = nearNames(
    name,
    experts.map(({ id }) => id),
  );
  const known =
    experts.length === 0
      ? 'The case declares none; a line does it: expert NAME "…".'
      : `Experts are: ${experts.map(({ id }) => id).join(", ")}.`;
  return problem(`There is no expert called “${name}” in this case.${near === "" ? "" : ` Nearest: ${near}.`}`, known);
}

function withoutEvidence(compiled: Compiled, { without = [], instead = [] }: WithheldOptions): Compiled | Problem {
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
