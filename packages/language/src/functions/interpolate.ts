/** Interpolation in a table of fixed points. */
import { plainUnit } from "@outweigh/engine";
import { mustBeFixed, tableNotRising } from "../diagnostics/model.js";
import { type Placed, unify } from "../lower/combine.js";
import type { Lowered } from "../lower/value.js";
import { type Call, clauseOf, type FunctionRecord, numberArgument, wrongCall } from "./function.js";

interface Table {
  readonly xs: readonly Placed[];
  readonly ys: readonly Placed[];
}

const interpolate: FunctionRecord = {
  name: "interpolate",
  family: "tables",
  signature: "interpolate(x, X -> Y, X -> Y, …) or interpolate(x, DATA.XS, DATA.YS)",
  doc: "The value of a table at x, on straight lines between its points; beyond the ends, the value at the end.",
  example: "interpolate(3, 0 -> 1, 10 -> 0.5)",
  unit: "x and the X of the table need one unit; the result has the unit of the Y.",
  build(call) {
    const [first, ...others] = call.syntax.arguments;
    if (!first || first.to || clauseOf(call.syntax) || others.length < 2)
      return wrongCall(call, "it takes x and then at least two points, or two columns of data");
    const x = numberArgument(call, first.value);
    const table = others.every((argument) => argument.to) ? readPairs(call) : readColumns(call);
    return x && table && lowerTable(call, x, table);
  },
};

function readPairs(call: Call): Table | undefined {
  const pairs = call.syntax.arguments.slice(1);
  const xs = pairs.map((pair) => numberArgument(call, pair.value));
  const ys = pairs.map((pair) => numberArgument(call, pair.to));
  const complete = (list: readonly (Placed | undefined)[]): list is readonly Placed[] => list.every((item) => item !== undefined);
  return complete(xs) && complete(ys) ? { xs, ys } : undefined;
}

function readColumns(call: Call): Table | undefined {
  const [, xs, ys, extra] = call.syntax.arguments;
  if (!xs || !ys || extra || xs.to || ys.to) return wrongCall(call, "it takes x and then points with ->, or two columns of data");
  const [left, right] = [numberArgument(call, xs.value), numberArgument(call, ys.value)];
  return left && right && { xs: [left], ys: [right] };
}

function lowerTable(call: Call, x: Placed, table: Table): Lowered {
  const { model, syntax } = call;
  const across = unify(model, [x, ...table.xs], "x and the points of the table need one unit", syntax.span);
  const up = unify(model, table.ys, "The values of the table need one unit", syntax.span);
  if (!across || !up) return undefined;
  const values = (list: readonly Placed[]) => list.flatMap((item) => model.builder.fixedValues(item.value.node) ?? [Number.NaN]);
  const [xs, ys] = [values(table.xs), values(table.ys)];
  const uncertain = [...table.xs, ...table.ys].find((item) => !model.builder.fixedValues(item.value.node));
  if (uncertain) {
    model.report(mustBeFixed.at(uncertain.span, { what: "A point of the table" }));
    return undefined;
  }
  if (xs.length !== ys.length) return wrongCall(call, "its two columns have different lengths");
  if (xs.some((each, position) => position > 0 && !(each > (xs[position - 1] ?? Number.NaN)))) {
    model.report(tableNotRising.at(syntax.span, {}));
    return undefined;
  }
  return { kind: "number", node: model.builder.interpolate(x.value.node, xs, ys), ...up, unit: up.unit ?? plainUnit };
}

/** interpolate. */
export const tableFunctions: readonly FunctionRecord[] = [interpolate];
