/** Units as data: a scale to the base units and the powers of the base dimensions. Base of time is the year of 365.25 days. */

/** One named part of a unit, such as the `week` of `USD/week`: `scale` and `powers` are those of the name alone. */
export interface UnitFactor {
  readonly name: string;
  readonly scale: number;
  readonly powers: Readonly<Record<string, number>>;
  readonly exponent: number;
}

/** A unit: one of it is `scale` base units of the dimensions whose powers `powers` gives. Powers of zero are left out. */
export interface Unit {
  readonly scale: number;
  readonly powers: Readonly<Record<string, number>>;
  /** How it is written, for instance `USD/year`. */
  readonly text: string;
  /** The names it is made of; a unit without them counts as one name. */
  readonly factors?: readonly UnitFactor[];
}

/** The unit of plain numbers. */
export const plainUnit: Unit = { scale: 1, powers: {}, text: "", factors: [] };

/** A unit that is one name. */
export function namedUnit(name: string, scale: number, powers: Readonly<Record<string, number>>): Unit {
  return { scale, powers, text: name, factors: [{ name, scale, powers, exponent: 1 }] };
}

/** Whether two units measure the same thing, so that one converts into the other. */
export function sameDimensions(left: Unit, right: Unit): boolean {
  return samePowers(left.powers, right.powers);
}

/** Whether a unit is a plain number or a share. */
export function isDimensionless(unit: Unit): boolean {
  return Object.keys(unit.powers).length === 0;
}

/** Whether percent is one of the names of the unit. */
export function hasPercent(unit: Unit): boolean {
  return factorsOf(unit).some((factor) => factor.name === "%" || factor.name === "percent");
}

/** By what a number in `from` is multiplied to be a number in `to`. */
export function conversionFactor(from: Unit, to: Unit): number {
  return from.scale / to.scale;
}

/** The product exactly as written: no name is converted or left out. For declared units. */
export function composeUnits(left: Unit, right: Unit, exponent: 1 | -1): Unit {
  const factors = factorsOf(left).map((factor) => ({ ...factor }));
  for (const factor of factorsOf(right)) {
    const known = factors.find((candidate) => candidate.name === factor.name);
    if (known) known.exponent += exponent * factor.exponent;
    else factors.push({ ...factor, exponent: exponent * factor.exponent });
  }
  const kept = factors.filter((factor) => factor.exponent !== 0);
  const scale = exponent === 1 ? left.scale * right.scale : left.scale / right.scale;
  return { scale, powers: combinePowers(left.powers, right.powers, exponent), text: textOf(kept), factors: kept };
}

/** The unit of a product, written with as few names as will do: weeks against years cancel, and percent gives way to any other unit. */
export function multiplyUnits(left: Unit, right: Unit): Unit {
  return combine(left, right, 1);
}

/** The unit of a quotient, written with as few names as will do. */
export function divideUnits(left: Unit, right: Unit): Unit {
  return combine(left, right, -1);
}

/** The unit of a power. */
export function powerUnit(unit: Unit, exponent: number): Unit {
  if (exponent === 1) return unit;
  const factors = factorsOf(unit)
    .filter((factor) => Object.keys(factor.powers).length > 0)
    .map((factor) => ({ ...factor, exponent: factor.exponent * exponent }))
    .filter((factor) => factor.exponent !== 0);
  return fromFactors(factors);
}

function combine(left: Unit, right: Unit, sign: 1 | -1): Unit {
  const factors = factorsOf(left).map((factor) => ({ ...factor }));
  for (const factor of factorsOf(right)) {
    const exponent = sign * factor.exponent;
    const isPlain = Object.keys(factor.powers).length === 0;
    const alike = factors.find((candidate) => (isPlain ? candidate.name === factor.name : samePowers(candidate.powers, factor.powers)));
    if (alike) alike.exponent += exponent;
    else factors.push({ ...factor, exponent });
  }
  const kept = factors.filter((factor) => factor.exponent !== 0);
  const isShareOf = sign === 1 && isShare(left) !== isShare(right) && !isDimensionless(isShare(left) ? right : left);
  const counts = isShareOf || kept.some((factor) => factor.exponent > 0 && Object.keys(factor.powers).length > 0);
  return fromFactors(
    kept.flatMap((factor) => {
      if (Object.keys(factor.powers).length > 0) return [factor];
      return counts || factor.exponent < 0 ? [] : [{ ...factor, exponent: 1 }];
    }),
  );
}

function isShare(unit: Unit): boolean {
  return factorsOf(unit).some((factor) => Object.keys(factor.powers).length === 0);
}

function fromFactors(factors: readonly UnitFactor[]): Unit {
  let scale = 1;
  let powers: Readonly<Record<string, number>> = {};
  for (const factor of factors) {
    scale *= raise(factor.scale, factor.exponent);
    powers = combinePowers(powers, factor.powers, factor.exponent);
  }
  return { scale, powers, text: textOf(factors), factors };
}

/** Only whole and half exponents are common; others fall back on repeated square roots. */
function raise(base: number, exponent: number): number {
  if (exponent < 0) return 1 / raise(base, -exponent);
  let result = 1;
  const whole = Math.floor(exponent);
  for (let count = 0; count < Math.min(whole, 1000); count++) result *= base;
  let rest = exponent - whole;
  let root = base;
  for (let bit = 0; bit < 52 && rest > 0; bit++) {
    root = Math.sqrt(root);
    rest *= 2;
    if (rest >= 1) {
      result *= root;
      rest -= 1;
    }
  }
  return result;
}

function factorsOf(unit: Unit): readonly UnitFactor[] {
  if (unit.factors) return unit.factors;
  return unit.text === "" ? [] : [{ name: unit.text, scale: unit.scale, powers: unit.powers, exponent: 1 }];
}

function combinePowers(
  left: Readonly<Record<string, number>>,
  right: Readonly<Record<string, number>>,
  exponent: number,
): Readonly<Record<string, number>> {
  const powers: Record<string, number> = { ...left };
  for (const [base, power] of Object.entries(right)) {
    const sum = (powers[base] ?? 0) + exponent * power;
    if (Math.abs(sum) < 1e-9) delete powers[base];
    else powers[base] = sum;
  }
  return powers;
}

function samePowers(left: Readonly<Record<string, number>>, right: Readonly<Record<string, number>>): boolean {
  const bases = Object.keys(left);
  return bases.length === Object.keys(right).length && bases.every((base) => Math.abs((left[base] ?? 0) - (right[base] ?? 0)) < 1e-9);
}

function textOf(factors: readonly UnitFactor[]): string {
  const written = (factor: UnitFactor) => {
    const exponent = Math.abs(factor.exponent);
    return exponent === 1 ? factor.name : `${factor.name}^${exponent}`;
  };
  const above = factors.filter((factor) => factor.exponent > 0).map(written);
  const below = factors.filter((factor) => factor.exponent < 0).map((factor) => `/${written(factor)}`);
  if (below.length === 0) return above.join("*");
  return (above.length === 0 ? "1" : above.join("*")) + below.join("");
}
