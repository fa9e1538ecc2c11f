/** Takes in the file that the form saves: whether it belongs to this case, and whether every answer holds. All answers are taken, or none. */
import { type Answer, type Assessment, type Compiled, judgementBlock, type Question, questionsFor, readAnswer } from "@outweigh/language";
import type { Effects } from "../effects.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { expertNamed } from "../withheld.js";
import { appendBlocks, chapterOf } from "./chapter.js";

/** The most bytes that such a file may have. */
const mostBytes = 5_000_000;

interface Answers {
  readonly case: string;
  readonly expert: string;
  readonly date: string;
  readonly answers: readonly { readonly question: string; readonly unit: string; readonly answer: Answer; readonly because: string }[];
}

/** Records the answers of a file; gives how many, of whom and where. */
export function takeAnswers(
  compiled: Compiled,
  folder: string,
  path: string,
  effects: Effects,
): { readonly count: number; readonly expert: string; readonly chapter: string } | Problem {
  const read = effects.disk.read(path);
  if (!read.ok) return problem(`${path} cannot be read.`, "Give the file that the form has saved, for instance: --answers answers.json");
  if (read.bytes.length > mostBytes) return problem(`${path} is far larger than any answers.`, "Give the file that the form has saved.");
  const file = parseAnswers(new TextDecoder().decode(read.bytes));
  if (typeof file === "string")
    return problem(`${path} is not a file of answers: ${file}.`, "Give the file that the form has saved, as it was saved.");
  const { assessment } = compiled;
  if (file.case !== assessment.case.id)
    return problem(`${path} answers the case “${file.case}”, and this is “${assessment.case.id}”.`, "Give the folder of that case.");
  const expert = expertNamed(compiled, file.expert);
  if (isProblem(expert)) return expert;
  const asked = questionsFor(
    assessment,
    expert.id,
    file.answers.map(({ question }) => question.split(" | ")[0]!),
  );
  const found = file.answers.map((each) => checked(asked, each));
  const wrong = found.flatMap((each) => ("problem" in each ? [each.problem] : []));
  if (wrong.length > 0)
    return problem(
      `${wrong.length === 1 ? "An answer" : `${wrong.length} answers`} in ${path} cannot be taken: ${wrong.join("; ")}.`,
      "Nothing was recorded. Ask the expert to correct the form and save it again.",
    );
  if (file.answers.length === 0) return problem(`${path} holds no answers.`, "Ask the expert to fill in the form.");
  const blocks = blocksOf(
    assessment,
    expert.id,
    file,
    found.flatMap((each) => ("question" in each ? [each.question] : [])),
  );
  const chapter = chapterOf(folder, expert.id);
  return appendBlocks(effects, chapter, blocks) ?? { count: blocks.length, expert: expert.label, chapter };
}

function checked(
  asked: readonly Question[],
  { question: key, unit, answer, because }: Answers["answers"][number],
): { readonly question: Question } | { readonly problem: string } {
  const question = asked.find((each) => each.key === key);
  if (!question) return { problem: `nothing in the case is called “${key}” any more` };
  if (question.unit !== unit)
    return {
      problem: `“${question.label}” is in ${question.unit || "plain numbers"} now, and was in ${unit || "plain numbers"} in the form`,
    };
  const isFitting = (question.kind === "chance") === (answer.kind === "probabilities");
  if (!isFitting)
    return { problem: `“${question.label}” is ${question.kind === "chance" ? "a chance" : "a number"} now, and the answer is not` };
  const read = readAnswer(question, answer);
  if ("problem" in read) return { problem: `“${question.label}”: ${read.problem}` };
  return because.trim() === "" ? { problem: `“${question.label}”: the reason is missing` } : { question };
}

function blocksOf(assessment: Assessment, expert: string, { answers, date }: Answers, questions: readonly Question[]): readonly string[] {
  const taken = new Set<string>();
  return answers.map(({ answer, because }, index) => {
    const { id, text } = judgementBlock(assessment, expert, questions[index]!, answer, because, date, taken);
    taken.add(id);
    return text;
  });
}

/** The content of a file of answers, or in words what it lacks. */
function parseAnswers(text: string): Answers | string {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return "it is no JSON";
  }
  const whole = recordOf(data);
  if (whole?.format !== "outweigh-answers-1") return "it does not say that it is one";
  const { case: name, expert, date, answers } = whole;
  if (typeof name !== "string" || typeof expert !== "string" || !Array.isArray(answers))
    return "the case, the expert or the answers are missing";
  if (typeof date !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return "its date is missing";
  const read = answers.map((each): Answers["answers"][number] | undefined => {
    const entry = recordOf(each);
    const answer = answerOf(recordOf(entry?.answer));
    return typeof entry?.question === "string" && typeof entry.because === "string" && typeof entry.unit === "string" && answer
      ? { question: entry.question, unit: entry.unit, answer, because: entry.because }
      : undefined;
  });
  const complete = read.filter((each) => each !== undefined);
  if (complete.length < read.length) return `its answer ${read.indexOf(undefined) + 1} is incomplete`;
  const keys = complete.map(({ question }) => question);
  if (new Set(keys).size < keys.length) return "it answers a question twice";
  return { case: name, expert, date, answers: complete };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
}

function answerOf(answer: Readonly<Record<string, unknown>> | undefined): Answer | undefined {
  if (answer?.kind === "probabilities" && Array.isArray(answer.shares) && answer.shares.every((share) => typeof share === "string"))
    return { kind: "probabilities", shares: answer.shares };
  if (answer?.kind !== "quantiles" || !Array.isArray(answer.points)) return undefined;
  const points = answer.points.flatMap((each) => {
    const point = recordOf(each);
    return typeof point?.probability === "number" && typeof point.value === "string"
      ? [{ probability: point.probability, value: point.value }]
      : [];
  });
  return points.length === answer.points.length ? { kind: "quantiles", points } : undefined;
}
