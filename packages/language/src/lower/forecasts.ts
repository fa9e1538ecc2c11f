/** Forecasts: what their blocks say as numbers, and which value of the model gives those that are computed. */
import { isDimensionless, plainUnit, sameDimensions, type Unit } from "@outweigh/engine";
import type { ForecastDeclaration } from "../assessment.js";
import { dateOfDay, dayOfDate } from "../calendar.js";
import { forecastProblem } from "../diagnostics/forecasts.js";
import { intervalReversed, mustBeFixed, probabilityOutOfRange } from "../diagnostics/model.js";
import { unknownName, unknownState } from "../diagnostics/names.js";
import type { StatedForecast } from "../evaluated.js";
import { lastDayOf } from "../ledger/criteria.js";
import type { ForecastValue } from "../ledger/entry.js";
import { nearNames } from "../near.js";
import type { Expression, NameSyntax, Span } from "../syntax.js";
import { adopt, asNumber, asPlain } from "./combine.js";
import { findOption } from "./environment.js";
import { elaborate } from "./expression.js";
import { type Model, type Scope, scopeOf } from "./model.js";
import { outputOf, type Shown } from "./outputs.js";
import { standsAlone } from "./stands-alone.js";

/** A forecast with what a run keeps for it, if anything. */
export interface LoweredForecast {
  readonly stated: StatedForecast;
  readonly shown: Shown | undefined;
}

/** Lowers a forecast. Mistakes are reported, and what they concern is left out. */
export function lowerForecast(model: Model, declaration: ForecastDeclaration): LoweredForecast {
  const { form, computedFrom } = declaration;
  checkDays(model, declaration);
  const nothing: StatedForecast = { value: undefined, unit: undefined, computed: undefined };
  const only = (value: ForecastValue | undefined): LoweredForecast => ({ stated: { ...nothing, value }, shown: undefined });
  switch (form.kind) {
    case "binary":
      return lowerProbability(model, declaration);
    case "multiple":
      if (!checkStates(model, declaration, form.states)) return only(undefined);
      return computedFrom
        ? { stated: { ...nothing, computed: readChance(model, declaration, form.states) }, shown: undefined }
        : only(readProbabilities(model, declaration, form.states));
    case "date":
      return only(readDays(model, declaration));
    case "numeric": {
      const unit = model.units.read(form.unit);
      if (!unit) return only(undefined);
      return computedFrom
        ? { stated: { ...nothing, unit, computed: readQuantity(model, declaration, unit) }, shown: undefined }
        : { stated: { ...nothing, unit, value: readNumbers(model, declaration, unit) }, shown: undefined };
    }
  }
}

function report(model: Model, { id: name }: ForecastDeclaration, span: Span, problem: string, remedy: string): undefined {
  model.report(forecastProblem.at(span, { name, problem, remedy }));
  return undefined;
}

function checkDays(model: Model, declaration: ForecastDeclaration): void {
  const { opens, by, span } = declaration;
  if (opens !== undefined && by !== "" && (dayOfDate(opens) ?? 0) > (dayOfDate(lastDayOf(by)) ?? 0))
    report(
      model,
      declaration,
      span,
      `it opens on ${opens}, after it closes on ${by}`,
      "Give an earlier day in “opens”, or a later one in “by”.",
    );
}

/** Of yes. A range or a number that is written needs no run. */
function lowerProbability(model: Model, { probability, id }: ForecastDeclaration): LoweredForecast {
  const nothing: LoweredForecast = { stated: { value: undefined, unit: undefined, computed: undefined }, shown: undefined };
  if (!probability) return nothing;
  const name = `forecast:${id}`;
  const scope = scopeOf(name, [], true);
  if (probability.kind === "interval" && !probability.shape) {
    checkRange(model, scope, probability);
    return nothing;
  }
  const value = asPlain(model, elaborate(model, scope, probability), probability.span, "The probability of a forecast");
  if (!value) return nothing;
  const fixed = model.builder.fixedValues(value.node);
  const bad = fixed?.find((each) => !(each >= 0 && each <= 1));
  if (bad !== undefined) model.report(probabilityOutOfRange.at(probability.span, { found: bad }));
  if (bad !== undefined) return nothing;
  if (probability.kind === "number")
    return { ...nothing, stated: { ...nothing.stated, value: { probability: fixed?.[0] ?? probability.value } } };
  return {
    stated: { ...nothing.stated, computed: { output: name, option: undefined } },
    shown: {
      output: outputOf(model, name, value.node),
      unit: isDimensionless(value.unit) ? (model.units.find("%") ?? plainUnit) : value.unit,
    },
  };
}

function checkRange(model: Model, scope: Scope, interval: Extract<Expression, { readonly kind: "interval" }>): void {
  const ends = [interval.low, interval.high].map((end) => {
    const value = asPlain(model, elaborate(model, scope, end), end.span, "The probability of a forecast");
    return value && model.builder.fixedNumber(value.node);
  });
  let [low, high] = ends;
  if (low === undefined || high === undefined) return;
  if (interval.low.kind === "number" && !interval.low.percent && interval.high.kind === "number" && interval.high.percent) low /= 100;
  const bad = [low, high].find((each) => !(each >= 0 && each <= 1));
  if (bad !== undefined) model.report(probabilityOutOfRange.at(interval.span, { found: bad }));
  else if (!(low < high))
    model.report(intervalReversed.at(interval.span, { low: model.text(interval.low.span), high: model.text(interval.high.span) }));
}

function checkStates(model: Model, declaration: ForecastDeclaration, states: readonly NameSyntax[]): boolean {
  const twice = states.find(({ text }, index) => states.findIndex((other) => other.text === text) < index);
  if (twice) report(model, declaration, twice.span, `the state ${twice.text} stands there twice`, "Name each state once.");
  if (states.length < 2)
    report(
      model,
      declaration,
      declaration.span,
      "its states are no names",
      'Write them like: forecast NAME "question" : none | local | national',
    );
  return !twice && states.length >= 2;
}

function readProbabilities(model: Model, declaration: ForecastDeclaration, states: readonly NameSyntax[]): ForecastValue | undefined {
  const { probabilities, id } = declaration;
  if (probabilities.length === 0) return undefined;
  const known = states.map(({ text }) => text);
  const read = new Map<string, number>();
  let rest: NameSyntax | undefined;
  for (const { state, value } of probabilities) {
    if (!known.includes(state.text)) {
      model.report(
        unknownState.at(state.span, { name: state.text, chance: id, known: known.join(", "), near: nearNames(state.text, known) }),
      );
      return undefined;
    }
    if (read.has(state.text) || rest?.text === state.text)
      return report(model, declaration, state.span, `the state ${state.text} has two probabilities`, "Leave one of the two out.");
    if (value.kind === "name" && value.name === "rest") {
      if (rest) return report(model, declaration, value.span, "two states take the rest", "Give one of them a probability of its own.");
      rest = state;
      continue;
    }
    const share = shareOf(model, declaration, value);
    if (share === undefined) return undefined;
    read.set(state.text, share);
  }
  const missing = known.find((state) => !read.has(state) && rest?.text !== state);
  if (missing !== undefined)
    return report(
      model,
      declaration,
      declaration.span,
      `the state ${missing} has no probability`,
      `Give every state one, 0 % too: ${missing} 0 %, or rest.`,
    );
  const sum = [...read.values()].reduce((total, share) => total + share, 0);
  if (rest ? sum > 1 + 1e-9 : Math.abs(sum - 1) > 1e-9)
    return report(
      model,
      declaration,
      probabilities[0]!.value.span,
      `its probabilities add up to ${Number((100 * sum).toPrecision(6))} %${rest ? " without the rest" : ""}`,
      "Correct them so that they add up to 100 %, or write rest for one of them.",
    );
  if (rest) read.set(rest.text, Math.max(0, Number((1 - sum).toPrecision(12))));
  return { probabilities: Object.fromEntries(known.map((state) => [state, read.get(state)!])) };
}

/** A fixed number from 0 to 1. */
function shareOf(model: Model, declaration: ForecastDeclaration, expression: Expression): number | undefined {
  if (!standsAlone(model, expression, "A forecast")) return undefined;
  const value = asPlain(model, elaborate(model, scopeOf(`forecast:${declaration.id}`), expression), expression.span, "A probability");
  const found = value && fixedNumber(model, value.node, expression.span);
  if (found === undefined || (found >= 0 && found <= 1)) return found;
  model.report(probabilityOutOfRange.at(expression.span, { found }));
  return undefined;
}

function fixedNumber(model: Model, node: number, span: Span): number | undefined {
  const found = model.builder.fixedNumber(node);
  if (found === undefined) model.report(mustBeFixed.at(span, { what: "What a forecast says" }));
  return found;
}

function readNumbers(model: Model, declaration: ForecastDeclaration, unit: Unit): ForecastValue | undefined {
  const number = (expression: Expression) => {
    if (!standsAlone(model, expression, "A forecast")) return undefined;
    const scope = scopeOf(`forecast:${declaration.id}`);
    const value = asNumber(model, elaborate(model, scope, expression, unit), expression.span, "A forecast");
    const own = value && adopt(model, value, unit, expression.span, `The forecast ${declaration.id}`);
    const found = own && fixedNumber(model, own.node, expression.span);
    return found === undefined ? undefined : Number((found / unit.scale).toPrecision(15));
  };
  return readQuantiles(model, declaration, number, (value) => value);
}

function readDays(model: Model, declaration: ForecastDeclaration): ForecastValue | undefined {
  const day = (expression: Expression) => {
    if (expression.kind === "date") return expression.day;
    if (expression.kind === "broken") return undefined;
    return report(model, declaration, expression.span, `${model.text(expression.span)} is no day`, "Write days like 2027-06-30.");
  };
  return readQuantiles(model, declaration, day, dateOfDay);
}

function readQuantiles(
  model: Model,
  declaration: ForecastDeclaration,
  read: (expression: Expression) => number | undefined,
  written: (value: number) => number | string,
): ForecastValue | undefined {
  const points: (readonly [number, number])[] = [];
  for (const { probability, value } of declaration.quantiles) {
    const [share, found] = [shareOf(model, declaration, probability), read(value)];
    if (share === undefined || found === undefined) return undefined;
    if (share === 0 || share === 1)
      return report(
        model,
        declaration,
        probability.span,
        "a quantile at 0 % or 100 % says nothing that could be scored",
        "Give quantiles between, like 5 % and 95 %.",
      );
    const last = points.at(-1);
    if (last && !(share > last[0] && found > last[1]))
      return report(
        model,
        declaration,
        value.span,
        "its quantiles do not rise: a greater probability goes with a greater value",
        "Put them in rising order, each probability and each value once.",
      );
    points.push([share, found]);
  }
  return points.length === 0 ? undefined : { quantiles: points.map(([share, value]) => [share, written(value)]) };
}

function readChance(model: Model, declaration: ForecastDeclaration, states: readonly NameSyntax[]): StatedForecast["computed"] {
  const { of } = declaration.computedFrom!;
  const { environment } = model;
  const chance = environment.assessment.chances.find(({ id }) => id === of.text);
  if (!chance)
    return notComputed(
      model,
      declaration,
      "chance",
      environment.assessment.chances.map(({ id }) => id),
    );
  const [own, others] = [states, chance.states].map((names) => names.map(({ text }) => text));
  if (own!.toSorted().join() !== others!.toSorted().join())
    return report(
      model,
      declaration,
      of.span,
      `its states are not those of ${of.text}`,
      `Name the states of that chance: ${others!.join(" | ")}.`,
    );
  return readCell(model, declaration);
}

function readQuantity(model: Model, declaration: ForecastDeclaration, unit: Unit): StatedForecast["computed"] {
  const { of } = declaration.computedFrom!;
  const { assessment } = model.environment;
  const known = [...assessment.quantities, ...assessment.objectives].map(({ id }) => id);
  if (!known.includes(of.text)) return notComputed(model, declaration, "quantity", known);
  const value = model.values.get(of.text);
  if (value && !sameDimensions(value.unit, unit))
    return report(
      model,
      declaration,
      of.span,
      `${of.text} is in ${value.unit.text || "plain numbers"}, and the forecast in ${unit.text || "plain numbers"}`,
      `Write the unit of ${of.text} after the question: ${value.unit.text || "number"}.`,
    );
  return readCell(model, declaration);
}

function notComputed(model: Model, declaration: ForecastDeclaration, kind: string, known: readonly string[]): undefined {
  const { text: name, span } = declaration.computedFrom!.of;
  if (model.environment.entities.has(name))
    return report(model, declaration, span, `${name} is no ${kind}`, `Name a ${kind} of the model.`);
  model.report(unknownName.at(span, { name, near: model.environment.near(name, known), hint: `Here a ${kind} is wanted.` }));
  return undefined;
}

/** The one value that is meant: under an option where the value depends on one. */
function readCell(model: Model, declaration: ForecastDeclaration): StatedForecast["computed"] {
  const { of, under } = declaration.computedFrom!;
  const value = model.values.get(of.text);
  if (!value || (under && findOption(model.environment, under, model.report) === undefined)) return undefined;
  const dimensions = model.builder.dimensionsOf(value.node);
  if (dimensions.some((name) => name !== "option"))
    return report(
      model,
      declaration,
      of.span,
      `${of.text} is not one value`,
      "Define a quantity that is the one value meant, and name it here.",
    );
  if (dimensions.length > 0 && !under) {
    const [option] = model.environment.optionPositions.keys();
    return report(
      model,
      declaration,
      of.span,
      `${of.text} depends on the option`,
      `Say under which: computed from ${of.text} | ${option ?? "OPTION"}.`,
    );
  }
  return { output: of.text, option: dimensions.length > 0 ? under?.text : undefined };
}
