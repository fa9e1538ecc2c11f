/** The scalar functions that kernels fall back on, by name; their bits are those that kernels must give. */
import { exp, expm1, ln, log1p, pow, tanh } from "../elementary.js";

/** Functions of one or two numbers. */
export const scalarFunctions = { exp, expm1, ln, log1p, pow, tanh } as const;

/** The name of a scalar function. */
export type ScalarName = keyof typeof scalarFunctions;
