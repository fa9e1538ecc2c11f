/** Families of distributions whose quantile at parameters that differ between draws is a few operations on columns, one for one those of their records. */
import type { OperationName } from "../graph.js";
import { operations } from "../operations.js";
import type { Arena } from "./arena.js";
import type { Instruction } from "./instructions.js";
import { inTurn, isFull, kernel } from "./kernel-calls.js";

type Column = Float64Array;

/** Writes operations, each into a column; of single numbers the result is a single number. */
interface Writer {
  /** The column that the values go to, and one beside it. */
  readonly out: Column;
  readonly aside: Column;
  number(value: number): Column;
  apply(name: string, into: Column, ...arguments_: readonly Column[]): Column;
}

type Formula = (writer: Writer, u: Column, p: readonly Column[]) => void;

/** -ln(1 - u). */
function exponential({ out, apply }: Writer, u: Column): Column {
  return apply("negate", out, apply("log1p", out, apply("negate", out, u)));
}

function scaled({ out, apply }: Writer, standard: Column, location: Column, scale: Column): Column {
  return apply("add", out, location, apply("multiply", out, scale, standard));
}

/** ln(u / (1 - u)), near 1/2 in the form that is accurate there. */
function logit({ out, aside, number, apply }: Writer, u: Column): Column {
  const difference = apply("subtract", out, apply("multiply", out, number(2), u), number(1));
  const near = apply("log1p", out, apply("divide", out, difference, apply("subtract", aside, number(1), u)));
  const far = apply("ln", aside, apply("divide", aside, u, apply("subtract", aside, number(1), u)));
  const isNear = apply("less", u, apply("abs", u, apply("subtract", u, u, number(0.5))), number(0.25));
  return apply("if", out, isNear, near, far);
}

const formulas: Readonly<Record<string, Formula>> = {
  weibull: (writer, u, [shape, scale]) => {
    const { out, aside, number, apply } = writer;
    apply("multiply", out, scale!, apply("power", out, exponential(writer, u), apply("divide", aside, number(1), shape!)));
  },
  pareto: (writer, u, [min, shape]) => {
    const { out, apply } = writer;
    apply("multiply", out, min!, apply("exp", out, apply("divide", out, exponential(writer, u), shape!)));
  },
  gumbel: (writer, u, [mode, scale]) => {
    const { out, apply } = writer;
    const inner = apply("negate", out, apply("ln", out, u));
    scaled(writer, apply("negate", out, apply("ln", out, inner)), mode!, scale!);
  },
  laplace: (writer, u, [mean, scale]) => {
    const { out, aside, number, apply } = writer;
    const isLower = apply("less", aside, u, number(0.5));
    const tail = apply("if", out, isLower, u, apply("subtract", out, number(1), u));
    const low = apply("ln", out, apply("multiply", out, number(2), tail));
    scaled(writer, apply("if", out, isLower, low, apply("negate", u, low)), mean!, scale!);
  },
  logistic: (writer, u, [mean, scale]) => void scaled(writer, logit(writer, u), mean!, scale!),
  loglogistic: (writer, u, [median, shape]) => {
    const { out, apply } = writer;
    apply("multiply", out, median!, apply("exp", out, apply("divide", out, logit(writer, u), shape!)));
  },
};

/** The quantile of a family at uniforms, which it uses up; nothing for others. The parameters have no problem. */
export function familyFormula(
  arena: Arena,
  name: string,
  uniforms: Column,
  out: Column,
  parameters: readonly Column[],
): Instruction | undefined {
  const formula = formulas[name];
  if (formula === undefined) return undefined;
  const steps: Instruction[] = [];
  const number = (value: number) => {
    const column = arena.column(1);
    column[0] = value;
    return column;
  };
  const apply: Writer["apply"] = (operation, into, ...arguments_) => {
    if (arguments_.some(isFull)) {
      steps.push(kernel(arena, operation, into, arguments_));
      return into;
    }
    const [single, [left, right]] = [arena.column(1), arguments_];
    const record = operations[operation as OperationName];
    if (record.arity !== 2) throw new Error(`Only operations of two single numbers are written, not ${operation}.`);
    steps.push(() => record.fill(single, left!, right!));
    return single;
  };
  formula({ out, aside: arena.scratch("reached"), number, apply }, uniforms, parameters);
  return inTurn(arena, steps);
}

const hasScale = (location: number, scale: number) => Math.abs(location) < Infinity && scale > 0 && scale < Infinity;
const arePositive = (a: number, b: number) => a > 0 && a < Infinity && b > 0 && b < Infinity;

/** Quick tests that only parameters without a problem pass. */
export const soundness: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  normal: hasScale,
  lognormal: arePositive,
  uniform: (min, max) => min > -Infinity && min < max && max < Infinity,
  bernoulli: (probability) => probability >= 0 && probability <= 1,
  exponential: (mean) => mean > 0 && mean < Infinity,
  weibull: arePositive,
  pareto: arePositive,
  loglogistic: arePositive,
  gumbel: hasScale,
  laplace: hasScale,
  cauchy: hasScale,
  logistic: hasScale,
};
