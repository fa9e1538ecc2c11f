/** Indicators as far as they can be computed: thresholds and units of readings, what is learnt when one is seen, and the signposts that readings decide. */
import { hasPercent, plainUnit, sameDimensions, type Unit } from "@outweigh/engine";
import type { IndicatorDeclaration } from "../assessment.js";
import { indicatorProblem } from "../diagnostics/indicators.js";
import { mustBeFixed } from "../diagnostics/model.js";
import { observationVaries } from "../diagnostics/observations.js";
import { statedProbability } from "../indicators/consequence.js";
import type { SignpostTest, StatedIndicator, StatedSignpost } from "../indicators/stated.js";
import type { Expression, Span } from "../syntax.js";
import { placedNumber } from "./arithmetic.js";
import { adopt, asCondition, asNumber } from "./combine.js";
import { elaborate } from "./expression.js";
import { lowerMeasurement } from "./measurement.js";
import { type Model, scopeOf } from "./model.js";
import { isTelling, likelihoodRatio } from "./observations.js";
import { referencesOf } from "./references.js";
import { standsAlone } from "./stands-alone.js";
import { describeUnit, type Value } from "./value.js";

/** Every indicator by its id; what has a mistake in it is reported and left out. */
export function lowerIndicators(model: Model): ReadonlyMap<string, StatedIndicator> {
  const stated = new Map<string, StatedIndicator>();
  for (const indicator of model.environment.assessment.indicators) {
    if (stated.has(indicator.id)) continue;
    const measured = indicator.measures && lowerMeasured(model, indicator, indicator.measures);
    const { unit, limit } = readLimit(model, indicator, measured?.unit);
    const likelihood = indicator.likelihood && readLikelihood(model, indicator.likelihood);
    if (indicator.likelihood && indicator.measures?.error)
      model.report(
        indicatorProblem.at(indicator.likelihood.span, {
          problem: `readings of ${indicator.id} would count twice, as a sign and as a measurement`,
          remedy: "Keep “likelihood”, or “measures” with its “error”.",
        }),
      );
    stated.set(indicator.id, {
      unit,
      limit,
      likelihood,
      measures: measured && { ...measured, error: indicator.measures?.error && wholeText(model, indicator.measures.error.span) },
      covers: coveredNames(model, indicator),
    });
  }
  return stated;
}

/** The text of a span in one line, however long it is. */
function wholeText({ environment }: Model, { file, from, to }: Span): string {
  return (environment.assessment.files[file] ?? "").slice(from, to).replace(/\s+/g, " ").trim();
}

function coveredNames({ environment }: Model, { reveals, measures, likelihood }: IndicatorDeclaration): ReadonlySet<string> {
  const computed = [measures?.value, likelihood?.when].flatMap((each) => referencesOf(environment, each));
  return new Set([...reveals.map(({ text }) => text), ...computed.map(({ id }) => id)]);
}

/** The unit of the readings and the threshold in base units; one in per cent of an earlier reading is a share. */
function readLimit(model: Model, indicator: IndicatorDeclaration, measured: Unit | undefined): Pick<StatedIndicator, "unit" | "limit"> {
  const { limit } = indicator;
  const column = indicator.reads?.find((source) => source.kind === "column");
  const declared = column?.unit && model.units.read(column.unit);
  if (declared && measured && !sameDimensions(declared, measured))
    model.report(
      indicatorProblem.at(column.span, {
        problem: `readings of ${indicator.id} are in ${describeUnit(declared)}, and what they measure is in ${describeUnit(measured)}`,
        remedy: "Give the column the unit in which its numbers are written, or name another value after “measures”.",
      }),
    );
  const known = declared ?? undefined;
  const what = "A threshold";
  if (!limit || !standsAlone(model, limit.value, what)) return { unit: known ?? measured ?? plainUnit, limit: undefined };
  const written = asNumber(model, elaborate(model, scopeOf(`indicator:${indicator.id}`), limit.value), limit.value.span, what);
  if (!written) return { unit: known ?? measured ?? plainUnit, limit: undefined };
  const unit =
    known ??
    (written.free === undefined ? written.unit : (measured ?? (limitIsPercent(limit.kind, written) ? percentUnit(model) : plainUnit)));
  const isShare = isChange(limit.kind) && written.free === "percent" && !hasPercent(unit);
  const value = isShare ? written : adopt(model, written, unit, limit.value.span, what);
  const fixed = value && model.builder.fixedNumber(value.node);
  if (value && fixed === undefined) model.report(mustBeFixed.at(limit.value.span, { what }));
  if (fixed === undefined) return { unit, limit: undefined };
  if (isChange(limit.kind) && fixed <= 0) {
    const problem = `a rise or fall is above 0, not ${wholeText(model, limit.value.span)}`;
    model.report(indicatorProblem.at(limit.value.span, { problem, remedy: "Write how much it has to rise or fall: rises by 20 %." }));
    return { unit, limit: undefined };
  }
  return { unit, limit: { kind: limit.kind, value: fixed, isShare, within: limit.within } };
}

const isChange = (kind: "above" | "below" | "rises" | "falls") => kind === "rises" || kind === "falls";

/** `above 5 %` of readings without a unit: they are in per cent themselves. */
function limitIsPercent(kind: "above" | "below" | "rises" | "falls", { free }: Value): boolean {
  return !isChange(kind) && free === "percent";
}

function percentUnit(model: Model): Unit {
  return model.units.find("%") ?? model.units.find("percent") ?? plainUnit;
}

function readLikelihood(model: Model, { ratio, when }: NonNullable<IndicatorDeclaration["likelihood"]>): StatedIndicator["likelihood"] {
  const times = likelihoodRatio(model, ratio);
  const { assessment, entities, stateChances } = model.environment;
  const name = when.kind === "name" ? when.name : undefined;
  if (name !== undefined && !entities.has(name)) {
    const forecast = assessment.forecasts.find(({ id }) => id === name);
    if (forecast && statedProbability(forecast) === undefined) {
      const isOfYes = forecast.form.kind === "binary";
      const problem = isOfYes
        ? `the probability of the forecast ${name} is computed by the model, and evidence changes the model`
        : `the forecast ${name} is not one of yes or no`;
      const remedy = isOfYes
        ? "Write the condition of the model on which the forecast rests: 4 when QUANTITY < 100."
        : "Name a forecast of yes or no, or a condition of the model: 4 when CHANCE is STATE.";
      model.report(indicatorProblem.at(when.span, { problem, remedy }));
      return undefined;
    }
    if (forecast) return times === undefined ? undefined : { ratio: times, target: { kind: "forecast", id: name } };
    const chances = stateChances.get(name) ?? [];
    if (chances.length === 1)
      return times === undefined ? undefined : { ratio: times, target: { kind: "condition", text: `${chances[0]} is ${name}` } };
  }
  const condition = asCondition(model, elaborate(model, scopeOf("likelihood"), when), when.span);
  if (!condition || times === undefined || !isTelling(model, condition.node, [], when)) return undefined;
  return { ratio: times, target: { kind: "condition", text: wholeText(model, when.span) } };
}

/** What a reading measures: a value with one cell, or one for each time or option, of which the accepted reading picks its own. */
function lowerMeasured(
  model: Model,
  { id }: IndicatorDeclaration,
  { value: expression, error }: NonNullable<IndicatorDeclaration["measures"]>,
): Omit<NonNullable<StatedIndicator["measures"]>, "error"> | undefined {
  const scope = scopeOf(`indicator:${id}`);
  const placed = placedNumber(model, expression, (of) => elaborate(model, scope, of));
  if (!placed) return undefined;
  const { value } = placed;
  const over = model.builder.dimensionsOf(value.node);
  const text = wholeText(model, expression.span);
  const extra =
    over.find((name) => name !== "time" && name !== "option") ?? (over.length > 0 && expression.kind !== "name" ? over[0] : undefined);
  if (extra !== undefined) {
    const member = model.builder.dimension(extra).members[0]?.id ?? "";
    model.report(observationVaries.at(expression.span, { what: text, dimension: extra, picked: `${text}[${member}]` }));
    return undefined;
  }
  if (error) {
    if (over.length === 0 && !isTelling(model, value.node, [], expression)) return undefined;
    const result = model.builder.number(0.5 * value.unit.scale);
    if (lowerMeasurement(model, scope, error, { value: value.node, result, common: { unit: value.unit } }) === undefined) return undefined;
  }
  return { text, unit: value.unit, byTime: over.includes("time"), byOption: over.includes("option") };
}

const comparisons: ReadonlySet<string> = new Set(["<", "<=", ">", ">="]);

/** Signposts of pathways whose conditions compare what an indicator measures with a fixed value. */
export function lowerSignposts(model: Model): readonly StatedSignpost[] {
  const { assessment } = model.environment;
  const indicators = new Map(
    assessment.indicators.flatMap(({ id, measures }) => {
      const name = measures && measuredName(measures.value);
      return name === undefined ? [] : [[name, id] as const];
    }),
  );
  if (indicators.size === 0) return [];
  return assessment.pathways.flatMap((pathway) =>
    pathway.rules.flatMap((rule, index): readonly StatedSignpost[] => {
      const test = readTest(model, rule.condition, indicators);
      if (!hasReading(test)) return [];
      const words = wholeText(model, rule.condition.span);
      const { from, by, action, option } = rule;
      return [{ pathway: pathway.id, number: index + 1, test, words, from: from?.year, by: by?.year, action, option: option.text }];
    }),
  );
}

function measuredName(value: Expression): string | undefined {
  if (value.kind === "name") return value.name;
  return value.kind === "index" && value.of.kind === "name" ? value.of.name : undefined;
}

function hasReading(test: SignpostTest): boolean {
  if (test.kind === "and" || test.kind === "or") return test.parts.some(hasReading);
  return test.kind === "not" ? hasReading(test.part) : test.kind === "reading";
}

function readTest(model: Model, condition: Expression, indicators: ReadonlyMap<string, string>): SignpostTest {
  if (condition.kind === "not") return { kind: "not", part: readTest(model, condition.of, indicators) };
  if (condition.kind !== "binary") return { kind: "unknown" };
  const { operator, left, right } = condition;
  if (operator === "and" || operator === "or")
    return { kind: operator, parts: [readTest(model, left, indicators), readTest(model, right, indicators)] };
  if (!comparisons.has(operator)) return { kind: "unknown" };
  const indicator = left.kind === "name" ? indicators.get(left.name) : undefined;
  const mirrored = right.kind === "name" ? indicators.get(right.name) : undefined;
  if (indicator !== undefined) return comparedWith(model, indicator, operator as ">", left, right);
  const turned = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;
  return mirrored === undefined ? { kind: "unknown" } : comparedWith(model, mirrored, turned[operator as "<"], right, left);
}

function comparedWith(
  model: Model,
  indicator: string,
  operator: "<" | "<=" | ">" | ">=",
  measured: Expression,
  other: Expression,
): SignpostTest {
  const read = (of: Expression) => elaborate(model, scopeOf("signpost"), of);
  const [value, bound] = [placedNumber(model, measured, read), placedNumber(model, other, read)];
  const same = value && bound && adopt(model, bound.value, value.value.unit, other.span, "What it is compared with");
  const fixed = same && model.builder.fixedNumber(same.node);
  return fixed === undefined ? { kind: "unknown" } : { kind: "reading", indicator, operator, value: fixed };
}
