/** The scalar functions that kernels fall back on, by name; their bits are those that kernels must give. */
import { exp, expm1, ln, log1p, pow, tanh } from "../elementary.js";
import { lgamma } from "../special/log-gamma.js";
import { erf, normalCdf, normalQuantile } from "../special/normal.js";
import { cos, sin } from "../special/trigonometric.js";
import { exponentialFrom, lognormalFrom } from "./direct-functions.js";

/** Functions of one to three numbers. */
export const scalarFunctions = {
  exp,
  expm1,
  ln,
  log1p,
  pow,
  tanh,
  erf,
  normalCdf,
  normalQuantile,
  lgamma,
  sin,
  cos,
  exponentialFrom,
  lognormalFrom,
} as const;

/** The name of a scalar function. */
export type ScalarName = keyof typeof scalarFunctions;
