/** Functions of time: totals, last values, delays, steps, ramps and discounting. */
import {
  type DiscountSchedule,
  divideUnits,
  greenBookRates,
  isDimensionless,
  multiplyUnits,
  type NodeId,
  plainUnit,
} from "@outweigh/engine";
import { mustBeFixed } from "../diagnostics/model.js";
import { wrongUnit } from "../diagnostics/units.js";
import { adopt, applyNode, type Placed } from "../lower/combine.js";
import { lagDimensions } from "../lower/lags.js";
import { needsTime } from "../lower/model.js";
import { type Lowered, unitWords } from "../lower/value.js";
import type { Expression } from "../syntax.js";
import { bindArguments, type Call, type FunctionRecord, numberArgument } from "./function.js";

const total: FunctionRecord = {
  name: "total",
  family: "time",
  signature: "total(x)",
  doc: "x added up over the whole time of the case: a rate such as deaths/year becomes a number of deaths.",
  example: "total(upkeep_rate)",
  unit: "The unit of x times a time: deaths/year gives deaths.",
  build(call) {
    const { model, syntax } = call;
    const argument = numberArgument(call, bindArguments(call, ["x"])?.get("x"));
    const time = needsTime(model, "total(…)", syntax.span);
    if (!argument || !time) return undefined;
    const { value } = argument;
    const present = model.builder.follow(value.node);
    const varies = model.builder.dimensionsOf(present).includes("time");
    const node = varies
      ? model.builder.reduce("integral", "time", present)
      : model.builder.apply("multiply", value.node, model.builder.number(time.reportStep * time.reportCount));
    const year = model.units.find("year") ?? plainUnit;
    return { kind: "number", node, unit: multiplyUnits(value.unit, year), ...(value.origin ? { origin: value.origin } : {}) };
  },
};

const final: FunctionRecord = {
  name: "final",
  family: "time",
  signature: "final(x)",
  doc: "The value of x in the last period.",
  example: "final(cracks)",
  unit: "The unit of x.",
  build(call) {
    const argument = numberArgument(call, bindArguments(call, ["x"])?.get("x"));
    if (!argument || !needsTime(call.model, "final(…)", call.syntax.span)) return undefined;
    const { value } = argument;
    const present = call.model.builder.follow(value.node);
    if (!call.model.builder.dimensionsOf(present).includes("time")) return value;
    return { ...value, node: call.model.builder.reduce("final", "time", present) };
  },
};

const lag: FunctionRecord = {
  name: "lag",
  family: "time",
  signature: "lag(x, DURATION, initial)",
  doc: "The value that x had a while ago; before the case has run that long, `initial`. Through a lag, quantities may depend on each other in a circle.",
  example: "lag(traffic_now, 1 year, 300/day)",
  unit: "x and initial need the same unit; the duration is a time.",
  build(call) {
    const { model, scope, syntax } = call;
    const bound = bindArguments(call, ["x", "duration", "initial"]);
    if (!bound || !needsTime(model, "lag(…)", syntax.span)) return undefined;
    const years = fixedDuration(call, bound.get("duration"));
    const initial = numberArgument(call, bound.get("initial"));
    const of = bound.get("x");
    if (years === undefined || !initial || !of) return undefined;
    const later = lagDimensions(model, of);
    if (!later) {
      const now = numberArgument(call, of);
      if (!now) return undefined;
      const start = adopt(model, initial.value, now.value.unit, initial.span, "The first value of the lag", now.value.origin);
      if (!start) return undefined;
      const node = model.builder.lag(years, start.node, model.builder.dimensionsOf(now.value.node));
      model.builder.setLagged(node, now.value.node);
      return { ...now.value, node };
    }
    const unit = later.unit ?? initial.value.unit;
    const start = adopt(model, initial.value, unit, initial.span, "The first value of the lag");
    if (!start) return undefined;
    const node = model.builder.lag(years, start.node, later.dimensions);
    model.pendingLags.push({ node, scope, expression: of, unit });
    return { kind: "number", node, unit, ...(start.origin ? { origin: start.origin } : {}) };
  },
};

function fixedDuration(call: Call, expression: Expression | undefined): number | undefined {
  const placed = numberArgument(call, expression);
  const year = call.model.units.find("year") ?? plainUnit;
  const value = placed && adopt(call.model, placed.value, year, placed.span, "The duration");
  if (!placed || !value) return undefined;
  const years = call.model.builder.fixedNumber(value.node);
  if (years === undefined || !(years > 0)) call.model.report(mustBeFixed.at(placed.span, { what: "The duration of a lag" }));
  return years !== undefined && years > 0 ? years : undefined;
}

/** A point in time as years of the calendar. */
function pointArgument(call: Call, expression: Expression | undefined): NodeId | undefined {
  const placed = numberArgument(call, expression);
  if (!placed) return undefined;
  if (placed.value.isCalendar || placed.value.free === "number" || (!placed.value.free && isDimensionless(placed.value.unit)))
    return placed.value.node;
  const remedy = "Write a year or a date: 2027, or 2027-06-30.";
  call.model.report(
    wrongUnit.at(
      placed.span,
      { what: "The point in time", found: unitWords(placed.value), expected: "a year or a date", remedy },
      placed.value.origin,
    ),
  );
  return undefined;
}

const step: FunctionRecord = {
  name: "step",
  family: "time",
  signature: "step(YEAR, height)",
  doc: "0 before the year (or date), height from then on.",
  example: "step(2027, 5)",
  unit: "The unit of height.",
  build(call) {
    const bound = bindArguments(call, ["from", "height"]);
    if (!bound || !needsTime(call.model, "step(…)", call.syntax.span)) return undefined;
    const from = pointArgument(call, bound.get("from"));
    const height = numberArgument(call, bound.get("height"));
    if (from === undefined || !height) return undefined;
    const { builder } = call.model;
    const node = builder.apply("if", builder.apply("greater-equal", builder.time(), from), height.value.node, builder.number(0));
    return { ...height.value, node };
  },
};

const ramp: FunctionRecord = {
  name: "ramp",
  family: "time",
  signature: "ramp(FROM, TO, height)",
  doc: "0 before the first year, rising evenly to height at the second, and height from then on.",
  example: "ramp(2027, 2029, 5)",
  unit: "The unit of height.",
  build(call) {
    const bound = bindArguments(call, ["from", "to", "height"]);
    if (!bound || !needsTime(call.model, "ramp(…)", call.syntax.span)) return undefined;
    const [from, to] = [pointArgument(call, bound.get("from")), pointArgument(call, bound.get("to"))];
    const height = numberArgument(call, bound.get("height"));
    if (from === undefined || to === undefined || !height) return undefined;
    const { builder } = call.model;
    const passed = builder.apply("divide", builder.apply("subtract", builder.time(), from), builder.apply("subtract", to, from));
    const share = builder.apply("min", builder.apply("max", passed, builder.number(0)), builder.number(1));
    const node = applyNode(call.model, call.syntax.span, "multiply", share, height.value.node);
    return node === undefined ? undefined : { ...height.value, node };
  },
};

/** Schedules of rates that a discount may name. */
const schedules: ReadonlyMap<string, DiscountSchedule> = new Map([["green_book", greenBookRates]]);

const discount: FunctionRecord = {
  name: "discount",
  family: "time",
  signature: "discount(x, RATE) or discount(x, green_book)",
  doc: "The present value of x at the beginning of the case: x divided by one plus the rate, once for every year that has passed. Take total(discount(x, rate)) for the present value of all years. green_book is the falling rate of the British treasury: 3.5 % for 30 years, 3 % to year 75, 2.5 % to year 125, then 2, 1.5 and 1 %.",
  example: "discount(upkeep_rate, 3.5 %)",
  unit: "The unit of x; the rate is a share, or a share per year.",
  build(call) {
    const { model, syntax } = call;
    const bound = bindArguments(call, ["x", "rate"]);
    const time = needsTime(model, "discount(…)", syntax.span);
    const x = numberArgument(call, bound?.get("x"));
    const written = bound?.get("rate");
    const isOwn = written?.kind === "name" && model.environment.entities.has(written.name);
    const schedule = written?.kind === "name" && !isOwn ? schedules.get(written.name) : undefined;
    const rate = schedule ? undefined : numberArgument(call, written);
    if (!x || !time || (!rate && !schedule)) return undefined;
    const perYear = rate && yearlyRate(call, rate);
    if (rate && !perYear) return undefined;
    const { builder } = model;
    const passed = builder.apply("subtract", builder.time(), builder.number(time.start));
    const growth = (yearly: NodeId, years: NodeId) => builder.apply("power", builder.apply("add", builder.number(1), yearly), years);
    let factor = perYear ? growth(perYear.node, passed) : builder.number(1);
    const horizon = time.reportCount * time.reportStep;
    for (const [index, { from, rate: yearly }] of (schedule ?? []).entries()) {
      if (from >= horizon) break;
      const until = schedule?.[index + 1]?.from ?? horizon;
      const since = from === 0 ? passed : builder.apply("max", builder.apply("subtract", passed, builder.number(from)), builder.number(0));
      const years = until >= horizon ? since : builder.apply("min", since, builder.number(until - from));
      factor = builder.apply("multiply", factor, growth(builder.number(yearly), years));
    }
    const node = applyNode(model, syntax.span, "divide", x.value.node, factor);
    return node === undefined ? undefined : { ...x.value, node };
  },
};

function yearlyRate(call: Call, rate: Placed): Lowered {
  const { model } = call;
  const isShare = rate.value.free !== undefined || isDimensionless(rate.value.unit);
  if (isShare) return rate.value;
  const year = model.units.find("year") ?? plainUnit;
  return adopt(model, rate.value, divideUnits(plainUnit, year), rate.span, "The discount rate");
}

/** total, final, lag, step, ramp, discount. */
export const timeFunctions: readonly FunctionRecord[] = [total, final, lag, step, ramp, discount];
