/** What follows when a candidate is accepted: a block that conditions the model, a forecast whose odds change, or nothing, and why. */
import type { Unit } from "@outweigh/engine";
import type { Assessment, ForecastDeclaration } from "../assessment.js";
import { type CandidateEntry, type DecisionEntry, isEntry, isRecord, type LedgerEntry, type ReadingEntry } from "../ledger/entry.js";
import { dayProblem } from "../ledger/rules.js";
import { forecastStates } from "../ledger/states.js";
import type { Expression } from "../syntax.js";
import { candidateKeyOf } from "./keys.js";
import { readPeriod } from "./periods.js";
import type { StatedIndicator } from "./stated.js";

/** What accepting a candidate does. */
export type Consequence =
  /** An observation for the case, in the notation. */
  | { readonly kind: "observe"; readonly name: string; readonly block: string }
  /** Odds of a forecast, multiplied by a likelihood ratio. */
  | {
      readonly kind: "set";
      readonly forecast: string;
      readonly was: number;
      readonly now: number;
      readonly ratio: number;
      readonly reason: string;
    }
  /** It supports what the case says already. `why` completes “it is filed, …”. */
  | { readonly kind: "none"; readonly why: string };

/** What a consequence is worked out from. */
export interface ConsequenceContext {
  readonly assessment: Assessment;
  readonly stated: ReadonlyMap<string, StatedIndicator>;
  readonly entries: readonly LedgerEntry[];
  /** Who accepts, and so who forecasts. */
  readonly by: string;
  /** The ISO day on which it is accepted. */
  readonly today: string;
}

/** The probability after evidence that is `ratio` times as probable if yes than if no: Bayes' rule in odds. */
export function updatedProbability(probability: number, ratio: number): number {
  const yes = probability * ratio;
  return yes / (yes + 1 - probability);
}

/** A number with its unit as the notation writes it: `310/day`, `5 %`, `2 mm`. */
export function numberWithUnit(value: number, { text }: Unit): string {
  if (text === "") return String(value);
  return /^1 ?\//.test(text) ? `${value}${text.slice(1)}` : `${value} ${text}`;
}

/** What accepting this candidate does. A likelihood ratio counts once for each indicator, however many passages tell of the same thing. */
export function consequenceOf(candidate: CandidateEntry, context: ConsequenceContext): Consequence {
  const { assessment, stated, entries } = context;
  const indicator = assessment.indicators.find(({ id }) => id === candidate.indicator);
  const known = stated.get(candidate.indicator);
  if (!indicator || !known) return none(`because the case has no indicator ${candidate.indicator} any more`);
  const reading = entries.filter(isEntry("reading")).find(({ key }) => candidateKeyOf(key) === candidate.key);
  if (known.measures?.error !== undefined && reading) return measured(candidate, reading, context);
  if (!known.likelihood) return none(`because the indicator ${indicator.id} has no line “likelihood” that says what is learnt`);
  const { ratio, target } = known.likelihood;
  const label = `${indicator.label}: seen`;
  if (target.kind === "forecast") return forecast(candidate, ratio, target.id, context);
  const name = `${indicator.id}_seen`;
  if (assessment.observations.some(({ id }) => id === name))
    return none(
      `because the likelihood of ${indicator.id} counts already (observe ${name}), and the same sign told twice is no second sign`,
    );
  return { kind: "observe", name, block: block(name, label, [`that       ${target.text}`, `likelihood ${String(ratio)}`], candidate) };
}

function none(why: string): Consequence {
  return { kind: "none", why };
}

function measured(candidate: CandidateEntry, reading: ReadingEntry, { assessment, stated }: ConsequenceContext): Consequence {
  const { unit, measures } = stated.get(candidate.indicator)!;
  const label = assessment.indicators.find(({ id }) => id === candidate.indicator)!.label;
  if (!measures?.error || typeof reading.value !== "number") return none("because it is no number");
  const name = `${candidate.indicator}_${reading.of.toLowerCase().replaceAll("-", "_")}`;
  if (assessment.observations.some(({ id }) => id === name))
    return none(`because the case has an observation of that reading already (observe ${name}); change its number there if it was revised`);
  const year = readPeriod(reading.of)?.of.slice(0, 4);
  const option = assessment.case.baseline ?? assessment.options[0]?.id;
  const picks = [...(measures.byTime && year ? [year] : []), ...(measures.byOption && option ? [option] : [])];
  const value = `${measures.text}${picks.length > 0 ? `[${picks.join(", ")}]` : ""}`;
  const number = numberWithUnit(reading.value, unit);
  const lines = [`that  ${value} = ${number}`, `error ${measures.error}`];
  return { kind: "observe", name, block: block(name, `${label}, ${reading.of}`, lines, candidate) };
}

function block(name: string, label: string, lines: readonly string[], candidate: CandidateEntry): string {
  const where = candidate.address === undefined ? "" : ` (${candidate.address})`;
  return [
    `observe ${name} ${quoted(label)}`,
    ...lines.map((line) => `  ${line}`),
    `  because ${quoted(`${candidate.passage}${where}`)}`,
    `  note    ${quoted(`Accepted from the ledger: ${candidate.key}, found ${candidate.found.slice(0, 10)}.`)}`,
    "",
  ].join("\n");
}

/** A text of the notation: in straight quotation marks, on one line. */
function quoted(text: string): string {
  return `"${text
    .replace(/[\s\u0000-\u001f]+/gu, " ")
    .trim()
    .replace(/["\\]/g, "\\$&")}"`;
}

function forecast(
  candidate: CandidateEntry,
  ratio: number,
  id: string,
  { assessment, entries, by, today }: ConsequenceContext,
): Consequence {
  const declared = assessment.forecasts.find((each) => each.id === id);
  const state = forecastStates(entries, assessment, today).find((each) => each.forecast === id);
  if (!declared || !state) return none(`because the case has no forecast ${id} any more`);
  if (state.standing !== "open") return none(`because the forecast ${id} is ${state.standing}`);
  if (state.changedCriteria.length > 0)
    return none(`because the criteria of the forecast ${id} were changed in its block, and the ledger has not been told why`);
  const closed = dayProblem(today, state.criteria);
  if (closed) return none(`because of the forecast ${id}: ${closed.problem}`);
  const counted = decisionsWith(entries, "set").some(({ indicator }) => indicator === candidate.indicator);
  if (counted)
    return none(`because the likelihood of ${candidate.indicator} counts already, and the same sign told twice is no second sign`);
  const own = state.latest.get(by) ?? state.history.at(-1);
  const was = own && "probability" in own.value ? own.value.probability : statedProbability(declared);
  if (was === undefined) return none(`because nobody has given the forecast ${id} a probability yet`);
  const label = assessment.indicators.find((each) => each.id === candidate.indicator)?.label ?? candidate.indicator;
  const where = candidate.address === undefined ? "" : ` (${candidate.address})`;
  const reason = `${label} was seen: ${candidate.passage}${where} This is ${String(ratio)} times as often seen if yes than if no.`;
  return { kind: "set", forecast: id, was, now: updatedProbability(was, ratio), ratio, reason };
}

/** The probability of a block, or the middle of its range; undefined where the model computes it, and for a forecast that is not of yes or no. */
export function statedProbability({ probability }: Pick<ForecastDeclaration, "probability">): number | undefined {
  const number = (of: Expression | undefined) => (of?.kind === "number" ? of.value : undefined);
  if (probability?.kind !== "interval") return number(probability);
  const [low, high] = [number(probability.low), number(probability.high)];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/** The effects of a kind that accepted candidates had. */
function decisionsWith(entries: readonly LedgerEntry[], kind: string): readonly { readonly indicator: string }[] {
  const indicators = new Map(entries.filter(isEntry("candidate")).map(({ key, indicator }) => [key, indicator]));
  const last = new Map<string, DecisionEntry>(entries.filter(isEntry("decision")).map((decision) => [decision.key, decision]));
  return [...last.values()].flatMap(({ key, verdict, effect }) => {
    const indicator = indicators.get(key);
    const isOf = verdict === "accepted" && isRecord(effect) && effect.kind === kind;
    return isOf && indicator !== undefined ? [{ indicator }] : [];
  });
}
