/** Numbers as they appear in the explanations of what is wrong with a parameter. */

/** A number with at most six significant digits. */
export function readable(x: number): string {
  return String(Number(x.toPrecision(6)));
}

/** A probability in percent. */
export function percent(probability: number): string {
  return `${readable(100 * probability)} %`;
}

/** The first parameter that is not a finite number, as a problem. */
export function notFinite(names: readonly string[], p: readonly number[]): string | undefined {
  const index = names.findIndex((_, k) => !Number.isFinite(p[k]));
  return index < 0 ? undefined : `the ${names[index]} is not a finite number`;
}

/** Why a parameter that has to be above zero is not. */
export function notPositive(name: string, value: number): string | undefined {
  return value > 0 ? undefined : `the ${name} must be above zero, but it is ${readable(value)}`;
}

/** Why a parameter that has to be a probability is not. */
export function notProbability(name: string, value: number): string | undefined {
  return value >= 0 && value <= 1 ? undefined : `the ${name} must lie between 0 and 1 (0 % and 100 %), but it is ${readable(value)}`;
}

/** Why a parameter is too great for the formulas to be relied on, and what does instead. */
export function tooGreat(
  name: string,
  value: number,
  most: number,
  instead = "a normal distribution serves as well there",
): string | undefined {
  return value <= most ? undefined : `the ${name} must not be above ${readable(most)}, but it is ${readable(value)}; ${instead}`;
}

/** Why a parameter that has to be a whole number is not. */
export function notWhole(name: string, value: number): string | undefined {
  return value >= 0 && Math.floor(value) === value ? undefined : `the ${name} must be a whole number from 0, but it is ${readable(value)}`;
}

/** Why a value cannot be a quantile of a quantity that is always above zero. */
export function notAbove(quantity: string, value: number): string | undefined {
  return value > 0 ? undefined : `${quantity} is always above zero, but ${readable(value)} is ${value < 0 ? "below it" : "not"}`;
}
