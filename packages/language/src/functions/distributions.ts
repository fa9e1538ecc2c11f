/** Distributions written out: one function for each record of the engine, by natural parameters, by other parameters or by quantiles. */
import { type Distribution, distributions, divideUnits, type NodeId, type ParameterUnit, plainUnit, type Unit } from "@outweigh/engine";
import { distributionProblem, mustBeFixed } from "../diagnostics/model.js";
import { asNumber, asPlain, freeFactor, type Placed, unify } from "../lower/combine.js";
import { checkParameters, drawFrom, fitCells, fixedCells, hasUnit, scaleFree } from "../lower/random.js";
import type { Lowered, Value } from "../lower/value.js";
import type { Expression } from "../syntax.js";
import { type Call, clauseOf, type FunctionRecord, wrongCall } from "./function.js";

/** One way of writing a distribution: parameter names with their units, and how the natural parameters follow. */
export interface Form {
  readonly names: readonly string[];
  readonly units: readonly ParameterUnit[];
  readonly convert: ((values: readonly number[]) => readonly number[] | string) | undefined;
}

/** Distributions whose parameters have more than one common meaning or order are written with names. */
const needNames = new Set(["lognormal", "pareto", "negative_binomial", "hypergeometric"]);

/** The values of a form in base units, and the unit of the quantity. */
export interface Bound {
  readonly nodes: readonly NodeId[];
  readonly unit: Unit;
  readonly free: Value["free"];
  readonly origin: Value["origin"];
}

function buildDistribution(call: Call, record: Distribution): Lowered {
  const form = formOf(call, record);
  const expressions = form?.names.map((name, position) => argumentOf(call, name, position));
  if (!form || !expressions || expressions.some((expression) => expression === undefined)) return undefined;
  return drawForm(call, record, form, expressions as readonly Expression[]);
}

/** A draw from a distribution written in this form with these values. */
export function drawForm(call: Call, record: Distribution, form: Form, expressions: readonly Expression[]): Lowered {
  const bound = bindValues(call, form, expressions);
  if (!bound) return undefined;
  const { model, scope, syntax } = call;
  const isScaled = record.discrete && bound.free === undefined && bound.unit.scale !== 1;
  const scale = model.builder.number(bound.unit.scale);
  const operations = { value: "divide", "inverse-value": "multiply", number: undefined } as const;
  const inUnit = bound.nodes.map((node, position) => {
    const operation = isScaled ? operations[form.units[position] ?? "number"] : undefined;
    return operation === undefined ? node : model.builder.apply(operation, node, scale);
  });
  const shown = isScaled || bound.free !== undefined ? 1 : bound.unit.scale;
  const parameters = naturalParameters(call, form, inUnit, shown);
  if (!parameters || !checkParameters(call, record, parameters, shown)) return undefined;
  const drawn = drawFrom(model, scope, syntax.span, record.name, parameters);
  if (drawn === undefined) return undefined;
  if (!hasUnit(record)) return { kind: "number", node: drawn, unit: plainUnit };
  const node = isScaled ? model.builder.apply("multiply", drawn, scale) : drawn;
  return { kind: "number", node, unit: bound.unit, free: bound.free, ...(bound.origin ? { origin: bound.origin } : {}) };
}

function formOf(call: Call, record: Distribution): Form | undefined {
  const given = call.syntax.arguments;
  const natural: Form = {
    names: record.parameters.map((parameter) => parameter.name),
    units: record.parameters.map((parameter) => parameter.unit),
    convert: undefined,
  };
  if (clauseOf(call.syntax) || given.some((argument) => argument.to)) return wrongCall(call, "it takes parameters only");
  const names = given.flatMap((argument) => (argument.name ? [argument.name.text] : []));
  const count = natural.names.length;
  if (names.length === 0) {
    if (needNames.has(record.name))
      return wrongCall(call, "its parameters have more than one common meaning or order, so they need their names");
    if (given.length !== count)
      return wrongCall(
        call,
        `it takes ${count} parameter${count === 1 ? "" : "s"} (${natural.names.join(", ")}), and ${given.length} are given`,
      );
    return natural;
  }
  if (names.length !== given.length) return wrongCall(call, "either all of its parameters have names or none");
  const probabilities = names.map(probabilityOf);
  if (probabilities.every((probability) => probability !== undefined))
    return quantileForm(call, record, names, probabilities as readonly number[]);
  const isSame = (form: readonly string[]) => form.length === names.length && form.every((name) => names.includes(name));
  if (isSame(natural.names)) return natural;
  const alternative = record.alternatives.find((each) => isSame(each.names));
  if (alternative) return { names: alternative.names, units: alternative.units, convert: (values) => alternative.toNatural(values) };
  const forms = [natural.names, ...record.alternatives.map((each) => each.names)].map((each) => `(${each.join(", ")})`).join(" or ");
  return wrongCall(
    call,
    `it takes ${forms}${record.fromQuantiles ? `, or ${count} quantile${count === 1 ? "" : "s"} such as p5 =` : ""}, and not (${names.join(", ")})`,
  );
}

/** The probability of the quantile that a name like p5 or p2_5 stands for. */
export function probabilityOf(name: string): number | undefined {
  const digits = /^p(\d{1,2}(?:_\d+)?)$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits.replace("_", ".")) / 100;
}

function quantileForm(call: Call, record: Distribution, names: readonly string[], probabilities: readonly number[]): Form | undefined {
  const fit = record.fromQuantiles;
  const count = record.parameters.length;
  if (!fit) return wrongCall(call, "it cannot be written by quantiles");
  if (names.length !== count) return wrongCall(call, `it takes ${count} quantile${count === 1 ? "" : "s"}, and ${names.length} are given`);
  const order = names.map((_, position) => position).sort((left, right) => probabilities[left]! - probabilities[right]!);
  return {
    names: order.map((position) => names[position]!),
    units: names.map(() => (hasUnit(record) ? "value" : "number")),
    convert: (values) =>
      fit(
        order.map((position) => probabilities[position]!),
        values,
      ),
  };
}

function argumentOf(call: Call, name: string, position: number): Expression | undefined {
  const named = call.syntax.arguments.find((argument) => argument.name?.text === name);
  return (named ?? call.syntax.arguments[position])?.value;
}

/** The values of a form with one unit for those that need it; bare numbers take the unit that is expected. */
export function bindValues(call: Call, form: Form, expressions: readonly Expression[]): Bound | undefined {
  const { model } = call;
  const placed = expressions.map((expression, position): Placed | undefined => {
    const what = `“${form.names[position]}”`;
    const lowered = call.elaborate(expression);
    const value =
      form.units[position] === "number" ? asPlain(model, lowered, expression.span, what) : asNumber(model, lowered, expression.span, what);
    return value && { value, span: expression.span };
  });
  const complete = placed.filter((item) => item !== undefined);
  if (complete.length < placed.length) return undefined;
  const values = complete.filter((_, position) => form.units[position] === "value");
  const inverses = complete.filter((_, position) => form.units[position] === "inverse-value");
  const common =
    values.length > 0
      ? unify(model, values, "The parameters need one unit", call.syntax.span)
      : inverses.length > 0
        ? inverseCommon(inverses)
        : { unit: plainUnit, free: "number" as const };
  if (!common) return undefined;
  const factor = common.free && call.expected ? freeFactor(common.free, call.expected) : undefined;
  const takes = factor !== undefined && call.expected !== undefined && values.length + inverses.length > 0;
  const nodes = complete.map(({ value }, position) => {
    const unit = form.units[position];
    if (!takes || unit === "number") return value.node;
    return scaleFree(model, value, unit === "value" ? factor : 1 / factor).node;
  });
  return {
    nodes,
    unit: takes && call.expected ? call.expected : common.unit,
    free: takes ? undefined : common.free,
    origin: "origin" in common ? common.origin : undefined,
  };
}

function inverseCommon(items: readonly Placed[]): Pick<Value, "unit" | "free" | "origin"> {
  const first = items[0]!.value;
  return { unit: first.free ? plainUnit : divideUnits(plainUnit, first.unit), free: first.free, origin: first.origin };
}

function naturalParameters(call: Call, form: Form, nodes: readonly NodeId[], scale: number): readonly NodeId[] | undefined {
  if (!form.convert) return nodes;
  const { name, example } = call.record;
  const fixed = fixedCells(call.model, nodes);
  if (!fixed) {
    call.model.report(mustBeFixed.at(call.syntax.span, { what: `Each parameter of ${name} written by ${form.names.join(" and ")}` }));
    return undefined;
  }
  const fitted = fitCells(call.model, fixed, form, scale, form.convert);
  if (typeof fitted !== "string") return fitted;
  call.model.report(distributionProblem.at(call.syntax.span, { name, problem: fitted, example }));
  return undefined;
}

function toFunction(record: Distribution): FunctionRecord {
  const forms = [record.parameters.map((parameter) => parameter.name), ...record.alternatives.map((each) => each.names)];
  const written = needNames.has(record.name)
    ? forms.map((names) => `${record.name}(${names.map((name) => `${name} = …`).join(", ")})`)
    : forms.map((names, position) => `${record.name}(${names.map((name) => (position === 0 ? name : `${name} = …`)).join(", ")})`);
  return {
    name: record.name,
    family: "distributions",
    signature: written.join(" or "),
    doc: record.doc,
    example: record.example,
    unit: hasUnit(record) ? "The unit of its values." : "A plain number.",
    build: (call) => buildDistribution(call, record),
  };
}

/** One function for each distribution of the engine. */
export const distributionFunctions: readonly FunctionRecord[] = [...distributions.values()].map(toFunction);
