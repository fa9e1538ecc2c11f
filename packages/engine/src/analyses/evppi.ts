/**
 * Expected value of partial perfect information: what it would be worth to know one input, or a group of them, before choosing. From the draws
 * alone, by regression (Strong, Oakley and Brennan 2014), and as a check that needs no curve by partition (Strong and Oakley 2013).
 */
import { type BinSums, type Bins, binsOf, sumByBin } from "./bins.js";
import type { Estimated, InputDraws, OptionDraws, Unsuitable } from "./draws.js";
import { type Evpi, evpi } from "./evpi.js";
import { choiceOver, judged, weightsOf } from "./fitted-choice.js";
import { type ChoiceOptions, firstOf, type Gains, gainOfChoice, gainsOf, inseparable } from "./information.js";
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
  const columns = [...new Set(gains.columns)];
  const found = fit(
    bins,
    columns.map((column) => sumByBin(bins, column)),
  );
  const curves = gains.columns.map((column) => found[columns.indexOf(column)]!);
  const fitted = curves.map((curve) => curve.fitted);
  const shares = bins.counts.map((count) => count / gains.count);
  const choice = choiceOver(shares, fitted, (column, bin) => curves[column]!.errors[bin]!);
  const levers = curves.map((curve, column) => {
    const weights = weightsOf(choice.chosen, column, (bin) => shares[bin]!);
    return weights && leverOf(curve, bins, weights);
  });
  const method = curves[0]?.kind === "spline" ? "spline" : "means";
  return { ...judged(gains, { ...choice, of: bins.of, fitted, levers }), method, draws: gains.count };
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
  const fitted = fits.map((each) => each.fitted);
  const choice = choiceOver(new Float64Array(count).fill(1 / count), fitted, (column) => errors[column]!);
  const levers = fits.map((_, column) => {
    const weights = weightsOf(choice.chosen, column, () => 1 / count);
    return weights && surfaceLeverOf(surface, weights);
  });
  const of = Uint32Array.from(choice.chosen, (_, draw) => draw);
  return { ...judged(firstOf(gains, count), { ...choice, of, fitted, levers }), method: "products", draws: count };
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
  const { chosen } = choiceOver(
    bins.counts,
    sums.map((each) => each.sums),
    () => 0,
  );
  return gainOfChoice(gains, (draw) => chosen[bins.of[draw]!]!);
}

function cubeRoot(count: number): number {
  let root = 1;
  while ((root + 1) * (root + 1) * (root + 1) <= count) root++;
  return root;
}
