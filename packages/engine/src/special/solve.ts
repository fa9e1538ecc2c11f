/** Roots of rising functions: one safeguarded Newton iteration for quantiles, and a bracketing search for fitting parameters. */
import { ln, log1p } from "../elementary.js";

/** ln(value / target), accurate when the two are close. */
export function logRatio(value: number, target: number): number {
  const difference = (value - target) / target;
  return Math.abs(difference) < 0.5 ? log1p(difference) : ln(value) - ln(target);
}

/** Halley's step towards the root of f from Newton's: `curvature` is f'' / f'. Where it would more than double or halve Newton's, it is that. */
export function halleyStep(newton: number, curvature: number): number {
  return newton / Math.min(Math.max(1 + 0.5 * newton * curvature, 0.5), 2);
}

/** A step of Newton's method this small leaves an error below rounding, and one of Halley's method, which has its cube. */
export const lastStep = { newton: 1e-9, halley: 3e-6 } as const;

/**
 * The t at which a rising function meets zero. `step(t)` returns Newton's or Halley's step from t, and its sign alone is trusted: the step is kept
 * inside what is known of the root's place, and halving takes over where it would leave it.
 */
export function newtonInside(
  start: number,
  low: number,
  high: number,
  step: (t: number) => number,
  enough: number = lastStep.newton,
): number {
  let t = start;
  let bottom = low;
  let top = high;
  for (let round = 0; round < 200; round += 1) {
    const move = step(t);
    if (move === 0 || Number.isNaN(move)) return t;
    if (move > 0) bottom = t;
    else top = t;
    let next = t + move;
    if (next <= bottom) next = Number.isFinite(bottom) ? (bottom + t) / 2 : t - 1 - Math.abs(t);
    if (next >= top) next = Number.isFinite(top) ? (top + t) / 2 : t + 1 + Math.abs(t);
    if (Math.abs(next - t) <= enough * Math.abs(next) && next === t + move) return next;
    if (next === t) return t;
    t = next;
  }
  return t;
}

/** The root between `low` and `high` of a function that changes sign there, by the ITP method (Oliveira and Takahashi 2020); undefined when it does not change sign. */
export function findRoot(f: (t: number) => number, low: number, high: number, width = 1e-14): number | undefined {
  let a = low;
  let b = high;
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (Number.isNaN(fa) || Number.isNaN(fb) || fa > 0 === fb > 0) return undefined;
  const tolerance = width * Math.max(Math.abs(a), Math.abs(b), 1);
  const truncation = 0.2 / (b - a);
  let allowed = b - a;
  for (let round = 0; round < 300 && b - a > 2 * tolerance; round += 1) {
    const middle = (a + b) / 2;
    const slack = allowed / 2 - (b - a) / 2 + tolerance;
    const falsi = (fb * a - fa * b) / (fb - fa);
    const sign = middle >= falsi ? 1 : -1;
    const delta = Math.min(truncation * (b - a) * (b - a), Math.abs(middle - falsi));
    const truncated = falsi + sign * delta;
    let t = Math.abs(truncated - middle) <= Math.max(slack, 0) ? truncated : middle - sign * Math.max(slack, 0);
    if (!(t > a && t < b)) t = middle;
    const value = f(t);
    if (value === 0 || Number.isNaN(value)) return t;
    if (value > 0 === fb > 0) {
      b = t;
      fb = value;
    } else {
      a = t;
      fa = value;
    }
    allowed /= 2;
  }
  return (a + b) / 2;
}
