/** Statistics over the draws: for the prose, checks and forecasts. `| option` picks one option. */
import { plainUnit, type Statistic } from "@outweigh/engine";
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
  const option = syntax.given && findOption(model.environment, syntax.given, model.report);
  if (!value || (syntax.given && option === undefined)) return undefined;
  const of = option === undefined ? value.node : model.builder.pick(value.node, "option", option);
  const isCertain = model.builder.fixedValues(of) !== undefined || model.builder.randomnessOf(of) === "statistic";
  const node = isCertain && statistic.kind !== "sd" ? of : model.builder.statistic(of, statistic);
  if (takes === "number") return { ...value, node };
  return { kind: "number", node, unit: model.units.find("%") ?? plainUnit };
}

/** The record of a quantile, `p5` to `p95`. */
export function quantileFunction(name: string): FunctionRecord {
  const percent = Number(name.slice(1));
  return {
    name,
    family: "statistics",
    signature: `${name}(x) or ${name}(x | OPTION)`,
    doc: `The value that x stays below in ${percent} % of the draws.`,
    example: `${name}(cost)`,
    unit: "The unit of x.",
    build: (call) => lowerStatistic(call, { kind: "quantile", probability: percent / 100 }, "number"),
  };
}

const mean: FunctionRecord = {
  name: "mean",
  family: "statistics",
  signature: "mean(x), mean(x | OPTION) or mean(x over DIMENSION)",
  doc: "The mean of x over the draws (in prose, checks and forecasts); or over the members of a dimension, or over time.",
  example: "mean(cost)",
  unit: "The unit of x.",
  build: (call) => (call.syntax.over ? lowerReduction(call, "mean") : lowerStatistic(call, { kind: "mean" }, "number")),
};

const median: FunctionRecord = {
  name: "median",
  family: "statistics",
  signature: "median(x) or median(x | OPTION)",
  doc: "The value that x stays below in half of the draws.",
  example: "median(cost)",
  unit: "The unit of x.",
  build: (call) => lowerStatistic(call, { kind: "quantile", probability: 0.5 }, "number"),
};

const sd: FunctionRecord = {
  name: "sd",
  family: "statistics",
  signature: "sd(x) or sd(x | OPTION)",
  doc: "The standard deviation of x over the draws.",
  example: "sd(cost)",
  unit: "The unit of x.",
  build: (call) => lowerStatistic(call, { kind: "sd" }, "number"),
};

const probability: FunctionRecord = {
  name: "P",
  family: "statistics",
  signature: "P(CONDITION) or P(CONDITION | OPTION)",
  doc: "The share of the draws in which a condition holds.",
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
