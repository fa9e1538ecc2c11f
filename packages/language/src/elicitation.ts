/** Asking an expert: the questions that a case has for one expert, what the answers come to, and the block of notation that records them. Nothing here shows what others said. */
import { isJudgementProblem, judgementOfInterval, type QuantileJudgement } from "@outweigh/engine";
import type { Assessment } from "./assessment.js";
import { functionRecords } from "./functions/index.js";
import type { JudgedFit } from "./judged.js";
import { fitted } from "./lower/curves.js";
import { reservedWords } from "./lower/environment.js";
import { standardLevel } from "./lower/judgements.js";
import { sittingsOf } from "./panels.js";
import { parser } from "./parse/notation-parser.js";

/** One thing to ask. `key` tells it from the others of the case. */
export interface Question {
  readonly key: string;
  readonly id: string;
  readonly label: string;
  readonly kind: "quantity" | "seed" | "chance";
  /** The unit as written in the case; empty for plain numbers. */
  readonly unit: string;
  readonly states: readonly string[];
  /** The option under which it is asked, with its label. */
  readonly under: { readonly id: string; readonly label: string } | undefined;
  readonly note: string | undefined;
  /** The round of the answer: one more than that of the expert's last word. */
  readonly round: number;
  readonly isAnswered: boolean;
}

/** What an expert answers, with the numbers as typed. `values` of a chance are its probabilities, one for each state. */
export type Answer =
  | { readonly kind: "quantiles"; readonly points: readonly { readonly probability: number; readonly value: string }[] }
  | { readonly kind: "steps"; readonly lowest: string; readonly best: string; readonly highest: string; readonly confidence: string }
  | { readonly kind: "probabilities"; readonly shares: readonly string[] };

/** The questions for an expert: seed questions first, then whatever has the expert on its panel, under each option for which others have judged it apart. `named` are asked whoever sits on their panels. */
export function questionsFor(assessment: Assessment, expert: string, named: readonly string[] = []): readonly Question[] {
  const { judgements, options } = assessment;
  const own = judgements.filter(({ by, with: other }) => by.text === expert && !other);
  const sittings = new Map(sittingsOf(assessment).map((sitting) => [sitting.declaration.id, sitting]));
  const unitOf = (unit: { readonly span: { readonly file: string; readonly from: number; readonly to: number } } | undefined) => {
    const written = unit ? (assessment.files[unit.span.file] ?? "").slice(unit.span.from, unit.span.to).trim() : "";
    return written === "number" ? "" : written;
  };
  const make = (
    kind: Question["kind"],
    { id, label, note }: { readonly id: string; readonly label: string; readonly note: string | undefined },
    unit: string,
    states: readonly string[],
  ): readonly Question[] => {
    const unders = new Set(judgements.flatMap(({ of, with: other, under }) => (of.text === id && !other ? [under?.text] : [])));
    return [...(unders.size === 0 ? [undefined] : unders)].map((under) => {
      const given = own.filter(({ of, under: option }) => of.text === id && option?.text === under);
      const option = options.find((each) => each.id === under);
      return {
        key: under === undefined ? id : `${id} | ${under}`,
        id,
        label,
        kind,
        unit,
        states,
        under: under === undefined ? undefined : { id: under, label: option?.label ?? under },
        note,
        round: Math.max(0, ...given.map(({ round }) => round)) + 1,
        isAnswered: given.length > 0,
      };
    });
  };
  const sits = (id: string) => {
    const panel = sittings.get(id)?.panel;
    return named.includes(id) || (panel !== undefined && (panel.by === "all" || panel.by.some(({ text }) => text === expert)));
  };
  const all = [
    ...assessment.seeds.flatMap((seed) => make("seed", seed, unitOf(seed.unit), [])),
    ...assessment.quantities.filter(({ id }) => sits(id)).flatMap((quantity) => make("quantity", quantity, unitOf(quantity.unit), [])),
    ...assessment.chances
      .filter(({ id }) => sits(id))
      .flatMap((chance) =>
        make(
          "chance",
          chance,
          "%",
          chance.states.map(({ text }) => text),
        ),
      ),
  ];
  return named.length === 0 ? all : all.filter(({ id }) => named.includes(id));
}

const sizes: Readonly<Record<string, number>> = { "": 1, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };

/** The size of a number as people type it, `20 thousand`, `1,500`, `35 %`, with or without the unit behind it; undefined when it is none. A share of `%` is in per cent. */
export function typedNumber(text: string, unit = ""): number | undefined {
  const plain = text
    .trim()
    .replace(/\u00a0|\u202f/g, " ")
    .replace(/^[−–]/, "-");
  const bare = unit !== "" && plain.endsWith(unit) ? plain.slice(0, -unit.length).trim() : plain;
  const match = /^(-?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d+)?) ?(thousand|million|billion|trillion)?$/.exec(bare);
  if (!match || !/\d/.test(match[1]!)) return undefined;
  const value = Number(match[1]!.replaceAll(",", "")) * sizes[match[2] ?? ""]!;
  return Number.isFinite(value) ? value : undefined;
}

/** A number of a question as it stands in the notation. */
function notationOf(text: string, unit: string): string {
  const plain = text
    .trim()
    .replace(/\u00a0|\u202f/g, " ")
    .replace(/^[−–]/, "-");
  const bare = unit !== "" && plain.endsWith(unit) ? plain.slice(0, -unit.length).trim() : plain;
  return unit === "%" || unit === "percent" ? `${bare} %` : bare;
}

/** What is wrong with an answer, in words for the expert. */
export interface AnswerProblem {
  readonly problem: string;
}

/** What an answer comes to: the curve through it, or its probabilities, or what is wrong with it. */
export function readAnswer(
  question: Question,
  answer: Answer,
): { readonly fit: JudgedFit } | { readonly shares: readonly number[] } | AnswerProblem {
  const number = (text: string) => typedNumber(text, question.unit);
  const unread = (text: string) => ({ problem: `“${text}” is no number; write it like 20,000 or 1.5 million` });
  if (answer.kind === "probabilities") {
    const shares = answer.shares.map((text) => typedNumber(text, "%"));
    const bad = shares.findIndex((share) => share === undefined || !(share >= 0 && share <= 100));
    if (bad >= 0) return { problem: `“${answer.shares[bad]!}” is no probability; write it from 0 to 100` };
    if (shares.length !== question.states.length)
      return { problem: `there are ${question.states.length} states and ${shares.length} probabilities` };
    const sum = shares.reduce<number>((total, share) => total + share!, 0);
    if (Math.abs(sum - 100) > 1e-6) return { problem: `the probabilities add up to ${Number(sum.toPrecision(6))} % and not to 100 %` };
    return { shares: shares.map((share) => share! / 100) };
  }
  const texts = answer.kind === "quantiles" ? answer.points.map(({ value }) => value) : [answer.lowest, answer.best, answer.highest];
  const values = texts.map(number);
  const bad = values.indexOf(undefined);
  if (bad >= 0) return unread(texts[bad]!);
  const judgement = answer.kind === "quantiles" ? quantilesOf(answer, values as number[]) : stepsOf(answer, values as number[]);
  if ("problem" in judgement) return judgement;
  const isPositive = judgement.values.every((value) => value > 0);
  const made = fitted({ ...judgement, lower: isPositive ? 0 : undefined, upper: undefined }, "best", isPositive);
  return isJudgementProblem(made) ? { problem: made.reason } : { fit: made.fit };
}

function quantilesOf({ points }: Extract<Answer, { readonly kind: "quantiles" }>, values: readonly number[]): QuantileJudgement {
  return { probabilities: points.map(({ probability }) => probability), values };
}

function stepsOf(
  answer: Extract<Answer, { readonly kind: "steps" }>,
  [lowest = 0, best = 0, highest = 0]: readonly number[],
): QuantileJudgement | AnswerProblem {
  const confidence = typedNumber(answer.confidence, "%");
  if (confidence === undefined || !(confidence >= 50 && confidence <= 100))
    return { problem: `“${answer.confidence}” is no confidence from 50 to 100 %; below that, widen the interval` };
  const made = judgementOfInterval({ lowest, best, highest, confidence: confidence / 100 }, standardLevel);
  return isJudgementProblem(made) ? { problem: made.reason } : made;
}

/** The block that records an answer. `because` is the expert's reason in the expert's own words, `date` an ISO date. */
export function judgementBlock(
  assessment: Assessment,
  expert: string,
  question: Question,
  answer: Answer,
  because: string,
  date: string,
  taken: ReadonlySet<string> = new Set(),
): { readonly id: string; readonly text: string } {
  const id = freeName(
    assessment,
    `${expert}_${question.id.replaceAll(".", "_")}${question.under ? `_${question.under.id}` : ""}${question.round > 1 ? `_round_${question.round}` : ""}`,
    taken,
  );
  const numbers = (text: string) => notationOf(text, question.unit);
  const isEvent = question.kind === "chance" && question.states.length === 2 && answer.kind !== "probabilities";
  const lines: (readonly [string, string])[] = [
    ["by", expert],
    ["of", isEvent ? `${question.id} is ${question.states[1]!}` : question.id],
    ...(question.under ? [["under", question.under.id] as const] : []),
    ...statedLines(answer, numbers, question),
    ["because", `"${because.replace(/[\\"]/g, "\\$&").replace(/\s+/g, " ").trim()}"`],
    ["date", date],
    ...(question.round > 1 ? [["round", String(question.round)] as const] : []),
  ];
  const width = Math.max(...lines.map(([keyword]) => keyword.length));
  return { id, text: [`judgement ${id}`, ...lines.map(([keyword, words]) => `  ${keyword.padEnd(width)} ${words}`)].join("\n") };
}

function statedLines(answer: Answer, numbers: (text: string) => string, { kind }: Question): readonly (readonly [string, string])[] {
  switch (answer.kind) {
    case "quantiles":
      return [
        [
          "quantiles",
          answer.points.map(({ probability, value }) => `${Number((100 * probability).toPrecision(6))} %: ${numbers(value)}`).join(" | "),
        ],
      ];
    case "steps":
      return [
        ["lowest", numbers(answer.lowest)],
        ["best", numbers(answer.best)],
        ["highest", numbers(answer.highest)],
        ...(kind === "chance" ? [] : [["confidence", notationOf(answer.confidence, "%")] as const]),
      ];
    case "probabilities":
      return [["probabilities", answer.shares.map((share) => notationOf(share, "%")).join(" | ")]];
  }
}

/** Whether the grammar reads a word as a name and not as one of its own words. */
const isName = (word: string): boolean => parser.parse(`quantity ${word}\n`).toString() === "Notation(Block(BlockKeyword,Name))";

const functionNames: ReadonlySet<string> = new Set(functionRecords.keys());

/** A name that no declaration of the case has. */
export function freeName(assessment: Assessment, wanted: string, taken: ReadonlySet<string> = new Set()): string {
  const plain = wanted
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9_]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .replace(/^(?=\d)/, "item_")
    .replace(/^$/, "item");
  const lists = Object.values(assessment).filter((list) => Array.isArray(list)) as readonly (readonly { readonly id?: string }[])[];
  const known = new Set(lists.flatMap((list) => list.map((each) => each?.id)));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? plain : `${plain}_${number}`;
    const isReserved = !isName(name) || reservedWords(name, "quantity", functionNames, assessment.case.prices) !== undefined;
    if (!known.has(name) && !taken.has(name) && !isReserved) return name;
  }
}
