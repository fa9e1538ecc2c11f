/** Distributions that are put together: listed values, data, mixtures, truncation, a certain value. */
import { type NodeId, plainUnit } from "@outweigh/engine";
import { intervalReversed, mustBeFixed, probabilitiesNotOne, probabilityOutOfRange, truncateNeedsDraw } from "../diagnostics/model.js";
import { asPlain, type Placed, unify } from "../lower/combine.js";
import { nextStream } from "../lower/model.js";
import type { Lowered } from "../lower/value.js";
import type { Expression } from "../syntax.js";
import { bindArguments, type Call, clauseOf, type FunctionRecord, numberArgument, wrongCall } from "./function.js";

interface Weighted {
  readonly weight: NodeId;
  readonly value: Placed;
}

const point: FunctionRecord = {
  name: "point",
  family: "distributions",
  signature: "point(x)",
  doc: "A certain value; the same as x itself.",
  example: "point(3)",
  unit: "The unit of x.",
  build: (call) => numberArgument(call, bindArguments(call, ["x"])?.get("x"))?.value,
};

const empirical: FunctionRecord = {
  name: "empirical",
  family: "distributions",
  signature: "empirical(DATA.COLUMN)",
  doc: "One of the values of a column of data, each as likely as the next.",
  example: "empirical(traffic.lorries)",
  unit: "The unit of the column.",
  build(call) {
    const argument = numberArgument(call, bindArguments(call, ["values"])?.get("values"));
    if (!argument) return undefined;
    const values = call.model.builder.fixedValues(argument.value.node);
    if (!values) {
      call.model.report(mustBeFixed.at(argument.span, { what: "What empirical draws from" }));
      return undefined;
    }
    return {
      ...argument.value,
      node: call.model.builder.empirical({ values, stream: nextStream(call.scope), independentOver: call.scope.over }),
    };
  },
};

const discrete: FunctionRecord = {
  name: "discrete",
  family: "distributions",
  signature: "discrete(VALUE -> PROBABILITY, …)",
  doc: "One of a few values, each with its probability.",
  example: "discrete(1 -> 20 %, 2 -> 80 %)",
  unit: "All values need one unit.",
  build: (call) => lowerWeighted(call, (value, to) => [to, value]),
};

const mixture: FunctionRecord = {
  name: "mixture",
  family: "distributions",
  signature: "mixture(PROBABILITY -> DISTRIBUTION, …)",
  doc: "One of several distributions, each with its probability: two stories of how the value comes about.",
  example: "mixture(30 % -> normal(2, 1), 70 % -> uniform(5, 9))",
  unit: "All parts need one unit.",
  build: (call) => lowerWeighted(call, (weight, value) => [weight, value]),
};

function lowerWeighted(call: Call, sides: (left: Expression, right: Expression) => readonly [Expression, Expression]): Lowered {
  const { model, scope, syntax } = call;
  const { builder } = model;
  if (clauseOf(syntax) || syntax.arguments.length === 0) return wrongCall(call, "it takes pairs with ->");
  const stream = nextStream(scope);
  const items = syntax.arguments.map((argument): Weighted | undefined => {
    if (!argument.to || argument.name) return wrongCall(call, "each argument is a pair with -> in its middle");
    const [weightSide, valueSide] = sides(argument.value, argument.to);
    const weight = asPlain(model, call.elaborate(weightSide), weightSide.span, "The probability");
    const value = numberArgument(call, valueSide);
    return weight && value && { weight: weight.node, value };
  });
  const complete = items.filter((item) => item !== undefined);
  if (complete.length < items.length || !checkWeights(call, complete)) return undefined;
  const common = unify(
    model,
    complete.map((item) => item.value),
    "The values need one unit",
    syntax.span,
  );
  if (!common) return undefined;
  const values = complete.map((item) => builder.fixedNumber(item.value.value.node));
  const weights = complete.map((item) => builder.fixedNumber(item.weight));
  const isFixed = (list: readonly (number | undefined)[]): list is readonly number[] => list.every((entry) => entry !== undefined);
  if (isFixed(values) && isFixed(weights))
    return { kind: "number", node: builder.empirical({ values, weights, stream, independentOver: scope.over }), ...common };
  const states = `parts:${stream}`;
  builder.addDimension({
    name: states,
    kind: "states",
    members: complete.map((_, position) => ({ id: `${position + 1}`, label: `${position + 1}` })),
  });
  const probabilities = builder.stack(
    states,
    complete.map((item) => item.weight),
  );
  const by = builder.categorical({ probabilities, states, stream, independentOver: scope.over });
  const of = builder.stack(
    states,
    complete.map((item) => item.value.value.node),
  );
  return { kind: "number", node: builder.choose(of, states, by), ...common };
}

function checkWeights(call: Call, items: readonly Weighted[]): boolean {
  const weights = items.map((item) => call.model.builder.fixedNumber(item.weight));
  const bad = weights.find((weight) => weight !== undefined && !(weight >= 0 && weight <= 1));
  if (bad !== undefined) {
    call.model.report(probabilityOutOfRange.at(call.syntax.span, { found: bad }));
    return false;
  }
  if (weights.some((weight) => weight === undefined)) return true;
  const sum = weights.reduce<number>((total, weight) => total + (weight ?? 0), 0);
  if (Math.abs(sum - 1) < 1e-9) return true;
  call.model.report(
    probabilitiesNotOne.at(call.syntax.span, { sum, remedy: "Correct the probabilities of the pairs so that they add up to 100 %." }),
  );
  return false;
}

const truncate: FunctionRecord = {
  name: "truncate",
  family: "distributions",
  signature: "truncate(DISTRIBUTION, min = …, max = …)",
  doc: "A distribution cut at one end or both: what lies outside is not possible, and the rest keeps its proportions.",
  example: "truncate(normal(3, 1), min = 0)",
  unit: "The ends need the unit of the distribution.",
  build(call) {
    const { model, syntax } = call;
    const bound = bindArguments(call, ["distribution", "min", "max"], 1);
    const inner = bound?.get("distribution");
    if (!bound || !inner) return undefined;
    const of = call.elaborate(inner);
    const low = numberArgument(call, bound.get("min"));
    const high = numberArgument(call, bound.get("max"));
    if (!of || (bound.has("min") && !low) || (bound.has("max") && !high)) return undefined;
    if (!low && !high) return wrongCall(call, "it has neither min nor max");
    const draw = model.builder.node(of.node);
    if (of.kind !== "number" || draw.kind !== "draw" || draw.lower !== undefined || draw.upper !== undefined) {
      model.report(truncateNeedsDraw.at(inner.span, {}));
      return undefined;
    }
    const distribution: Placed = { value: of, span: inner.span };
    const items = [distribution, ...(low ? [low] : []), ...(high ? [high] : [])];
    const common = unify(model, items, "The ends do not match the distribution", syntax.span);
    if (!common) return undefined;
    const [from, to] = [low && model.builder.fixedNumber(low.value.node), high && model.builder.fixedNumber(high.value.node)];
    if (low && high && from !== undefined && to !== undefined && !(from < to)) {
      model.report(intervalReversed.at(syntax.span, { low: model.text(low.span), high: model.text(high.span) }));
      return undefined;
    }
    const node = model.builder.draw({
      distribution: draw.distribution,
      parameters: draw.parameters,
      stream: draw.stream,
      independentOver: draw.independentOver,
      ...(low ? { lower: low.value.node } : {}),
      ...(high ? { upper: high.value.node } : {}),
    });
    return {
      ...of,
      node,
      unit: common.unit === plainUnit ? of.unit : common.unit,
      ...(common.free ? { free: common.free } : { free: undefined }),
    };
  },
};

/** point, empirical, discrete, mixture, truncate. */
export const listedFunctions: readonly FunctionRecord[] = [point, empirical, discrete, mixture, truncate];
