/** Sobol' indices of the values of a graph, and of any function of independent inputs. */
import type { Graph, NodeId } from "../graph.js";
import { blockSize } from "../random.js";
import { drawsOf, streamDraws } from "../run/design-draws.js";
import type { SamplingOptions } from "../run/streams.js";
import { defaultSampling, hasReplicates, type SamplingMethod } from "../sampling/sampler.js";
import type { Unsuitable } from "./draws.js";
import { inputsOf } from "./graph-inputs.js";
import { type OutputCell, outputCells, unsuitableGraph } from "./graph-outputs.js";
import { type ModelInput, uniformColumns, valuesOf } from "./models.js";
import { type SobolIndices, sobolIndices } from "./sobol.js";
import { openSobolTallies } from "./sobol-tally.js";

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

const defaultRows = 4096;

/**
 * The indices of nodes of a graph. Inputs are streams with all their cells; correlated ones are taken as one input, since their shares cannot
 * be told apart (Shapley effects do that). Groups that are asked for must not part what is correlated. An input is named by its streams,
 * with commas. Takes rows times (inputs + 2) evaluations, with pairs rows times (2 inputs + 2).
 */
export function sobolOfGraph(graph: Graph, settings: SobolOfGraphSettings, question: SobolQuestion): SobolOfGraph | Unsuitable {
  const outputs = [...new Set(question.outputs)];
  const unsuitable = unsuitableGraph(graph, outputs);
  if (unsuitable !== undefined) return unsuitable;
  const reaching = inputsOf(graph, outputs).groups;
  const groups = question.groups ?? reaching;
  if (groups.length === 0) return { kind: "unsuitable", reason: "no-inputs" };
  const { seed, sampling = defaultSampling, correlating, tier, pairs = false, onProgress } = settings;
  const rows = wholeBlocks(settings.rows ?? defaultRows);
  const all = [...new Set([...reaching.flat(), ...groups.flat()])];
  const replicated = hasReplicates(sampling);
  const names = groups.map((streams) => streams.join(", "));
  const cells = outputCells(graph, outputs);
  const complements = pairs ? groups.map((group) => all.filter((stream) => !group.includes(stream))) : [];
  const variants = [all, [], ...groups, ...complements];
  const draws = rows * variants.length;
  const design = { kind: "swapped", rows, variants } as const;
  const options = { seed, draws, design, sampling, ...(correlating && { correlating }), ...(tier && { tier }) };
  if (replicated && !pairs) {
    const tallies = openSobolTallies(cells.length, groups.length, tier);
    streamDraws(graph, outputs, options, (cell, column, start) => {
      const variant = Math.floor(start / rows);
      tallies[cell]!.take(variant, column);
      if (cell === 0 && variant === variants.length - 1) onProgress?.((start + blockSize - variant * rows) / rows);
    });
    return { outputs: cells.map((cell, index) => ({ ...cell, indices: tallies[index]!.finish(names) })), groups, evaluations: draws };
  }
  const columns = drawsOf(graph, outputs, options).flat();
  const found = cells.map((cell, index) => {
    const column = columns[index]!;
    const part = (variant: number) =>
      column.length === 1 ? new Float64Array(rows).fill(column[0]!) : column.subarray(variant * rows, (variant + 1) * rows);
    const parts = (from: number) => groups.map((_, group) => part(from + group));
    const reverse = pairs ? { reverse: parts(2 + groups.length) } : {};
    return { ...cell, indices: sobolIndices({ first: part(1), second: part(0), mixed: parts(2), ...reverse }, { names, replicated }) };
  });
  onProgress?.(1);
  return { outputs: found, groups, evaluations: draws };
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
