/** Draws by a closed formula, from a uniform or from a standard normal variable: operation by operation the quantiles of the records in `distributions`. */
import { exp, log1p } from "../elementary.js";

/** Normal, from a standard normal variable. */
export function normalFrom(z: number, mean: number, sd: number): number {
  return mean + sd * z;
}

/** Lognormal, from a standard normal variable. */
export function lognormalFrom(z: number, median: number, sigma: number): number {
  return median * exp(sigma * z);
}

/** Uniform between two bounds. */
export function uniformFrom(u: number, min: number, max: number): number {
  return u < 0.5 ? min + u * (max - min) : max - (1 - u) * (max - min);
}

/** Exponential. */
export function exponentialFrom(u: number, mean: number): number {
  return u === 0 ? 0 : -mean * log1p(-u);
}

/** Triangular. */
export function triangularFrom(u: number, min: number, mode: number, max: number): number {
  const width = max - min;
  return u * width <= mode - min ? min + Math.sqrt(u * width * (mode - min)) : max - Math.sqrt((1 - u) * width * (max - mode));
}

/** 1 with probability p, else 0. */
export function bernoulliFrom(u: number, p: number): number {
  return u <= 1 - p && p !== 1 ? 0 : 1;
}
