/** Judgements as numbers: what each expert says of a quantity, chance or seed question, in its unit, checked for what can be wrong with it alone. */
import {
  isJudgementProblem,
  judgementOfChips,
  judgementOfInterval,
  plainUnit,
  type QuantileJudgement,
  risingJudgement,
  type Unit,
} from "@outweigh/engine";
import type { JudgementDeclaration } from "../assessment.js";
import { judgementProblem } from "../diagnostics/experts.js";
import { mustBeFixed } from "../diagnostics/model.js";
import { unknownName, unknownState, wrongKindOfName } from "../diagnostics/names.js";
import type { Lowering } from "../evaluated.js";
import type { Expression, NameSyntax, Span } from "../syntax.js";
import { adopt, asNumber, asPlain } from "./combine.js";
import { type Entity, entityWords, findOption } from "./environment.js";
import { elaborate } from "./expression.js";
import { type Model, scopeOf } from "./model.js";
import { matchEnds } from "./random.js";
import { standsAlone } from "./stands-alone.js";
import type { Value } from "./value.js";

/** Quantiles of IDEA answers are brought to the interval of this probability. */
export const standardLevel = 0.8;

/** What an expert said, in the unit of what is judged. */
export type JudgedNumbers =
  /** `isAssumedPositive`: nothing is said of limits, and as all values are above zero, so is the quantity. */
  | { readonly kind: "quantiles"; readonly judgement: QuantileJudgement; readonly isAssumedPositive: boolean }
  | { readonly kind: "probabilities"; readonly probabilities: readonly number[] }
  | { readonly kind: "concordance"; readonly share: number };

/** A judgement that makes sense. */
export interface ReadJudgement {
  readonly declaration: JudgementDeclaration;
  readonly numbers: JudgedNumbers;
}

/** Every judgement that makes sense; others are reported. */
export function readJudgements(model: Model): readonly ReadJudgement[] {
  const { judgements } = model.environment.assessment;
  reportRepeated(model, judgements);
  return judgements.flatMap((declaration) => {
    const entity = readNames(model, declaration);
    const numbers = entity && readNumbers(model, declaration, entity);
    return numbers ? [{ declaration, numbers }] : [];
  });
}

/** The quantiles of judgements by quantiles, in rising order, without limits. */
export function statedQuantiles(judgements: readonly ReadJudgement[]): Lowering["stated"] {
  return new Map(
    judgements.flatMap(({ declaration: { id }, numbers }) => {
      const rising = numbers.kind === "quantiles" ? risingJudgement(numbers.judgement) : undefined;
      return rising && !isJudgementProblem(rising) ? [[id, { probabilities: rising.probabilities, values: rising.values }] as const] : [];
    }),
  );
}

/** What a judgement is of, as a text that tells it from others. */
export function targetOf({ of, with: other, under }: JudgementDeclaration): string {
  return [of.text, ...(other ? [other.text] : []), ...(under ? [`| ${under.text}`] : [])].join(" ");
}

function reportRepeated(model: Model, judgements: readonly JudgementDeclaration[]): void {
  const seen = new Map<string, JudgementDeclaration>();
  for (const each of judgements) {
    const key = `${each.by.text} ${each.round} ${targetOf(each)}`;
    const first = seen.get(key);
    if (!first) seen.set(key, each);
    else
      report(
        model,
        each,
        each.span,
        `${each.by.text} has judged ${targetOf(each)} in round ${each.round} already`,
        `Write round ${each.round + 1} if this is a second thought, or take one of the two out.`,
        { span: first.span, message: "The other one is here." },
      );
  }
}

function report(
  model: Model,
  { id: name }: JudgementDeclaration,
  span: Span,
  problem: string,
  remedy: string,
  second?: { span: Span; message: string },
): undefined {
  model.report(judgementProblem.at(span, { name, problem, remedy }, second));
  return undefined;
}

type Judged = Extract<Entity, { readonly kind: "quantity" | "chance" | "seed" }>;

function readNames(model: Model, declaration: JudgementDeclaration): Judged | undefined {
  const { environment } = model;
  const { entities, assessment } = environment;
  const expertIds = assessment.experts.map(({ id }) => id);
  const isExpert = entities.get(declaration.by.text)?.kind === "expert";
  if (!isExpert) reportName(model, declaration.by, expertIds, "an expert", 'Name an expert; each is declared by a line: expert NAME "…".');
  const known = [...assessment.quantities, ...assessment.chances, ...assessment.seeds].map(({ id }) => id);
  const wanted = "a quantity, chance or seed question";
  const judged = [declaration.of, ...(declaration.with ? [declaration.with] : [])].map((name): Judged | undefined => {
    const entity = entities.get(name.text);
    if (entity?.kind === "quantity" || entity?.kind === "chance" || entity?.kind === "seed") return entity;
    reportName(model, name, known, wanted, "Name what is judged.");
    return undefined;
  });
  const { under } = declaration;
  if (under && findOption(environment, under, model.report) === undefined) return undefined;
  return isExpert && judged.every((each) => each !== undefined) ? judged[0] : undefined;
}

function reportName(model: Model, { text, span }: NameSyntax, known: readonly string[], wanted: string, instead: string): void {
  const entity = model.environment.entities.get(text);
  if (entity) model.report(wrongKindOfName.at(span, { name: text, kind: entityWords(entity.kind), wanted, instead }));
  else model.report(unknownName.at(span, { name: text, near: model.environment.near(text, known), hint: `Here ${wanted} is wanted.` }));
}

function readNumbers(model: Model, declaration: JudgementDeclaration, entity: Judged): JudgedNumbers | undefined {
  const { stated, with: other, of } = declaration;
  if ((stated.kind === "concordance") !== (other !== undefined)) {
    const remedy = other
      ? `Say how they go together: concordance 70 %; or judge ${of.text} alone.`
      : "Name the two quantities: of price, demand.";
    return report(
      model,
      declaration,
      stated.span,
      other ? "it names two quantities and judges one" : "how two quantities go together is said of one alone",
      remedy,
    );
  }
  if (stated.kind === "concordance") {
    const share = probability(model, declaration, stated.value);
    return share === undefined ? undefined : { kind: "concordance", share };
  }
  return entity.kind === "chance" ? chanceNumbers(model, declaration, entity) : quantityNumbers(model, declaration, entity);
}

/** A fixed number between 0 and 1. */
function probability(model: Model, declaration: JudgementDeclaration, expression: Expression): number | undefined {
  const value = asPlain(model, elaborate(model, scopeOf(declaration.id), expression), expression.span, "A probability");
  const found = value && fixed(model, value, expression.span, "A probability that an expert gives");
  if (found === undefined || (found >= 0 && found <= 1)) return found;
  return report(
    model,
    declaration,
    expression.span,
    `${model.text(expression.span)} is no probability`,
    "Write it from 0 % to 100 %, with its sign: 5 %.",
  );
}

function fixed(model: Model, value: Value, span: Span, what: string): number | undefined {
  const found = model.builder.fixedNumber(value.node);
  if (found === undefined) model.report(mustBeFixed.at(span, { what }));
  return found;
}

/** The unit of what is judged; `undefined` when it has one that cannot be read, which is reported where it stands. */
export function unitOfJudged(model: Model, { declaration }: Extract<Judged, { readonly kind: "quantity" | "seed" }>): Unit | undefined {
  return declaration.unit ? model.units.read(declaration.unit) : plainUnit;
}

function quantityNumbers(
  model: Model,
  declaration: JudgementDeclaration,
  entity: Exclude<Judged, { readonly kind: "chance" }>,
): JudgedNumbers | undefined {
  const { stated, atLeast, atMost, of } = declaration;
  if (stated.kind === "probabilities" || stated.kind === "probability") {
    const remedy = "Judge it by quantiles: quantiles 5 %: LOW | 50 %: MIDDLE | 95 %: HIGH.";
    return report(model, declaration, stated.span, `${of.text} is a number, and states have probabilities`, remedy);
  }
  const unit = unitOfJudged(model, entity);
  if (!unit) return undefined;
  const message = entity.declaration.unit ? `“${of.text}” is in ${unit.text || "plain numbers"}.` : `“${of.text}” is declared here.`;
  const origin = { span: entity.declaration.unit?.span ?? entity.declaration.span, message };
  const settle = (value: Value, span: Span) => {
    const own = adopt(model, value, unit, span, `The judgement of ${of.text}`, origin);
    const found = own && fixed(model, own, span, "What an expert says");
    return found === undefined ? undefined : found / unit.scale;
  };
  const number = (expression: Expression | undefined) => {
    if (!expression || !standsAlone(model, expression, "A judgement")) return undefined;
    const value = asNumber(model, elaborate(model, scopeOf(declaration.id), expression, unit), expression.span, "A judgement");
    return value && settle(value, expression.span);
  };
  const [lower, upper] = [number(atLeast), number(atMost)];
  if ((atLeast && lower === undefined) || (atMost && upper === undefined)) return undefined;
  const made = stateOf(model, declaration, number, settle, lower, upper);
  if (!made) return undefined;
  const isAssumedPositive = lower === undefined && !made.probabilities.includes(0) && made.values.every((value) => value > 0);
  const judgement: QuantileJudgement = { ...made, lower: isAssumedPositive ? 0 : lower, upper };
  const rising = risingJudgement(judgement);
  if (!isJudgementProblem(rising)) return { kind: "quantiles", judgement, isAssumedPositive };
  return report(model, declaration, placeOf(declaration, rising.index), rising.reason, remedyOf(rising.kind));
}

/** The text of the value at an index of the quantiles. */
function placeOf({ stated }: JudgementDeclaration, index: number | undefined): Span {
  return (stated.kind === "quantiles" && index !== undefined ? stated.points[index]?.value.span : undefined) ?? stated.span;
}

function remedyOf(kind: string): string {
  switch (kind) {
    case "not-monotone":
      return "Ask the expert again: a value that is passed with a smaller probability is greater, so the values rise with their probabilities.";
    case "outside-support":
      return "Correct the value or the limits (at least, at most); a value at 0 % or 100 % is itself a limit.";
    case "too-few":
      return "Ask for two or more values, one of them below 40 % and one above 60 %, for instance at 5 %, 50 % and 95 %.";
    default:
      return "Correct it with the expert, for instance: quantiles 5 %: LOW | 50 %: MIDDLE | 95 %: HIGH.";
  }
}

function stateOf(
  model: Model,
  declaration: JudgementDeclaration,
  number: (expression: Expression | undefined) => number | undefined,
  settle: (value: Value, span: Span) => number | undefined,
  lower: number | undefined,
  upper: number | undefined,
): QuantileJudgement | undefined {
  const { stated } = declaration;
  switch (stated.kind) {
    case "quantiles": {
      const pairs = stated.points.map((point) => [probability(model, declaration, point.probability), number(point.value)] as const);
      if (pairs.some(([share, value]) => share === undefined || value === undefined)) return undefined;
      return { probabilities: pairs.map(([share]) => share!), values: pairs.map(([, value]) => value!) };
    }
    case "steps": {
      const [lowest, best, highest] = [number(stated.lowest), number(stated.best), number(stated.highest)];
      const confidence = stated.confidence ? probability(model, declaration, stated.confidence) : undefined;
      if (!stated.confidence)
        return report(
          model,
          declaration,
          stated.span,
          "how sure the expert is of the interval, is not said",
          "Add the fourth step: confidence 80 %.",
        );
      if (lowest === undefined || best === undefined || highest === undefined || confidence === undefined) return undefined;
      if (confidence < 0.5)
        return report(
          model,
          declaration,
          stated.confidence.span,
          `the interval is said to hold the truth with ${Math.round(confidence * 100)} %, which is less than even`,
          "Let the expert widen the interval until it holds the truth with at least 50 %.",
        );
      const made = judgementOfInterval({ lowest, best, highest, confidence }, standardLevel, lower, upper);
      return isJudgementProblem(made) ? report(model, declaration, stated.span, made.reason, remedyOf(made.kind)) : made;
    }
    case "chips":
      return chipsOf(model, declaration, stated, settle);
    default:
      return undefined;
  }
}

function chipsOf(
  model: Model,
  declaration: JudgementDeclaration,
  { bins, span }: Extract<JudgementDeclaration["stated"], { readonly kind: "chips" }>,
  settle: (value: Value, span: Span) => number | undefined,
): QuantileJudgement | undefined {
  const edges: number[] = [];
  const chips: number[] = [];
  for (const bin of bins) {
    const ends = [bin.low, bin.high].map((end) => {
      const value = asNumber(model, elaborate(model, scopeOf(declaration.id), end), end.span, "An edge");
      return value && { value, span: end.span };
    });
    const both = ends[0] && ends[1] && matchEnds(model, ends[0], ends[1], undefined, span);
    const [low, high] = both ? [settle(both[0], bin.low.span), settle(both[1], bin.high.span)] : [];
    const count = asPlain(model, elaborate(model, scopeOf(declaration.id), bin.chips), bin.chips.span, "The number of chips");
    const laid = count && fixed(model, count, bin.chips.span, "The number of chips");
    if (low === undefined || high === undefined || laid === undefined) return undefined;
    const before = edges.at(-1);
    if (before !== undefined && Math.abs(low - before) > 1e-9 * Math.max(1, Math.abs(before)))
      return report(
        model,
        declaration,
        bin.low.span,
        "the ranges of the chips are not neighbours",
        "Let each range begin where the one before it ends; a range without chips gets 0.",
      );
    edges.push(...(before === undefined ? [low, high] : [high]));
    chips.push(laid);
  }
  const made = judgementOfChips(edges, chips);
  return isJudgementProblem(made) ? report(model, declaration, span, made.reason, remedyOf(made.kind)) : made;
}

function chanceNumbers(
  model: Model,
  declaration: JudgementDeclaration,
  { declaration: chance }: Extract<Judged, { readonly kind: "chance" }>,
): JudgedNumbers | undefined {
  const { stated, state, of } = declaration;
  const states = chance.states.map(({ text }) => text);
  const single = stated.kind === "probability" ? stated.value : stated.kind === "steps" ? stated.best : undefined;
  if (single) {
    const share = probability(model, declaration, single);
    if (stated.kind === "steps" && !isOrdered(model, declaration, stated)) return undefined;
    if (!state || states.length !== 2) {
      const remedy = state
        ? `Give the probability of each state: probabilities ${states.map(() => "…").join(" | ")}.`
        : `Say of which: of ${of.text} is ${states.at(-1) ?? "STATE"}.`;
      return report(
        model,
        declaration,
        stated.span,
        state
          ? `${of.text} has ${states.length} states, and one probability leaves the others open`
          : "it does not say of which state this is the probability",
        remedy,
      );
    }
    const place = states.indexOf(state.text);
    if (place < 0) {
      model.report(
        unknownState.at(state.span, {
          name: state.text,
          chance: of.text,
          near: model.environment.near(state.text, states),
          known: states.join(", "),
        }),
      );
      return undefined;
    }
    return share === undefined
      ? undefined
      : { kind: "probabilities", probabilities: place === 0 ? [share, 1 - share] : [1 - share, share] };
  }
  if (stated.kind !== "probabilities")
    return report(
      model,
      declaration,
      stated.span,
      `${of.text} is a chance with states, and this is a judgement of a number`,
      `Write: probabilities ${states.map(() => "…").join(" | ")}; in the order ${states.join(", ")}.`,
    );
  const cells = stated.cells;
  const isRest = (cell: Expression) => cell.kind === "name" && cell.name === "rest";
  if (cells.length !== states.length || cells.filter(isRest).length > 1)
    return report(
      model,
      declaration,
      stated.span,
      `${of.text} has ${states.length} states, and there are ${cells.length} probabilities`,
      `Give each of ${states.join(", ")} its own, with “|” between them; one may be “rest”.`,
    );
  const shares = cells.map((cell) => (isRest(cell) ? 0 : probability(model, declaration, cell)));
  if (shares.some((share) => share === undefined)) return undefined;
  const sum = shares.reduce<number>((total, share) => total + share!, 0);
  const rest = cells.findIndex(isRest);
  const off = rest >= 0 ? sum > 1 + 1e-9 : Math.abs(sum - 1) > 1e-6;
  if (off)
    return report(
      model,
      declaration,
      stated.span,
      `the probabilities add up to ${Math.round(sum * 1e4) / 100} %`,
      rest >= 0
        ? "Lower one of them: together they must not pass 100 %."
        : "Ask the expert which of them to change, or write “rest” for one.",
    );
  return { kind: "probabilities", probabilities: shares.map((share, index) => (index === rest ? Math.max(0, 1 - sum) : share!)) };
}

function isOrdered(
  model: Model,
  declaration: JudgementDeclaration,
  stated: Extract<JudgementDeclaration["stated"], { readonly kind: "steps" }>,
): boolean {
  const [low, best, high] = [stated.lowest, stated.best, stated.highest].map((each) => probability(model, declaration, each));
  if (low === undefined || best === undefined || high === undefined) return false;
  if (low <= best && best <= high) return true;
  report(model, declaration, stated.span, "lowest, best and highest do not rise in this order", "Ask the expert again.");
  return false;
}
