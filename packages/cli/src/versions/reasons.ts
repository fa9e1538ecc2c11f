/** The reasons that an analyst gives for changed judgements: read from the command, asked for on a terminal, and what is said when one is missing. */
import { needsReason, type ReasonedChange } from "@outweigh/brief";
import { nearNames } from "@outweigh/language";
import { type Effects, exit } from "../effects.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { failWith } from "../report.js";
import { printable, styleOf, widthOf, wrap } from "../terminal.js";

/** The changes with their reasons, each written as `JUDGEMENT: why` or `NUMBER: why`. A reason that is for no change is a problem. */
export function withReasons(changes: readonly ReasonedChange[], given: readonly string[]): readonly ReasonedChange[] | Problem {
  const open = changes.filter(needsReason);
  const reasons = new Map<string, string>();
  for (const each of given) {
    const found = reasonFor(open, each);
    if (isProblem(found)) return found;
    reasons.set(found.judgement, found.reason);
  }
  return changes.map((change) => ({ ...change, reason: reasons.get(change.judgement) ?? change.reason }));
}

const tidy = (text: string) => text.replace(/\s+/g, " ").trim();

function reasonFor(open: readonly ReasonedChange[], given: string): { readonly judgement: string; readonly reason: string } | Problem {
  const text = tidy(given);
  const numbered = open.map(({ judgement }, index) => ({ judgement, name: String(index + 1) }));
  const named = open.flatMap(({ judgement }) => [judgement, `{${judgement}}`].map((name) => ({ judgement, name })));
  // The longest first, for a judgement whose name another one begins with.
  const candidates = [...named, ...numbered].sort((one, other) => other.name.length - one.name.length);
  const found = candidates.find(({ name }) => text.startsWith(name) && /^ ?:/.test(text.slice(name.length)));
  if (found === undefined) {
    const asked = tidy(/^[^:]*/.exec(text)![0]);
    const near = nearNames(
      asked,
      open.map(({ judgement }) => judgement),
    );
    const known =
      open.length === 0 ? "No published judgement has changed, so none needs a reason." : `They are: ${listed(open).join("; ")}.`;
    return problem(
      `--reason "${given}" is for no judgement that has changed.${near === "" ? "" : ` Near to it: ${near}.`}`,
      `${known} A reason is written as 'JUDGEMENT: why', or with its number.`,
    );
  }
  const reason = tidy(text.slice(found.name.length).replace(/^ ?:/, ""));
  if (reason === "")
    return problem(
      `The reason for ${found.judgement} is empty.`,
      "Say in a sentence what changed it: new evidence, a mistake, another method.",
    );
  return { judgement: found.judgement, reason };
}

function listed(open: readonly ReasonedChange[]): readonly string[] {
  return open.map(({ judgement }, index) => `${index + 1} ${judgement}`);
}

/** What became of a judgement, in a sentence. */
export function changeWords({ was, now }: ReasonedChange): string {
  return now === "" ? `It was “${was}” and is no longer stated.` : `It was “${was}” and is now “${now}”.`;
}

/** Asks for the reasons that are still missing where somebody can be asked. An empty answer leaves one open. */
export async function askedReasons(changes: readonly ReasonedChange[], effects: Effects): Promise<readonly ReasonedChange[]> {
  const { lines, stdin, stdout } = effects;
  if (lines === undefined || !stdin.isTerminal || changes.every((change) => !isOpen(change))) return changes;
  const { bold } = styleOf(effects, stdout);
  const width = widthOf(stdout);
  stdout.write(
    `${wrap("These judgements have changed since the last version. Readers will ask why; one sentence each will do.", width)}\n\n`,
  );
  const answered: ReasonedChange[] = [];
  for (const change of changes) {
    if (!isOpen(change)) {
      answered.push(change);
      continue;
    }
    stdout.write(`${wrap(`${bold(printable(change.of))}. ${printable(changeWords(change))}`, width)}\n`);
    answered.push({ ...change, reason: tidy((await lines.ask("Because: ")) ?? "") });
  }
  lines.close();
  return answered;
}

/** Whether a reason is still missing. */
export function isOpen(change: ReasonedChange): boolean {
  return needsReason(change) && change.reason === "";
}

/** Says which reasons are missing. */
export function refuseUnexplained(changes: readonly ReasonedChange[], previous: string, effects: Effects): number {
  const { bold } = styleOf(effects, effects.stderr);
  const width = widthOf(effects.stderr);
  const open = changes.filter(isOpen);
  failWith(
    effects,
    problem(
      `Nothing was published: ${open.length === 1 ? "a published judgement has" : `${open.length} published judgements have`} changed since version ${previous}, and ${open.length === 1 ? "its" : "each needs its"} reason${open.length === 1 ? " is missing" : ""}.`,
      "Readers of the last version are owed it (ICD 203, standard 7). Give each with --reason 'NUMBER: why' or --reason 'JUDGEMENT: why'.",
    ),
  );
  const numbers = new Map(changes.filter((change) => change.kind !== "new").map(({ judgement }, index) => [judgement, index + 1]));
  for (const change of open) {
    const name = change.of === change.judgement ? change.of : `${change.judgement} (${change.of})`;
    effects.stderr.write(`\n${wrap(`${numbers.get(change.judgement)}  ${bold(printable(name))}`, width, "  ", "     ")}\n`);
    effects.stderr.write(`${wrap(printable(changeWords(change)), width, "     ")}\n`);
  }
  return exit.errors;
}
