/**
 * Expected value of partial perfect information: what it would be worth to know one input, or a group of them, before choosing. From the draws
 * alone, by regression (Strong, Oakley and Brennan 2014), and as a check that needs no curve by partition (Strong and Oakley 2013).
 */
import { normalCdf, normalDensity } from "../special.js";
import { type BinSums, type Bins, binsOf, sumByBin } from "./bins.js";
import type { Estimated, InputDraws, OptionDraws, Unsuitable } from "./draws.js";
import { type Evpi, evpi } from "./evpi.js";
import { type ChoiceOptions, firstOf, type Gains, gainOfChoice, gainsOf, inseparable, meanOf } from "./information.js";
import { jointStates } from "./joint-states.js";
import { smoothSurface, surfaceLeverOf } from "./multivariate-smoother.js";
import { leverOf, meansOfBins, smooth } from "./smoother.js";

/** What is known of an input or a group. */
export interface Evppi extends Estimated {
  readonly name: string;
  /** How the mean benefit given the inputs was found: the means at each of few values or combinations of such, a spline, a sum of products of splines. */
  readonly method: "means" | "spline" | "products";
  /** How many draws it was found from: of groups at most 131,072, the first ones. */
  readonly draws: number;
  /** How much of the value may be due to the curve being off by its own standard error; part of `error`. */
  readonly bias: number;
  /** Other inputs that tell as much because they rise or fall with this one without exception. */
  readonly inseparable: readonly string[];
}

/** An input or group without a value, and why: `problem.name` is the input. */
export interface NoEvppi {
  readonly name: string;
  readonly problem: Unsuitable;
}

/** The value of perfect information, all and in parts. */
export interface PartialInformation {
  readonly evpi: Evpi;
  readonly inputs: readonly (Evppi | NoEvppi)[];
  readonly groups: readonly (Evppi | NoEvppi)[];
}

/** A group of inputs by their names. */
export interface InputGroup {
  readonly name: string;
  readonly members: readonly string[];
}

/** Which options may be chosen, and groups of inputs that are to be valued together. */
export interface EvppiOptions extends ChoiceOptions {
  readonly groups?: readonly InputGroup[];
}

/** Whether an input or a group has a value. */
export function hasValue(each: Evppi | NoEvppi): each is Evppi {
  return "value" in each;
}

/**
 * EVPPI of every input and group: E[max over d of E[B(d) | x]] - max over d of E[B(d)], never below 0, that of a group never below its
 * members', and never above the EVPI. The standard error is by the delta method, from replicates where there are such, with the possible bias
 * added in squares. What concerns one input alone is said of that input; a member of a group that is no input throws.
 */
export function evppi(draws: OptionDraws, inputs: readonly InputDraws[], options: EvppiOptions = {}): PartialInformation | Unsuitable {
  const steps = evppiInSteps(draws, inputs, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** How many inputs and groups are done, of how many. */
export interface EvppiStep {
  readonly done: number;
  readonly total: number;
}

/** The same, input by input, so that a caller can show progress or stop between them. */
export function* evppiInSteps(
  draws: OptionDraws,
  inputs: readonly InputDraws[],
  options: EvppiOptions = {},
): Generator<EvppiStep, PartialInformation | Unsuitable> {
  const all = evpi(draws, options);
  if ("kind" in all) return all;
  const gains = gainsOf(draws, options);
  if ("kind" in gains) return gains;
  if (inputs.length === 0) return { kind: "unsuitable", reason: "no-inputs" };
  const named = (name: string) => {
    const input = inputs.find((each) => each.name === name);
    if (input === undefined) throw new Error(`There is no input ${name} among the draws.`);
    return input;
  };
  const groups = options.groups ?? [];
  const wanted = [
    ...inputs.map((input) => ({ name: input.name, members: [input] })),
    ...groups.map(({ name, members }) => ({ name, members: members.map(named) })),
  ];
  const pieces: (Evppi | NoEvppi)[] = [];
  for (const { name, members } of wanted) {
    const found = members.length === 1 && members[0]!.columns.length === 1 ? ofOne(gains, members[0]!) : ofSeveral(gains, members);
    const same = members.length === 1 ? inseparable(members[0]!, inputs) : [];
    const parts = pieces
      .slice(0, inputs.length)
      .filter(hasValue)
      .filter((piece) => members.some((member) => member.name === piece.name));
    const least = Math.max(0, ...parts.map((piece) => piece.value));
    const value = "kind" in found ? 0 : Math.min(Math.max(found.value, least), all.value);
    pieces.push("kind" in found ? { name, problem: found } : { name, ...found, value, inseparable: same });
    yield { done: pieces.length, total: wanted.length };
  }
  return { evpi: all, inputs: pieces.slice(0, inputs.length), groups: pieces.slice(inputs.length) };
}

type Found = Omit<Evppi, "name" | "inseparable">;

function ofOne(gains: Gains, { name, columns }: InputDraws): Found | Unsuitable {
  const bins = binsOf(columns[0]!);
  if ("kind" in bins) return { ...bins, name };
  return ofBins(gains, bins);
}

/** The value of knowing the bin of each draw, by curves over the bins. */
function ofBins(gains: Gains, bins: Bins, fit: typeof smooth = smooth): Found {
  const curves = fit(
    bins,
    gains.columns.map((column) => sumByBin(bins, column)),
  );
  const choice = new Int16Array(bins.counts.length);
  let [value, bias] = [0, 0];
  for (let bin = 0; bin < choice.length; bin++) {
    const weight = bins.counts[bin]! / gains.count;
    const lead = leadOf(
      curves.length,
      (index) => curves[index]!.fitted[bin]!,
      (index) => curves[index]!.errors[bin]!,
    );
    choice[bin] = lead.chosen;
    value += weight * lead.value;
    bias += weight * lead.bias;
  }
  const fitted = (column: number, draw: number) => curves[column]!.fitted[bins.of[draw]!]!;
  const levers = curves.map((curve, column) => {
    const weights = bins.counts.map((count, bin) => (choice[bin] === column ? count / gains.count : 0));
    const lever = weights.some((weight) => weight > 0) ? leverOf(curve, bins, weights) : undefined;
    return lever && ((draw: number) => lever[bins.of[draw]!]!);
  });
  const method = curves[0]?.kind === "spline" ? "spline" : "means";
  return { ...judged(gains, { value, bias }, (draw) => choice[bins.of[draw]!]!, fitted, levers), method, draws: gains.count };
}

function ofSeveral(gains: Gains, members: readonly InputDraws[]): Found | Unsuitable {
  const cells = members.flatMap(({ name, columns }) => columns.map((column) => ({ name, column })));
  const varying = cells.filter(({ column }) => column.some((value) => value !== column[0]));
  if (varying.length === 0) return { kind: "unsuitable", reason: "constant", name: members.map(({ name }) => name).join(" + ") };
  if (varying.length === 1) return ofOne(gains, { name: varying[0]!.name, columns: [varying[0]!.column] });
  const columns = varying.map(({ column }) => column);
  const states = jointStates(columns);
  if (states !== undefined) return ofBins(gains, states, meansOfBins);
  const surface = smoothSurface(columns, gains.columns);
  if ("kind" in surface) return { ...surface, name: varying[Number(surface.name)]!.name };
  const { count, fits, terms } = surface;
  const errors = fits.map(({ residualVariance }) => Math.sqrt((residualVariance * (terms.length + 1)) / count));
  const choice = new Int16Array(count);
  let [value, bias] = [0, 0];
  for (let draw = 0; draw < count; draw++) {
    const lead = leadOf(
      fits.length,
      (index) => fits[index]!.fitted[draw]!,
      (index) => errors[index]!,
    );
    choice[draw] = lead.chosen;
    value += lead.value / count;
    bias += lead.bias / count;
  }
  const levers = fits.map((_, column) => {
    const weights = Float64Array.from(choice, (chosen) => (chosen === column ? 1 / count : 0));
    const lever = weights.some((weight) => weight > 0) ? surfaceLeverOf(surface, weights) : undefined;
    return lever && ((draw: number) => lever[draw]!);
  });
  const fitted = (column: number, draw: number) => fits[column]!.fitted[draw]!;
  return { ...judged(firstOf(gains, count), { value, bias }, (draw) => choice[draw]!, fitted, levers), method: "products", draws: count };
}

/** How many standard errors the curves may miss what was gained by the choice before they are no longer believed. */
const mostMissed = 3;

/**
 * The value with its error. Where the curves miss, on average over the draws in which another option is chosen, what it gained there, as they
 * do at a jump, the mean of what was gained is taken instead: the worth of the rule of choice itself, which needs no curve to be right.
 */
function judged(
  gains: Gains,
  { value, bias }: { readonly value: number; readonly bias: number },
  choice: (draw: number) => number,
  fitted: (column: number, draw: number) => number,
  levers: Levers,
): Omit<Found, "method" | "draws"> {
  const missed = meanOf(missesOf(gains, choice, fitted), gains.replicated);
  if (Math.abs(missed.value) <= mostMissed * missed.error) {
    const error = errorOf(gains, choice, fitted, levers);
    return { value, error: Math.sqrt(error * error + bias * bias), bias };
  }
  const gained = gainOfChoice(gains, choice);
  return { value: Math.max(0, gained.value), error: Math.sqrt(gained.error * gained.error + bias * bias), bias };
}

function missesOf(
  { columns, count }: Gains,
  choice: (draw: number) => number,
  fitted: (column: number, draw: number) => number,
): Float64Array {
  const misses = new Float64Array(count);
  for (let draw = 0; draw < count; draw++) {
    const chosen = choice(draw);
    if (chosen >= 0) misses[draw] = columns[chosen]![draw]! - fitted(chosen, draw);
  }
  return misses;
}

type Levers = readonly (((draw: number) => number) | undefined)[];

/**
 * The standard error of the mean of what is chosen: of the mean of the influences of the draws, which each place itself on the curves and pulls
 * at them with what it is above or below. That the choice itself might have been another one is of second order.
 */
function errorOf(
  { columns, count, replicated }: Gains,
  choice: (draw: number) => number,
  fitted: (column: number, draw: number) => number,
  levers: Levers,
): number {
  const influence = new Float64Array(count);
  for (let draw = 0; draw < count; draw++) {
    const chosen = choice(draw);
    if (chosen >= 0) influence[draw] = fitted(chosen, draw);
  }
  levers.forEach((lever, column) => {
    if (lever === undefined) return;
    const values = columns[column]!;
    for (let draw = 0; draw < count; draw++)
      influence[draw] = influence[draw]! + count * lever(draw) * (values[draw]! - fitted(column, draw));
  });
  return meanOf(influence, replicated).error;
}

/** The best of the fitted gains and of 0, and how much the best would be overrated by errors that are normal and independent. */
function leadOf(size: number, fitted: (index: number) => number, errorOf: (index: number) => number) {
  let [chosen, value, second, secondIndex] = [-1, 0, -Infinity, -1];
  for (let index = 0; index < size; index++) {
    const gain = fitted(index);
    if (gain > value) {
      [second, secondIndex] = [value, chosen];
      [chosen, value] = [index, gain];
    } else if (gain > second) [second, secondIndex] = [gain, index];
  }
  const [ownError, otherError] = [chosen < 0 ? 0 : errorOf(chosen), secondIndex < 0 ? 0 : errorOf(secondIndex)];
  const error = Math.sqrt(ownError * ownError + otherError * otherError);
  const gap = error > 0 ? (value - second) / error : Infinity;
  return { chosen, value, bias: gap < 8 ? error * (normalDensity(gap) - gap * normalCdf(-gap)) : 0 };
}

/** Options of the check by partition. */
export interface PartitionOptions extends ChoiceOptions {
  /** How many parts; the cube root of the number of draws where nothing is said. */
  readonly parts?: number;
}

/**
 * The same for one input by cutting it into parts of equally many draws and taking the best option in each: no curve is assumed, the noise of
 * the parts' means makes it too high and their width too low.
 */
export function evppiByPartition(draws: OptionDraws, input: InputDraws, options: PartitionOptions = {}): Estimated | Unsuitable {
  const gains = gainsOf(draws, options);
  if ("kind" in gains) return gains;
  const bins = binsOf(input.columns[0]!, Math.max(2, options.parts ?? cubeRoot(gains.count)));
  if ("kind" in bins) return { ...bins, name: input.name };
  const sums: readonly BinSums[] = gains.columns.map((column) => sumByBin(bins, column, 0));
  const choice = Array.from(
    bins.counts,
    (_, bin) =>
      leadOf(
        sums.length,
        (index) => sums[index]!.sums[bin]!,
        () => 0,
      ).chosen,
  );
  return gainOfChoice(gains, (draw) => choice[bins.of[draw]!]!);
}

function cubeRoot(count: number): number {
  let root = 1;
  while ((root + 1) * (root + 1) * (root + 1) <= count) root++;
  return root;
}
