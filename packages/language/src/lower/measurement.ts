/** The laws of measurement: how likely a result is when the true value is known, as a logarithm up to a constant. */
import { type GraphBuilder, type NodeId, plainUnit } from "@outweigh/engine";
import { distributionProblem } from "../diagnostics/model.js";
import { wrongValue } from "../diagnostics/syntax.js";
import { bindArguments, type CallSyntax, type FunctionRecord } from "../functions/function.js";
import type { Expression } from "../syntax.js";
import { adopt, asNumber, asPlain, type Common } from "./combine.js";
import { elaborate } from "./expression.js";
import type { Model, Scope } from "./model.js";

/** A law. Nodes are in base units, those of counts in the unit as written. */
interface Law {
  readonly name: string;
  /** The one parameter, if any: in the unit of the value, or a plain number above 0. */
  readonly parameter: { readonly name: string; readonly isInUnit: boolean } | undefined;
  readonly isCount: boolean;
  readonly example: string;
  /** What is wrong with a result, in words. */
  problem(result: number): string | undefined;
  logLikelihood(builder: GraphBuilder, value: NodeId, result: NodeId, parameter: NodeId): NodeId;
}

/** The least positive number that is worth its logarithm. */
const tiny = 1e-300;

/** Minus half the square of a distance in standard deviations, less the logarithm of that deviation where it is uncertain. */
function bell(builder: GraphBuilder, distance: NodeId, sd: NodeId): NodeId {
  const scaled = builder.apply("divide", distance, sd);
  const square = builder.apply("multiply", builder.number(-0.5), builder.apply("multiply", scaled, scaled));
  return builder.randomnessOf(sd) === "fixed" ? square : builder.apply("subtract", square, builder.apply("ln", sd));
}

/** The logarithm of a value, minus infinity where it is below 0 or, if `weight` is above 0, at 0; times the weight. */
function weighted(builder: GraphBuilder, weight: NodeId, value: NodeId): NodeId {
  const isCounted = builder.apply("greater", weight, builder.number(0));
  const least = builder.apply("multiply", isCounted, builder.number(tiny));
  const possible = builder.apply("ln", builder.apply("greater-equal", value, least));
  const logarithm = builder.apply("ln", builder.apply("max", value, builder.number(tiny)));
  return builder.apply("add", possible, builder.apply("multiply", weight, logarithm));
}

const laws: readonly Law[] = [
  {
    name: "normal",
    parameter: { name: "sd", isInUnit: true },
    isCount: false,
    example: "error normal(sd = 3 tonnes)",
    problem: () => undefined,
    logLikelihood: (builder, value, result, sd) => bell(builder, builder.apply("subtract", result, value), sd),
  },
  {
    name: "lognormal",
    parameter: { name: "sigma", isInUnit: false },
    isCount: false,
    example: "error lognormal(sigma = 0.2)",
    problem: (result) => (result > 0 ? undefined : `what is measured with it lies above 0, not at ${result}`),
    logLikelihood(builder, value, result, sigma) {
      const logarithm = builder.apply("ln", builder.apply("max", value, builder.number(0)));
      return bell(builder, builder.apply("subtract", builder.apply("ln", result), logarithm), sigma);
    },
  },
  {
    name: "poisson",
    parameter: undefined,
    isCount: true,
    example: "error poisson",
    problem: (result) => (result >= 0 ? undefined : `a count is not below 0, and this is ${result}`),
    logLikelihood: (builder, value, result) => builder.apply("subtract", weighted(builder, result, value), value),
  },
  {
    name: "binomial",
    parameter: { name: "n", isInUnit: false },
    isCount: false,
    example: "error binomial(n = 40)",
    problem: (result) =>
      result >= 0 && result <= 1 ? undefined : `what was measured is a share between 0 % and 100 %, such as 12 / 40, and not ${result}`,
    logLikelihood(builder, value, result, n) {
      const rest = (node: NodeId) => builder.apply("subtract", builder.number(1), node);
      const both = builder.apply("add", weighted(builder, result, value), weighted(builder, rest(result), rest(value)));
      return builder.apply("multiply", n, both);
    },
  },
];

/** The logarithm of the likelihood of a fixed result, cell by cell; `common` is the unit of value and result. */
export function lowerMeasurement(
  model: Model,
  scope: Scope,
  error: Expression,
  { value, result, common }: { readonly value: NodeId; readonly result: NodeId; readonly common: Common },
): NodeId | undefined {
  if (error.kind !== "call" && error.kind !== "name") return undefined;
  const syntax: CallSyntax =
    error.kind === "call" ? error : { kind: "call", name: { text: error.name, span: error.span }, arguments: [], span: error.span };
  const law = laws.find(({ name }) => name === syntax.name.text);
  if (!law) {
    const expected = `one of: ${laws.map(({ example }) => example.replace("error ", "")).join(", ")}`;
    model.report(wrongValue.at(syntax.name.span, { field: "error", expected, found: syntax.name.text }));
    return undefined;
  }
  const parameter = lowerParameter(model, scope, syntax, law, common);
  if (parameter === undefined) return undefined;
  const { builder } = model;
  const scale = builder.number(law.isCount ? common.unit.scale : 1);
  const [counted, found] = [value, result].map((node) => builder.apply("divide", node, scale)) as [NodeId, NodeId];
  const problem = builder
    .fixedValues(found)
    ?.map((each) => law.problem(each))
    .find((each) => each !== undefined);
  if (problem !== undefined) {
    model.report(distributionProblem.at(syntax.span, { name: law.name, problem, example: law.example }));
    return undefined;
  }
  return law.logLikelihood(builder, counted, found, parameter);
}

function lowerParameter(model: Model, scope: Scope, syntax: CallSyntax, law: Law, common: Common): NodeId | undefined {
  const { parameter, name, example } = law;
  const record: FunctionRecord = {
    name,
    family: "distributions",
    signature: example.replace("error ", ""),
    doc: "",
    example,
    unit: "",
    build: () => undefined,
  };
  const call = { record, model, scope, syntax, expected: common.unit, elaborate: (of: Expression) => elaborate(model, scope, of) };
  const bound = bindArguments(call, parameter ? [parameter.name] : []);
  if (!bound || !parameter) return bound && model.builder.number(1);
  const expression = bound.get(parameter.name)!;
  const what = `“${parameter.name}”`;
  const number = asNumber(model, call.elaborate(expression), expression.span, what);
  const value =
    number &&
    (parameter.isInUnit
      ? adopt(model, number, common.unit ?? plainUnit, expression.span, what)
      : asPlain(model, number, expression.span, what));
  if (!value) return undefined;
  const bad = model.builder.fixedValues(value.node)?.find((each) => !(each > 0 && each < Infinity));
  if (bad === undefined) return value.node;
  model.report(distributionProblem.at(expression.span, { name, problem: `${parameter.name} is above 0, not ${bad}`, example }));
  return undefined;
}
