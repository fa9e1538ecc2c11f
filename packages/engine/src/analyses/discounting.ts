/** Discounting: what a benefit in later years is worth now, at a constant rate or by a schedule of rates that change with time. */
import { pow } from "../elementary.js";

/** From a number of years on, until the next such step, value falls by this rate a year (0.035 is 3.5 %). */
export interface DiscountStep {
  readonly from: number;
  readonly rate: number;
}

/** Steps in rising order of years, the first from 0; the last holds for ever. Rates are above -1. */
export type DiscountSchedule = readonly DiscountStep[];

/** One rate for all years. */
export function constantRate(rate: number): DiscountSchedule {
  return [{ from: 0, rate }];
}

/**
 * The declining rates of the Green Book (HM Treasury 2003, Annex 6, Table 6.1; the editions since print them up to year 125): 3.5 % in years
 * 0-30, 3.0 % in 31-75, 2.5 % in 76-125, 2.0 % in 126-200, 1.5 % in 201-300, then 1.0 %.
 */
export const greenBookRates: DiscountSchedule = [
  { from: 0, rate: 0.035 },
  { from: 30, rate: 0.03 },
  { from: 75, rate: 0.025 },
  { from: 125, rate: 0.02 },
  { from: 200, rate: 0.015 },
  { from: 300, rate: 0.01 },
];

/** Why a schedule is none: no steps, steps that do not rise from 0, or a rate of -1 or less. */
export function scheduleProblem(schedule: DiscountSchedule): "no-steps" | "not-from-zero" | "not-rising" | "rate-too-low" | undefined {
  if (schedule.length === 0) return "no-steps";
  if (schedule[0]!.from !== 0) return "not-from-zero";
  if (schedule.some(({ from }, step) => step > 0 && !(from > schedule[step - 1]!.from && from < Infinity))) return "not-rising";
  return schedule.every(({ rate }) => rate > -1 && rate < Infinity) ? undefined : "rate-too-low";
}

/**
 * What one unit after so many years is worth now: the product of (1 + rate)^-(years within the step), whole years or not. Years before now
 * grow at the first rate. The schedule must be one (see `scheduleProblem`).
 */
export function discountFactor(schedule: DiscountSchedule, years: number): number {
  return schedule.reduce((factor, { from, rate }, step) => {
    const until = schedule[step + 1]?.from ?? Infinity;
    const spent = step === 0 ? Math.min(years, until) : Math.max(0, Math.min(years, until) - from);
    return spent === 0 ? factor : factor * pow(1 + rate, -spent);
  }, 1);
}

/** The present value of amounts: that of year 0 first, then one a year, or at the times given, in years. */
export function presentValue(schedule: DiscountSchedule, amounts: readonly number[], times?: readonly number[]): number {
  return amounts.reduce((sum, amount, year) => sum + amount * discountFactor(schedule, times?.[year] ?? year), 0);
}
