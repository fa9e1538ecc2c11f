/** `outweigh elicit DIR`: asks an expert in the terminal or by a form, takes answers in, and reads and writes the files of Excalibur. */
import { type Compiled, compileCase, nearNames, type Question, questionsFor } from "@outweigh/language";
import { type CaseOptions, folderProblem, openCase } from "../case-folder.js";
import { type Effects, exit } from "../effects.js";
import { takeAnswers } from "../elicit/answers.js";
import { askExpert } from "../elicit/asking.js";
import { chapterOf } from "../elicit/chapter.js";
import { elicitationForm } from "../elicit/form.js";
import { exportStudy, importStudy } from "../elicit/studies.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { failWith } from "../report.js";
import { count, printable, widthOf, wrap } from "../terminal.js";
import { expertNamed } from "../withheld.js";

/** Options of the command. One of `expert`, `answers`, `import` and `export` is given. */
export interface ElicitOptions extends CaseOptions {
  readonly expert?: string;
  readonly of?: readonly string[];
  readonly again?: boolean;
  readonly steps?: boolean;
  readonly form?: string;
  readonly answers?: string;
  readonly import?: string;
  readonly realisations?: string;
  readonly export?: string;
}

/** Runs the command. The case may have errors: judgements that are still missing are among them. */
export async function elicit(folder: string, options: ElicitOptions, effects: Effects): Promise<number> {
  const blocked = folderProblem(effects, folder) ?? misuseOf(options);
  if (blocked) return failWith(effects, blocked);
  const compiled = compileCase(openCase(effects, options), folder);
  if (options.import !== undefined) return imported(compiled, folder, options.import, options.realisations, effects);
  if (options.export !== undefined) return exported(compiled, options.export, effects);
  if (options.answers !== undefined) {
    const taken = takeAnswers(compiled, folder, options.answers, effects);
    if (isProblem(taken)) return failWith(effects, taken);
    return say(effects, `Recorded ${count(taken.count, "answer")} of ${taken.expert} in ${taken.chapter}.`);
  }
  const expert = expertNamed(compiled, options.expert ?? "");
  if (isProblem(expert)) return failWith(effects, expert);
  const questions = asked(compiled, expert.id, options);
  if (isProblem(questions)) return failWith(effects, questions);
  if (options.form !== undefined) {
    const failure = effects.disk.write(options.form, elicitationForm(compiled.assessment, expert, questions));
    if (failure !== undefined) return failWith(effects, problem(`${options.form} cannot be written: ${failure}.`, "Choose another place."));
    return say(
      effects,
      `Wrote ${options.form}: ${count(questions.length, "question")} for ${expert.label}. What the form saves is taken in by: outweigh elicit ${folder} --answers FILE.json`,
    );
  }
  if (!effects.lines)
    return failWith(effects, problem("Nobody can be asked here.", "Run it in a terminal, or make a form: --form FILE.html"));
  return askExpert(compiled, expert, questions, options.steps ? "steps" : "quantiles", chapterOf(folder, expert.id), effects);
}

function misuseOf(options: ElicitOptions): Problem | undefined {
  const given = (["expert", "answers", "import", "export"] as const).filter((name) => options[name] !== undefined);
  if (given.length === 0)
    return problem(
      "It is not said who is asked, or what is taken in.",
      "Write --expert NAME, or --answers FILE.json, --import FILE.dtt or --export FILE.dtt.",
    );
  if (given.length > 1) return problem(`--${given[0]} and --${given[1]} do not go together.`, "Do one after the other.");
  if (options.realisations !== undefined && options.import === undefined)
    return problem("--realisations goes with a study that is taken in.", "Add --import FILE.dtt.");
  if (options.form !== undefined && options.expert === undefined)
    return problem("It is not said for whom the form is.", "Add --expert NAME.");
  return undefined;
}

/** The questions that were asked for, or that are open; a name that is none is a problem. */
function asked({ assessment }: Compiled, expert: string, { of = [], again = false }: ElicitOptions): readonly Question[] | Problem {
  const known = [...assessment.seeds, ...assessment.quantities, ...assessment.chances].map(({ id }) => id);
  const wrong = of.find((name) => !known.includes(name));
  if (wrong !== undefined) {
    const near = nearNames(wrong, known);
    return problem(
      `There is no quantity, chance or seed question called “${wrong}”.${near === "" ? "" : ` Nearest: ${near}.`}`,
      "Name it as it is declared in the case.",
    );
  }
  const all = questionsFor(assessment, expert, of);
  const open = of.length > 0 || again ? all : all.filter(({ isAnswered }) => !isAnswered);
  if (open.length > 0) return open;
  return all.length > 0
    ? problem(`${expert} has answered every question.`, "To ask them all in another round: --again; or some of them: --of NAME.")
    : problem(
        `There is nothing to ask ${expert}.`,
        `Give a quantity or chance the line: judged by ${expert}; or name what to ask: --of NAME.`,
      );
}

function say(effects: Effects, words: string): number {
  effects.stdout.write(`${wrap(printable(words), widthOf(effects.stdout))}\n`);
  return exit.fine;
}

function remark(effects: Effects, words: string): void {
  effects.stderr.write(`${wrap(printable(words), widthOf(effects.stderr), "", "  ")}\n`);
}

function imported(compiled: Compiled, folder: string, path: string, realisations: string | undefined, effects: Effects): number {
  const found = importStudy(compiled, folder, path, realisations, effects);
  if (isProblem(found)) return failWith(effects, found);
  for (const each of found.remarks) remark(effects, each);
  const { experts, seeds, quantities, judgements } = found.made;
  return say(
    effects,
    `Wrote ${found.chapter}: ${count(experts, "expert")}, ${count(seeds, "seed question")}, ${quantities === 1 ? "1 quantity" : `${quantities} quantities`}, ${count(judgements, "judgement")}. Units are not in these files: give each quantity and seed question its own in place of “number”.`,
  );
}

function exported(compiled: Compiled, path: string, effects: Effects): number {
  const found = exportStudy(compiled, path, effects);
  if (isProblem(found)) return failWith(effects, found);
  if (found.leftOut.length > 0)
    remark(effects, `Left out, as they are given at other probabilities or under an option: ${found.leftOut.join(", ")}.`);
  return say(effects, `Wrote ${found.files.join(" and ")}.`);
}
