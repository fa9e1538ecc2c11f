/**
 * Quantiles of distributions with fixed parameters, tabulated where the formula is slow, so that millions of draws cost little. Interpreter
 * and kernels read the same tables. Those made last are kept: the next run of a model mostly needs them again.
 */
import type { Distribution } from "../distributions/distribution.js";
import { normal } from "../distributions/normal.js";
import { buildGuideTable, type GuideTable, guidedValue } from "../kernels/guide-table.js";
import { buildQuantileTable, type QuantileTable, tableQuantile } from "../kernels/quantile-table.js";

/** Quantiles at fixed parameters. */
export interface FixedQuantiles {
  /** The value at u, strictly between 0 and 1. */
  readonly at: (u: number) => number;
  /** The table from which it comes, where it has an entry; `formula` stands in elsewhere. */
  readonly curve?: QuantileTable;
  readonly formula: (u: number) => number;
  /** The table from which every value comes, of a distribution on whole numbers. */
  readonly guide?: GuideTable;
}

const mostTables = 400;
const mostWholeNumbers = 131_072;
const nearlyOne = 0.9999999999999999;
const tables = new Map<string, FixedQuantiles>();

/** A table by the name and parameters of its distribution, which decide every number in it. */
export type KnownCurve = readonly [key: string, curve: QuantileTable];
const curves = new Map<string, QuantileTable>();

/** The tables of continuous distributions that were made last. */
export function knownCurves(): readonly KnownCurve[] {
  return [...curves];
}

/** Keeps tables that another thread has made. */
export function adoptCurves(made: readonly KnownCurve[]): void {
  for (const [key, curve] of made) curves.set(key, curve);
  while (curves.size > mostTables) curves.delete(curves.keys().next().value!);
}

/** The quantiles of a distribution at parameters without a problem. */
export function fixedQuantiles(distribution: Distribution, parameters: readonly number[]): FixedQuantiles {
  const key = `${distribution.name} ${parameters.join(" ")}`;
  const known = tables.get(key);
  const made = known ?? tabulate(distribution, [...parameters]);
  tables.delete(key);
  tables.set(key, made);
  if (tables.size > mostTables) tables.delete(tables.keys().next().value!);
  return made;
}

/** The quantiles of the normal distribution with mean 0 and standard deviation 1. */
export function standardNormal(): FixedQuantiles {
  return tabulated(normal, [0, 1]);
}

/** A family by location and scale, of which all members are had from one. */
export interface StandardMember {
  readonly quantiles: FixedQuantiles;
  /** Which parameter is added, if any, and which multiplies. */
  readonly location: number | undefined;
  readonly scale: number;
}

/** The places of location, scale and shape among the parameters. */
const families: Readonly<Record<string, { readonly location?: number; readonly scale: number; readonly shape?: number }>> = {
  cauchy: { location: 0, scale: 1 },
  student_t: { location: 0, scale: 1, shape: 2 },
  gamma: { scale: 1, shape: 0 },
  inverse_gamma: { scale: 1, shape: 0 },
};

/** The standard member of a family whose shape, if it has one, is the same in all draws; nothing for others. */
export function standardMember(distribution: Distribution, parameters: readonly Float64Array[]): StandardMember | undefined {
  const { location, scale, shape } = families[distribution.name] ?? {};
  if (scale === undefined || (shape !== undefined && parameters[shape]!.length > 1)) return undefined;
  const p = parameters.map((column, place) => (place === shape ? column[0]! : place === scale ? 1 : 0));
  return distribution.problem(p) === undefined ? { quantiles: tabulated(distribution, p), location, scale } : undefined;
}

/** As `fixedQuantiles`, and tabulated even where the formula does not search. */
function tabulated(distribution: Distribution, p: readonly number[]): FixedQuantiles {
  const key = `table of ${distribution.name} ${p.join(" ")}`;
  const known = tables.get(key);
  const made = known ?? tabulateCurve(distribution, p);
  tables.delete(key);
  tables.set(key, made);
  return made;
}

function tabulate(distribution: Distribution, p: readonly number[]): FixedQuantiles {
  if (distribution.quantileBySearch !== true) return plain((u) => distribution.quantile(u, p));
  return distribution.discrete ? tabulateWhole(distribution, p) : tabulateCurve(distribution, p);
}

function plain(formula: (u: number) => number): FixedQuantiles {
  return { at: formula, formula };
}

function tabulateCurve(distribution: Distribution, p: readonly number[]): FixedQuantiles {
  const formula = (u: number) => distribution.quantile(u, p);
  const source = { quantile: formula, cdf: (x: number) => distribution.cdf(x, p), density: (x: number) => distribution.density(x, p) };
  const key = `${distribution.name} ${p.join(" ")}`;
  const curve = curves.get(key) ?? buildQuantileTable(source);
  curves.delete(key);
  adoptCurves([[key, curve]]);
  const tabulated = tableQuantile(curve);
  const at = (u: number) => {
    const value = tabulated(u);
    return Number.isNaN(value) ? formula(u) : value;
  };
  return { at, curve, formula };
}

/** Half of two equal chances has to reach 50 %, so a cumulative probability counts as a little more than it is. */
const forgiven = 1 + 1e-14;

function tabulateWhole(distribution: Distribution, p: readonly number[]): FixedQuantiles {
  const formula = (u: number) => distribution.quantile(u, p);
  const first = formula(1 - nearlyOne);
  const count = formula(nearlyOne) - first + 1;
  if (!(count <= mostWholeNumbers)) return plain(formula);
  const values = Float64Array.from({ length: count }, (_, k) => first + k);
  const guide = buildGuideTable(
    values,
    values.map((value) => distribution.cdf(value, p) * forgiven),
  );
  return { at: (u) => guidedValue(guide, u), formula, guide };
}

/** Quantiles of listed values, in rising order so that a larger u never gives a smaller value, with equal weights unless others are given. */
export function listedQuantiles(listed: readonly number[], weights: readonly number[] | undefined): GuideTable {
  const order = listed.map((_, index) => index).sort((a, b) => listed[a]! - listed[b]!);
  const bounds = order.map((index) => weights?.[index] ?? 1);
  for (let i = 1; i < bounds.length; i++) bounds[i]! += bounds[i - 1]!;
  const total = bounds[bounds.length - 1] ?? 0;
  if (!(total > 0)) throw new Error("A list of values needs weight.");
  return buildGuideTable(
    order.map((index) => listed[index]!),
    bounds.map((bound) => bound / total),
  );
}
