/** Sobol' indices of the values of a graph, and of any function of independent inputs. */
import type { Graph, NodeId } from "../graph.js";
import { blockSize } from "../random.js";
import { drawsOf } from "../run/design-draws.js";
import type { SamplingOptions } from "../run/streams.js";
import { defaultSampling, hasReplicates, type SamplingMethod } from "../sampling/sampler.js";
import type { Unsuitable } from "./draws.js";
import { inputsOf } from "./graph-inputs.js";
import { type OutputCell, outputCells, unsuitableGraph } from "./graph-outputs.js";
import { type ModelInput, uniformColumns, valuesOf } from "./models.js";
import { baseOf, indicesOf, type Pass, passOver, type SobolIndices, sobolIndices } from "./sobol.js";

/** How much is evaluated. */
export interface SobolSettings {
  readonly seed: number;
  /** Rows of each of the two samples, rounded up to a multiple of 512; 4,096 unless said. */
  readonly rows?: number;
  readonly sampling?: SamplingMethod;
  /** Whether the interactions of all pairs are wanted, which costs nearly as many evaluations again. */
  readonly pairs?: boolean;
}

/** The same, on a graph. */
export interface SobolOfGraphSettings extends SobolSettings, Pick<SamplingOptions, "correlating"> {
  readonly tier?: "compiled" | "reference";
  /** Called with the share of the evaluations that are done. */
  readonly onProgress?: (share: number) => void;
}

/** What is looked at, and what counts as one input. */
export interface SobolQuestion {
  readonly outputs: readonly NodeId[];
  /** Streams that are taken together; by default each is an input of its own, with those that it is correlated with. */
  readonly groups?: readonly (readonly string[])[];
}

/** The indices of each cell of the outputs. */
export interface SobolOfGraph {
  readonly outputs: readonly (OutputCell & { readonly indices: SobolIndices | Unsuitable })[];
  /** The streams of each input of the indices, in their order. */
  readonly groups: readonly (readonly string[])[];
  readonly evaluations: number;
}

/** How many numbers of kept draws stand in memory at a time where pairs are not wanted. */
const mostKept = 16_777_216;
const defaultRows = 4096;

/**
 * The indices of nodes of a graph. Inputs are streams with all their cells; correlated ones are taken as one input, since their shares cannot
 * be told apart (Shapley effects do that). Groups that are asked for must not part what is correlated. An input is named by its streams,
 * with commas. Takes rows times (inputs + 2) evaluations, with pairs rows times (2 inputs + 2).
 */
export function sobolOfGraph(graph: Graph, settings: SobolOfGraphSettings, question: SobolQuestion): SobolOfGraph | Unsuitable {
  const { outputs } = question;
  const unsuitable = unsuitableGraph(graph, outputs);
  if (unsuitable !== undefined) return unsuitable;
  const reaching = inputsOf(graph, outputs).groups;
  const groups = question.groups ?? reaching;
  if (groups.length === 0) return { kind: "unsuitable", reason: "no-inputs" };
  const { seed, sampling = defaultSampling, correlating, tier, pairs = false, onProgress } = settings;
  const rows = wholeBlocks(settings.rows ?? defaultRows);
  const all = [...new Set([...reaching.flat(), ...groups.flat()])];
  const evaluate = (variants: readonly (readonly string[])[]) => {
    const design = { kind: "swapped", rows, variants } as const;
    const options = { seed, draws: rows * variants.length, design, sampling, ...(correlating && { correlating }), ...(tier && { tier }) };
    return drawsOf(graph, outputs, options).flat();
  };
  const part = (column: Float64Array, variant: number) =>
    column.length === 1 ? new Float64Array(rows).fill(column[0]!) : column.subarray(variant * rows, (variant + 1) * rows);
  const replicated = hasReplicates(sampling);
  const names = groups.map((streams) => streams.join(", "));
  const cells = outputCells(graph, outputs);
  const evaluations = rows * ((pairs ? 2 : 1) * groups.length + 2);
  if (pairs) {
    const columns = evaluate([[], all, ...groups, ...groups.map((group) => all.filter((stream) => !group.includes(stream)))]);
    const found = cells.map((cell, index) => {
      const parts = (from: number) => groups.map((_, group) => part(columns[index]!, from + group));
      const four = {
        first: part(columns[index]!, 0),
        second: part(columns[index]!, 1),
        mixed: parts(2),
        reverse: parts(2 + groups.length),
      };
      return { ...cell, indices: sobolIndices(four, { names, replicated }) };
    });
    return { outputs: found, groups, evaluations };
  }
  const perRun = Math.max(1, Math.floor(mostKept / (rows * cells.length)) - 2);
  let bases: readonly ReturnType<typeof baseOf>[] = [];
  const passes: Pass[][] = cells.map(() => []);
  for (let from = 0; from < groups.length; from += perRun) {
    const present = groups.slice(from, from + perRun);
    const columns = evaluate(from === 0 ? [[], all, ...present] : present);
    if (from === 0) bases = columns.map((column) => baseOf(part(column, 0), part(column, 1)));
    columns.forEach((column, cell) => {
      const base = bases[cell]!;
      if ("kind" in base) return;
      present.forEach((_, index) => void passes[cell]!.push(passOver(base, part(column, index + (from === 0 ? 2 : 0)), !replicated)));
    });
    onProgress?.(Math.min(1, (from + perRun) / groups.length));
  }
  const found = cells.map((cell, index) => {
    const base = bases[index]!;
    return { ...cell, indices: "kind" in base ? base : indicesOf(base, passes[index]!, undefined, names, replicated) };
  });
  return { outputs: found, groups, evaluations };
}

/**
 * The indices of a function of independent inputs: it is given a column of values for each input, all of one length, and returns the column
 * of its results. Takes as many evaluations as on a graph.
 */
export function sobolOfFunction(
  f: (columns: readonly Float64Array[]) => Float64Array,
  inputs: readonly ModelInput[],
  settings: SobolSettings,
): SobolIndices | Unsuitable {
  const { seed, sampling = defaultSampling, pairs = false } = settings;
  const rows = wholeBlocks(settings.rows ?? defaultRows);
  const sample = (name: string, dimension: number) =>
    uniformColumns(
      inputs.map((_, index) => [name, String(index)]),
      rows,
      { seed, sampling, dimension },
    );
  const [a, b] = [sample("first", 0), sample("second", inputs.length)].map((columns) => valuesOf(inputs, columns)) as [
    Float64Array[],
    Float64Array[],
  ];
  const swapOne = (base: readonly Float64Array[], other: readonly Float64Array[]) =>
    inputs.map((_, swapped) => f(base.map((column, index) => (index === swapped ? other[index]! : column))));
  const columns = { first: f(a), second: f(b), mixed: swapOne(a, b), ...(pairs ? { reverse: swapOne(b, a) } : {}) };
  return sobolIndices(columns, { names: inputs.map(({ name }) => name), replicated: hasReplicates(sampling) });
}

function wholeBlocks(rows: number): number {
  return Math.max(1, Math.ceil(rows / blockSize)) * blockSize;
}
