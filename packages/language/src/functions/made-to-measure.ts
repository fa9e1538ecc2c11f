/** Distributions made to measure: metalogs through quantiles, smoothed data, shares that sum to one. */
import {
  type Bounds,
  distributions,
  fitMetalog,
  metalogName,
  mostMetalogTerms,
  mostSmoothedValues,
  type NodeId,
  plainUnit,
  silvermanBandwidth,
  smoothedName,
} from "@outweigh/engine";
import { distributionProblem, mustBeFixed } from "../diagnostics/model.js";
import { unknownDimension } from "../diagnostics/names.js";
import { nextStream } from "../lower/model.js";
import { checkParameters, drawFrom } from "../lower/random.js";
import type { Expression } from "../syntax.js";
import { bindValues, drawForm, probabilityOf } from "./distributions.js";
import { type Call, clauseOf, type FunctionRecord, plainArgument, wrongCall } from "./function.js";

function reportProblem(call: Call, problem: string): undefined {
  const { name, example } = call.record;
  call.model.report(distributionProblem.at(call.syntax.span, { name, problem, example }));
  return undefined;
}

/** The arguments by name; undefined, and reported, when one has no name or is not among those allowed. */
function namedArguments(call: Call, isAllowed: (name: string) => boolean): ReadonlyMap<string, Expression> | undefined {
  const named = new Map<string, Expression>();
  if (clauseOf(call.syntax)) return wrongCall(call, "it takes named arguments only");
  for (const argument of call.syntax.arguments) {
    const name = argument.name?.text;
    if (name === undefined || argument.to) return wrongCall(call, "each argument needs its name");
    if (!isAllowed(name)) return wrongCall(call, `it has no argument called “${name}”`);
    if (named.has(name)) return wrongCall(call, `“${name}” is given twice`);
    named.set(name, argument.value);
  }
  return named;
}

const metalog: FunctionRecord = {
  name: "metalog",
  family: "distributions",
  signature: "metalog(p10 = …, p50 = …, p90 = …, min = …, max = …, terms = …)",
  doc: `A smooth distribution of any shape through given quantiles, 2 to ${mostMetalogTerms} of them, between bounds where there are any: what experts say without naming a shape. Fewer terms than quantiles give a smoother curve that passes near them (Keelin, Decision Analysis 13, 2016, 243).`,
  example: "metalog(p10 = 2, p50 = 3, p90 = 7, min = 0)",
  unit: "All quantiles and bounds need one unit.",
  build(call) {
    const named = namedArguments(call, (name) => probabilityOf(name) !== undefined || name === "min" || name === "max" || name === "terms");
    if (!named) return undefined;
    const quantiles = [...named.keys()].filter((name) => probabilityOf(name) !== undefined);
    const probabilities = quantiles.map((name) => probabilityOf(name)!);
    const size = named.get("terms");
    const terms = size ? termsOf(call, size) : quantiles.length;
    if (terms === undefined) return undefined;
    const limits = ["min", "max"].filter((name) => named.has(name));
    const names = [...quantiles, ...limits];
    const count = quantiles.length;
    const boundsOf = (values: readonly number[]): Bounds => ({
      min: named.has("min") ? values[count] : undefined,
      max: named.has("max") ? values.at(-1) : undefined,
    });
    const convert = (values: readonly number[]) => fitMetalog(probabilities, values.slice(0, count), terms, boundsOf(values));
    const record = distributions.get(metalogName(terms, boundsOf([...quantiles, ...limits].map(() => 0))));
    const unready = count < 2 || !record ? convert(names.map(() => 0)) : undefined;
    if (typeof unready === "string") return reportProblem(call, unready);
    return (
      record &&
      drawForm(
        call,
        record,
        { names, units: names.map(() => "value"), convert },
        names.map((name) => named.get(name)!),
      )
    );
  },
};

function termsOf(call: Call, expression: Expression): number | undefined {
  const placed = plainArgument(call, expression, "“terms”");
  const terms = placed && call.model.builder.fixedNumber(placed.value.node);
  if (placed && terms === undefined) call.model.report(mustBeFixed.at(placed.span, { what: "The number of terms" }));
  return terms;
}

const smoothed: FunctionRecord = {
  name: "smoothed",
  family: "distributions",
  signature: "smoothed(DATA.COLUMN, bandwidth = …) or smoothed(x1, x2, …, bandwidth = …)",
  doc: "Data smoothed: a value of the data or of the list, plus a normal deviation whose standard deviation is the bandwidth. Without a bandwidth it is Silverman's 0.9 min(s, R / 1.34) / n^0.2, with s the standard deviation and R the distance of the quartiles. Where values below zero are impossible, cut it: truncate(smoothed(…), min = 0).",
  example: "smoothed(traffic.lorries, bandwidth = 15/day)",
  unit: "The unit of the data, in which the bandwidth is too.",
  build(call) {
    const { model, scope, syntax } = call;
    const given = syntax.arguments;
    const width = given.find((argument) => argument.name !== undefined);
    const listed = given.filter((argument) => argument !== width);
    if (clauseOf(syntax) || given.some((argument) => argument.to)) return wrongCall(call, "it takes values and a bandwidth only");
    if (listed.length === 0) return wrongCall(call, "the data are missing");
    const other = given.find((argument) => argument.name && (argument !== width || argument.name.text !== "bandwidth"));
    if (other?.name) return wrongCall(call, `“${other.name.text}” is given, and it takes values and one bandwidth`);
    const expressions = [...listed, ...(width ? [width] : [])].map((argument) => argument.value);
    const names = expressions.map((expression) => model.text(expression.span));
    const bound = bindValues(call, { names, units: names.map(() => "value"), convert: undefined }, expressions);
    if (!bound) return undefined;
    const columns = bound.nodes.map((node) => model.builder.fixedValues(node));
    const unfixed = columns.indexOf(undefined);
    if (unfixed >= 0) {
      model.report(mustBeFixed.at(expressions[unfixed]!.span, { what: "What smoothed draws from" }));
      return undefined;
    }
    const values = columns
      .slice(0, listed.length)
      .flatMap((column) => column ?? [])
      .sort((left, right) => left - right);
    const record = distributions.get(smoothedName(values.length));
    if (!record)
      return reportProblem(
        call,
        `it takes at most ${mostSmoothedValues} values, but there are ${values.length}; so many are smooth enough without, as empirical(…)`,
      );
    const bandwidth = width ? (columns.at(-1)?.[0] ?? Number.NaN) : silvermanBandwidth(values);
    if (typeof bandwidth === "string") return reportProblem(call, bandwidth);
    const parameters = [bandwidth, ...values].map((value) => model.builder.number(value));
    if (!checkParameters(call, record, parameters, bound.free === undefined ? bound.unit.scale : 1)) return undefined;
    const node = drawFrom(model, scope, syntax.span, record.name, parameters);
    if (node === undefined) return undefined;
    return { kind: "number", node, unit: bound.unit, free: bound.free, ...(bound.origin ? { origin: bound.origin } : {}) };
  },
};

/** With less weight all draws of the members may be too small for numbers at once. */
const LEAST_WEIGHT = 0.02;

const dirichlet: FunctionRecord = {
  name: "dirichlet",
  family: "distributions",
  signature: "dirichlet(MEMBER -> WEIGHT, …) or dirichlet(WEIGHT over DIMENSION)",
  doc: "Uncertain shares of the members of a dimension that add up to one. A member's share is on average its weight divided by the sum of all weights, and the greater the sum, the surer: weights of 12 and 5 are as sure as 17 cases counted.",
  example: "dirichlet(north -> 12, south -> 5)[north]",
  unit: "Weights are plain numbers, and so are the shares.",
  build(call) {
    const { model, scope, syntax } = call;
    const weighed = syntax.over ? weightsOver(call) : listedWeights(call);
    if (!weighed) return undefined;
    const { dimension, weights } = weighed;
    const low = model.builder.fixedValues(weights)?.find((weight) => !(weight >= LEAST_WEIGHT));
    if (low !== undefined) return reportProblem(call, `each weight must be at least ${LEAST_WEIGHT}, but one is ${low}`);
    const amounts = model.builder.draw({
      distribution: "gamma",
      parameters: [weights, model.builder.number(1)],
      stream: nextStream(scope),
      independentOver: model.builder.order([...scope.over, dimension]),
    });
    const node = model.builder.apply("divide", amounts, model.builder.reduce("sum", dimension, amounts));
    return { kind: "number", node, unit: plainUnit };
  },
};

interface Weights {
  readonly dimension: string;
  readonly weights: NodeId;
}

function weightsOver(call: Call): Weights | undefined {
  const { model, syntax } = call;
  const [argument] = syntax.arguments;
  if (!argument || syntax.arguments.length > 1 || argument.name || argument.to) return wrongCall(call, "it takes one weight before “over”");
  const { text, span } = syntax.over!;
  const known = [...model.environment.dimensions.keys()];
  if (!known.includes(text)) {
    model.report(unknownDimension.at(span, { name: text, near: model.environment.near(text, known) }));
    return undefined;
  }
  const placed = plainArgument(call, argument.value, "The weight");
  return placed && { dimension: text, weights: placed.value.node };
}

function listedWeights(call: Call): Weights | undefined {
  const { model, scope, syntax } = call;
  const weights = new Map<string, NodeId>();
  if (clauseOf(syntax) || syntax.arguments.length === 0) return wrongCall(call, "it takes members with their weights");
  for (const { name, value, to } of syntax.arguments) {
    if (!to || name || value.kind !== "name") return wrongCall(call, "each argument is the name of a member, -> and its weight");
    if (weights.has(value.name)) return wrongCall(call, `${value.name} is given twice`);
    const placed = plainArgument(call, to, `The weight of ${value.name}`);
    if (!placed) return undefined;
    weights.set(value.name, placed.value.node);
  }
  const { dimensions } = model.environment;
  const fitting = [...dimensions.values()].filter(({ members }) =>
    [...weights.keys()].every((name) => members.some(({ id }) => id === name)),
  );
  const dimension = fitting.find(({ name }) => scope.over.includes(name)) ?? fitting[0];
  if (!dimension) return wrongCall(call, `${[...weights.keys()].join(", ")} are not members of one dimension`);
  const missing = dimension.members.filter(({ id }) => !weights.has(id)).map(({ id }) => id);
  if (missing.length > 0) return wrongCall(call, `the weight of ${missing.join(" and ")} is missing, of the dimension ${dimension.name}`);
  const parts = dimension.members.map(({ id }) => weights.get(id)!);
  return { dimension: dimension.name, weights: model.builder.stack(dimension.name, parts) };
}

/** metalog, smoothed, dirichlet. */
export const madeFunctions: readonly FunctionRecord[] = [metalog, smoothed, dirichlet];
