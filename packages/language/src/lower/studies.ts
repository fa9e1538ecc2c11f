/** Studies that could be made: what they are about, their size and their noise, in base units. Those that make no sense are reported. */
import { hasPercent, isDimensionless, multiplyUnits, type Study, type Unit } from "@outweigh/engine";
import type { StudyDeclaration } from "../assessment.js";
import { mustBeFixed, studyProblem } from "../diagnostics/model.js";
import { unknownName, wrongKindOfName } from "../diagnostics/names.js";
import type { StatedStudy } from "../evaluated.js";
import type { Expression, Span } from "../syntax.js";
import { adopt, asNumber } from "./combine.js";
import { entityWords } from "./environment.js";
import { elaborate } from "./expression.js";
import { type Model, scopeOf } from "./model.js";
import { standsAlone } from "./stands-alone.js";
import { describeUnit, type Value } from "./value.js";

/** Every study that can be computed. */
export function lowerStudies(model: Model): ReadonlyMap<string, StatedStudy> {
  const studies = new Map<string, StatedStudy>();
  for (const declaration of model.environment.assessment.studies) {
    if (studies.has(declaration.id)) continue;
    const studied = studiedValue(model, declaration);
    const sample = studied ? readSample(model, declaration, studied.unit) : undefined;
    const study = studied && readStudy(model, declaration, studied, sample?.size);
    const cost = declaration.cost && readCost(model, declaration, declaration.cost);
    if (!study || !sample || cost === false || (declaration.cost && !cost)) continue;
    studies.set(declaration.id, { of: declaration.of.text, study, sizeUnit: sample.unit, cost, span: declaration.of.span });
  }
  return studies;
}

function problemIn(model: Model, { id: name }: StudyDeclaration, span: Span, problem: string, remedy: string): false {
  model.report(studyProblem.at(span, { name, problem, remedy }));
  return false;
}

/** The value of what is studied: a number with one cell that differs from draw to draw. */
function studiedValue(model: Model, declaration: StudyDeclaration): Value | false | undefined {
  const { environment, builder, values } = model;
  const { text, span } = declaration.of;
  const entity = environment.entities.get(text);
  if (!entity) {
    const known = [...environment.assessment.quantities, ...environment.assessment.precedents].map(({ id }) => id);
    const hint = "A study is of a quantity or a base rate.";
    model.report(unknownName.at(span, { name: text, near: environment.near(text, known), hint }));
    return undefined;
  }
  if (entity.kind !== "quantity" && entity.kind !== "precedent") {
    const instead =
      entity.kind === "chance"
        ? "Make the probability of the state a quantity of its own, such as one as beta, use it in the chance, and study that."
        : "Name a quantity on which it depends.";
    model.report(wrongKindOfName.at(span, { name: text, kind: entityWords(entity.kind), wanted: "a quantity or a base rate", instead }));
    return undefined;
  }
  const value = values.get(text);
  if (!value) return undefined;
  const over = builder.dimensionsOf(value.node);
  if (over.length > 0) {
    const remedy =
      "Study a quantity without dimensions on which it depends, for instance a factor by which all of its values are multiplied.";
    return problemIn(model, declaration, span, `${text} has a value for each ${over.join(" and ")}, and a study finds one number`, remedy);
  }
  if (builder.randomnessOf(value.node) === "draws") return value;
  const remedy = `Give ${text} a range if it is not known, or leave the study out.`;
  return problemIn(model, declaration, span, `${text} is certain, so there is nothing to find out`, remedy);
}

interface Sample {
  readonly size: number;
  readonly unit: Unit;
}

function readSample(model: Model, declaration: StudyDeclaration, unit: Unit): Sample | undefined {
  const written = fixedNumber(model, declaration.sample, "The size of a sample");
  if (!written) return undefined;
  const size = model.builder.fixedNumber(written.node)!;
  const isSound =
    declaration.finds === "count"
      ? isExposure(model, declaration, written, size, unit)
      : isNumberOfCases(model, declaration, written, size);
  return isSound ? { size, unit: written.unit } : undefined;
}

function readStudy(
  model: Model,
  declaration: StudyDeclaration,
  { unit, origin }: Value,
  size: number | undefined,
): Study | false | undefined {
  const { of, sample, finds, noise } = declaration;
  if (finds !== "mean" && noise) {
    const remedy = "Leave the line “noise” out, or find the mean of so many measurements: sample 50 as mean.";
    return problemIn(model, declaration, noise.span, `the spread of a ${finds} follows from its size, and it is given a noise`, remedy);
  }
  if (finds === "proportion" && !isDimensionless(unit)) {
    const found = `${of.text} is in ${describeUnit(unit)}, and a proportion is of a probability`;
    return problemIn(
      model,
      declaration,
      of.span,
      found,
      "Study a share between 0 and 1, or find a mean: sample 50 as mean, with its noise.",
    );
  }
  if (finds !== "mean") return size === undefined ? undefined : { kind: finds, size };
  if (!noise) {
    const remedy = `Add the standard deviation of one measurement: noise 1${unit.text === "" ? "" : ` ${unit.text}`}.`;
    return problemIn(model, declaration, sample.span, "how exact one measurement is, is not said", remedy);
  }
  const written = fixedNumber(model, noise, "The noise of a measurement", unit);
  const own = written && adopt(model, written, unit, noise.span, "The noise of a measurement", origin);
  const sd = own && model.builder.fixedNumber(own.node);
  if (sd === undefined || size === undefined) return undefined;
  if (sd > 0 && sd < Infinity) return { kind: "mean", sd, size };
  const remedy = "Write the standard deviation of one measurement, above 0.";
  return problemIn(model, declaration, noise.span, "the noise of a measurement is not above 0", remedy);
}

/** Whether a sample is a whole number of measurements or cases. */
function isNumberOfCases(model: Model, declaration: StudyDeclaration, { unit, free }: Value, size: number): boolean {
  const { sample, finds } = declaration;
  const isPlain = free === "number" || (free === undefined && isCount(unit) && !hasPercent(unit));
  if (isPlain && Number.isInteger(size) && size >= 1) return true;
  const found = `its sample is ${model.text(sample.span)}, and that is no number of ${finds === "mean" ? "measurements" : "cases"}`;
  return problemIn(model, declaration, sample.span, found, `Write a whole number of 1 or more: sample 50 as ${finds}.`);
}

/** Whether a sample is a time, area or number over which a rate gives a number of events. */
function isExposure(model: Model, declaration: StudyDeclaration, { unit }: Value, size: number, rate: Unit): boolean {
  const { sample, of } = declaration;
  if (!isCount(multiplyUnits(rate, unit))) {
    const found = `${of.text} is in ${describeUnit(rate)}, and over ${model.text(sample.span)} that is no number of events`;
    const remedy =
      rate.powers.time === -1
        ? "Give the sample a length of time: sample 5 years as count."
        : "Study a rate, such as deaths/year over 5 years, or find a mean: sample 50 as mean, with its noise.";
    return problemIn(model, declaration, sample.span, found, remedy);
  }
  if (size > 0 && size < Infinity) return true;
  return problemIn(model, declaration, sample.span, "it counts events over nothing", "Write a sample above 0: sample 5 years as count.");
}

/** Whether a unit counts: a plain number, or things of one kind. Money, time and other measures do not count. */
function isCount({ powers }: Unit): boolean {
  const [first, ...others] = Object.entries(powers).filter(([, power]) => power !== 0);
  if (first === undefined) return true;
  const [base, power] = first;
  return others.length === 0 && power === 1 && !/^(time|mass|length|energy|[A-Z]{3}(\d{4})?)$/.test(base);
}

function readCost(model: Model, declaration: StudyDeclaration, cost: Expression): StatedStudy["cost"] | false {
  const written = fixedNumber(model, cost, "The cost of a study");
  if (!written) return undefined;
  const value = model.builder.fixedNumber(written.node)!;
  if (value >= 0 && value < Infinity) return { value, unit: written.unit };
  return problemIn(model, declaration, cost.span, "it costs less than nothing", "Write what it costs, 0 or more.");
}

/** A fixed number that uses no names of the case; anything else is reported. */
function fixedNumber(model: Model, expression: Expression, what: string, expected?: Unit): Value | undefined {
  if (expression.kind === "broken" || !standsAlone(model, expression, what)) return undefined;
  const value = asNumber(model, elaborate(model, scopeOf("study"), expression, expected), expression.span, what);
  if (value && model.builder.fixedNumber(value.node) === undefined) {
    model.report(mustBeFixed.at(expression.span, { what }));
    return undefined;
  }
  return value;
}
