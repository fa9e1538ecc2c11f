/** The analyst's decision on each candidate: by the lists of the command line, or one key each on a terminal. */
import { toNotation } from "@outweigh/evidence";
import type { Effects } from "../effects.js";
import { styleOf, widthOf, wrap } from "../terminal.js";
import type { CaseEntry, Verdict } from "./case-entry.js";
import { candidateWords } from "./document-words.js";
import type { TakenDocument } from "./taken-document.js";

/** The lists of the command line. */
export interface Lists {
  readonly accept: "all" | ReadonlySet<number> | undefined;
  readonly reject: ReadonlySet<number> | undefined;
}

/** The verdicts that the lists give. `all` means whatever is not decided yet; a number that is named counts whatever was decided before. */
export function verdictsOf({ taken, standings }: CaseEntry, { accept, reject }: Lists): ReadonlyMap<number, Verdict> {
  const verdicts = new Map<number, Verdict>();
  for (const [index, candidate] of taken.candidates.entries()) {
    const number = taken.firstNumber + index;
    const isOpen = standings[index]?.kind === "open";
    if (reject?.has(number)) verdicts.set(number, { kind: "reject" });
    else if (accept === "all" ? isOpen : accept?.has(number))
      verdicts.set(number, { kind: "accept", grade: acceptedGrade(candidate.credibility.grade) });
  }
  return verdicts;
}

/** A suggested grade that a single claim can have: a confirmation needs a second origin, which one passage has not. */
function acceptedGrade(grade: string): string {
  return /^[2-6]$/.test(grade) ? grade : "6";
}

/** Asks for every open candidate. Undefined when the user interrupted. */
export async function askForEach({ taken, id, standings }: CaseEntry, effects: Effects): Promise<ReadonlyMap<number, Verdict> | undefined> {
  const verdicts = new Map<number, Verdict>();
  const style = styleOf(effects, effects.stdout);
  const width = widthOf(effects.stdout);
  const open = taken.candidates.filter((_, index) => standings[index]?.kind === "open").length;
  if (open > 0) effects.stdout.write(`${style.dim(wrap(keys, width))}\n\n`);
  let asked = 0;
  for (const [index, candidate] of taken.candidates.entries()) {
    if (standings[index]?.kind !== "open") continue;
    const number = taken.firstNumber + index;
    const grade = acceptedGrade(candidate.credibility.grade);
    const block = toNotation(candidate, { claimName: "…", sourceName: id, grade }).claim;
    effects.stdout.write(`${candidateWords({ number, candidate, block }, style, width)}\n`);
    const verdict = await answer(`${++asked} of ${open}`, grade, effects);
    if (verdict === undefined) return undefined;
    if (verdict === "rest") break;
    if (verdict.kind !== "leave") verdicts.set(number, verdict);
  }
  return verdicts;
}

const keys =
  "a accepts with the suggested grade, 2 to 6 with that grade, r rejects, n leaves it open, s leaves open all that are left, q stops and writes nothing.";

async function answer(place: string, grade: string, effects: Effects): Promise<Verdict | "rest" | undefined> {
  const { bold, green, red, dim, yellow } = styleOf(effects, effects.stdout);
  const say = (words: string) => effects.stdout.write(`${words}\n\n`);
  for (;;) {
    effects.stdout.write(`      ${bold(`${place}: accept ${grade}, reject? [a r 2-6 n s q]`)} `);
    const key = await effects.stdin.key();
    if (key === undefined || key === "q") {
      say("");
      return undefined;
    }
    if (key === "a" || /^[2-6]$/.test(key)) {
      const given = key === "a" ? grade : key;
      say(green(`accepted as ${given}`));
      return { kind: "accept", grade: given };
    }
    if (key === "r") {
      say(red("rejected"));
      return { kind: "reject" };
    }
    if (key === "n" || key === "s") {
      say(dim(key === "n" ? "left open" : "the rest is left open"));
      return key === "n" ? { kind: "leave" } : "rest";
    }
    if (key === "1")
      say(
        yellow(
          wrap(
            "1 means confirmed from a second, independent origin. Accept it as 2 or 3, and name what confirms it with corroborates in the text.",
            widthOf(effects.stdout),
            "      ",
          ),
        ),
      );
    else say(dim(wrap(keys, widthOf(effects.stdout), "      ")));
  }
}

/** The numbers of a list that no candidate of the run has. */
export function unknownNumbers({ accept, reject }: Lists, documents: readonly TakenDocument[]): readonly number[] {
  const last = documents.reduce((sum, { candidates }) => sum + candidates.length, 0);
  const given = [...(accept === "all" || accept === undefined ? [] : accept), ...(reject ?? [])];
  return given.filter((number) => number < 1 || number > last);
}
