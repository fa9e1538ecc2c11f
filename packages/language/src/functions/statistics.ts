/** Statistics over the draws: for the prose, checks and forecasts. `given CONDITION` takes the draws in which it holds, `| option` one option. */
import { type NodeId, plainUnit, type Statistic } from "@outweigh/engine";
import { statisticInModel } from "../diagnostics/model.js";
import { asCondition, asNumber } from "../lower/combine.js";
import { findOption } from "../lower/environment.js";
import type { Lowered } from "../lower/value.js";
import { type Call, type FunctionRecord, wrongCall } from "./function.js";
import { lowerReduction } from "./reduce.js";

function lowerStatistic(call: Call, statistic: Statistic, takes: "number" | "condition"): Lowered {
  const { model, scope, syntax } = call;
  const [argument] = syntax.arguments;
  if (!argument || syntax.arguments.length > 1 || argument.name || argument.to || syntax.over) {
    return wrongCall(call, `it takes one ${takes === "number" ? "value" : "condition"}`);
  }
  if (!scope.allowsStatistics) {
    model.report(statisticInModel.at(syntax.span, { name: syntax.name.text }));
    return undefined;
  }
  const lowered = call.elaborate(argument.value);
  const value =
    takes === "number"
      ? asNumber(model, lowered, argument.value.span, `“${model.text(argument.value.span)}”`)
      : asCondition(model, lowered, argument.value.span);
  const option = syntax.option && findOption(model.environment, syntax.option, model.report);
  const condition = syntax.given && asCondition(model, call.elaborate(syntax.given), syntax.given.span);
  if (!value || (syntax.option && option === undefined) || (syntax.given && !condition)) return undefined;
  const { builder } = model;
  const under = (node: NodeId) => (option === undefined ? node : builder.pick(node, "option", option));
  const of = under(value.node);
  const given = condition && under(condition.node);
  if (given !== undefined && builder.randomnessOf(given) !== "draws")
    return wrongCall(call, "its condition is the same in every draw (an option stands after a bar: | OPTION)");
  if (given !== undefined && syntax.given) model.conditions.push({ node: given, span: syntax.given.span });
  const isCertain = builder.fixedValues(of) !== undefined || builder.randomnessOf(of) === "statistic";
  const node = isCertain && statistic.kind !== "sd" ? of : builder.statistic(of, statistic, isCertain ? undefined : given);
  if (takes === "number") return { ...value, node };
  return { kind: "number", node, unit: model.units.find("%") ?? plainUnit };
}

/** The record of a quantile, `p5` to `p95`. */
export function quantileFunction(name: string): FunctionRecord {
  const percent = Number(name.slice(1));
  return {
    name,
    family: "statistics",
    signature: `${name}(x), ${name}(x | OPTION) or ${name}(x given CONDITION)`,
    doc: `The value that x stays below in ${percent} % of the draws.`,
    example: `${name}(cost)`,
    unit: "The unit of x.",
    build: (call) => lowerStatistic(call, { kind: "quantile", probability: percent / 100 }, "number"),
  };
}

const mean: FunctionRecord = {
  name: "mean",
  family: "statistics",
  signature: "mean(x), mean(x | OPTION), mean(x given CONDITION) or mean(x over DIMENSION)",
  doc: "The mean of x over the draws (in prose, checks and forecasts), or over those in which a condition holds; or over the members of a dimension, or over time.",
  example: "mean(cost)",
  unit: "The unit of x.",
  build: (call) => (call.syntax.over ? lowerReduction(call, "mean") : lowerStatistic(call, { kind: "mean" }, "number")),
};

const median: FunctionRecord = {
  name: "median",
  family: "statistics",
  signature: "median(x), median(x | OPTION) or median(x given CONDITION)",
  doc: "The value that x stays below in half of the draws.",
  example: "median(cost)",
  unit: "The unit of x.",
  build: (call) => lowerStatistic(call, { kind: "quantile", probability: 0.5 }, "number"),
};

const sd: FunctionRecord = {
  name: "sd",
  family: "statistics",
  signature: "sd(x), sd(x | OPTION) or sd(x given CONDITION)",
  doc: "The standard deviation of x over the draws.",
  example: "sd(cost)",
  unit: "The unit of x.",
  build: (call) => lowerStatistic(call, { kind: "sd" }, "number"),
};

const probability: FunctionRecord = {
  name: "P",
  family: "statistics",
  signature: "P(CONDITION), P(CONDITION | OPTION) or P(CONDITION given CONDITION)",
  doc: "The share of the draws in which a condition holds; after given, of those in which another holds.",
  example: "P(cost > 3 million EUR)",
  unit: "A share.",
  build: (call) => lowerStatistic(call, { kind: "mean" }, "condition"),
};

/** mean, median, sd, P and the usual quantiles; any other pNN is understood too. */
export const statisticFunctions: readonly FunctionRecord[] = [
  mean,
  median,
  sd,
  probability,
  ...["p5", "p25", "p75", "p95"].map(quantileFunction),
];
