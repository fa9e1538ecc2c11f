/**
 * Asks an expert in the terminal, one thing at a time: bounds before the middle, so that the middle does not anchor them; then the curve, what it says
 * at 5 % and 95 %, and whether that is what is meant. Nothing of what others said is shown. Each answer that is accepted is recorded at once.
 */

import { formatCount, formatExact } from "@outweigh/brief";
import { type Answer, type Compiled, type ExpertDeclaration, judgementBlock, type Question, readAnswer } from "@outweigh/language";
import { type Effects, exit, type Lines } from "../effects.js";
import { isProblem } from "../problem.js";
import { failWith } from "../report.js";
import { printable, styleOf, widthOf, wrap } from "../terminal.js";
import { appendBlocks } from "./chapter.js";
import { curveText } from "./curve-text.js";

/** How questions are asked: by quantiles, or by the four steps of IDEA. */
export type AskingMethod = "quantiles" | "steps";

interface Talk {
  readonly effects: Effects;
  readonly input: Lines;
  readonly width: number;
  say(text: string): void;
  /** The answer without blanks around it; undefined when the expert has left. */
  ask(prompt: string): Promise<string | undefined>;
}

/** Asks all questions and records what is accepted in the chapter. Ends early, with all that was accepted kept, when the input ends. */
export async function askExpert(
  compiled: Compiled,
  expert: ExpertDeclaration,
  questions: readonly Question[],
  method: AskingMethod,
  chapter: string,
  effects: Effects,
): Promise<number> {
  const input = effects.lines!;
  const width = widthOf(effects.stdout);
  const { bold, dim, green } = styleOf(effects, effects.stdout);
  const say = (text: string) => effects.stdout.write(`${text}\n`);
  const talk: Talk = { effects, input, width, say, ask: async (prompt) => (await input.ask(`  ${prompt} `))?.trim() };
  say(
    wrap(bold(`${printable(expert.label)}: ${formatCount(questions.length)} ${questions.length === 1 ? "question" : "questions"}.`), width),
  );
  say(
    wrap(
      dim("Answer for yourself, from what you know. An empty line leaves a question out; Ctrl-C ends, and what you have accepted is kept."),
      width,
    ),
  );
  const taken = new Set<string>();
  let accepted = 0;
  for (const [index, question] of questions.entries()) {
    say("");
    say(wrap(bold(`${index + 1}. ${titleOf(question)}`), width, "", "   "));
    if (question.note) say(wrap(printable(question.note), width, "   "));
    const answered = await askOne(talk, question, method);
    if (answered === "left") break;
    if (answered === "skipped") {
      say(dim("  Left out."));
      continue;
    }
    const date = new Date(effects.now()).toISOString().slice(0, 10);
    const { id, text } = judgementBlock(compiled.assessment, expert.id, question, answered.answer, answered.because, date, taken);
    const failure = appendBlocks(effects, chapter, [text]);
    if (isProblem(failure)) return failWith(effects, failure);
    taken.add(id);
    accepted += 1;
    say(green(`  Recorded in ${chapter}.`));
  }
  input.close();
  const left = questions.length - accepted;
  say("");
  say(
    wrap(
      `${accepted === 1 ? "1 answer" : `${accepted} answers`} recorded${left > 0 ? `, ${left} left out` : ""}.${accepted > 0 ? ` See: outweigh check ${chapter.slice(0, chapter.lastIndexOf("/"))}` : ""}`,
      width,
    ),
  );
  return exit.fine;
}

function titleOf({ label, unit, under, kind, states }: Question): string {
  const where = under ? `, under “${under.label}”` : "";
  if (kind === "chance") return printable(`${label}${where}: ${states.map((state) => state.replaceAll("_", " ")).join(" or ")}?`);
  return printable(`${label}${where}${unit === "" ? "" : ` (${unit})`}`);
}

interface Answered {
  readonly answer: Answer;
  readonly because: string;
}

async function askOne(talk: Talk, question: Question, method: AskingMethod): Promise<Answered | "skipped" | "left"> {
  for (;;) {
    const answer = await (question.kind === "chance"
      ? askChance(talk, question)
      : method === "steps"
        ? askSteps(talk)
        : askQuantiles(talk, question));
    if (answer === "left" || answer === "skipped") return answer;
    const read = readAnswer(question, answer);
    if ("problem" in read) {
      talk.say(wrap(`That cannot be: ${read.problem}. Once more.`, talk.width, "  "));
      continue;
    }
    if ("fit" in read) showFit(talk, question, read.fit);
    else
      talk.say(
        wrap(
          question.states
            .map((state, index) => `${state.replaceAll("_", " ")} ${Number((100 * read.shares[index]!).toPrecision(6))} %`)
            .join(", "),
          talk.width,
          "  ",
        ),
      );
    const isRight = await confirmed(talk);
    if (isRight === undefined) return "left";
    if (!isRight) continue;
    const because = await askReason(talk);
    return because === undefined ? "left" : { answer, because };
  }
}

function showFit(talk: Talk, { unit }: Question, fit: Extract<ReturnType<typeof readAnswer>, { readonly fit: object }>["fit"]): void {
  const number = (value: number) => formatExact(value, undefined, 3).replaceAll("\u00a0", " ");
  const at = (probability: number) =>
    number(fit.quantiles.find((each) => Math.abs(each.probability - probability) < 1e-9)?.value ?? Number.NaN);
  talk.say("");
  for (const line of curveText(fit, talk.width, number)) talk.say(line);
  talk.say("");
  const words = unit === "" ? "" : ` ${unit}`;
  talk.say(
    wrap(
      `This curve (${fit.family.replaceAll("_", " ")}) says: 1 in 20 below ${at(0.05)}, as likely above as below ${at(0.5)}, 1 in 20 above ${at(0.95)}${words}.`,
      talk.width,
      "  ",
    ),
  );
  if (fit.missed.length > 0)
    talk.say(wrap("It misses what you said by more than 5 percentage points somewhere; look at it closely.", talk.width, "  "));
}

async function confirmed(talk: Talk): Promise<boolean | undefined> {
  for (;;) {
    const reply = (await talk.ask("Is that what you mean? (yes, or no to change it):"))?.toLowerCase();
    if (reply === undefined) return undefined;
    if (/^(y|yes)$/.test(reply)) return true;
    if (/^(n|no)$/.test(reply)) return false;
  }
}

async function askReason(talk: Talk): Promise<string | undefined> {
  for (;;) {
    const reply = await talk.ask("Why? What do you base it on?");
    if (reply === undefined || reply !== "") return reply;
    talk.say("  A reason is needed; a sentence is enough.");
  }
}

type Reply = Answer | "skipped" | "left";

async function askQuantiles(talk: Talk, { kind }: Question): Promise<Reply> {
  const low = await talk.ask("A low value: you would be surprised (1 chance in 20) by less:");
  if (low === undefined) return "left";
  if (low === "") return "skipped";
  const high = await talk.ask("A high value: you would be surprised (1 chance in 20) by more:");
  if (high === undefined) return "left";
  const middle = await talk.ask("The middle: it is as likely to be more as to be less:");
  if (middle === undefined) return "left";
  const outer = [
    { probability: 0.05, value: low },
    { probability: 0.5, value: middle },
    { probability: 0.95, value: high },
  ];
  if (kind === "seed") return { kind: "quantiles", points: outer };
  const lower = await talk.ask("The lower quarter: 1 chance in 4 that it is less (empty: leave out):");
  if (lower === undefined) return "left";
  const upper = lower === "" ? "" : await talk.ask("The upper quarter: 1 chance in 4 that it is more:");
  if (upper === undefined) return "left";
  const quartiles =
    lower === "" || upper === ""
      ? []
      : [
          { probability: 0.25, value: lower },
          { probability: 0.75, value: upper },
        ];
  return { kind: "quantiles", points: [...outer, ...quartiles].sort((one, other) => one.probability - other.probability) };
}

async function askSteps(talk: Talk): Promise<Reply> {
  const lowest = await talk.ask("The lowest plausible value:");
  if (lowest === undefined) return "left";
  if (lowest === "") return "skipped";
  const highest = await talk.ask("The highest plausible value:");
  const best = highest === undefined ? undefined : await talk.ask("Your best estimate:");
  const confidence = best === undefined ? undefined : await talk.ask("How sure are you that the truth lies between these two, in %?");
  if (highest === undefined || best === undefined || confidence === undefined) return "left";
  return { kind: "steps", lowest, best, highest, confidence };
}

async function askChance(talk: Talk, { states }: Question): Promise<Reply> {
  const shares: string[] = [];
  for (const [index, state] of states.entries()) {
    if (index === states.length - 1) break;
    const share = await talk.ask(`Probability of “${state.replaceAll("_", " ")}”, in %:`);
    if (share === undefined) return "left";
    if (share === "") return "skipped";
    shares.push(share.replace(/ ?%$/, ""));
  }
  const sum = shares.reduce((total, share) => total + Number(share), 0);
  return { kind: "probabilities", shares: [...shares, String(Number((100 - sum).toPrecision(10)))] };
}
