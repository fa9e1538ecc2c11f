/** Samples of a model's inputs as normal scores, correlated as the model says, and new values of some given those of the others. */
import { copulaRows } from "../correlation.js";
import type { SamplingMethod } from "../sampling/sampler.js";
import { normalCdf, normalQuantile } from "../special.js";
import { type Model, uniformColumns } from "./models.js";

/** How a sample is drawn. */
export interface SampleSettings {
  readonly seed: number;
  /** A multiple of 512. */
  readonly rows: number;
  readonly sampling: SamplingMethod;
}

/** Cells of a model that are correlated with each other, and with no others, by their places among all cells. */
export interface Block {
  readonly cells: readonly number[];
  readonly matrix: readonly (readonly number[])[];
}

/** The cells of a model in blocks; a cell that is independent is a block of its own. */
export function blocksOf(model: Model): readonly Block[] {
  const count = model.inputs.reduce((sum, { cells }) => sum + cells, 0);
  const { correlations } = model;
  const done = new Set<number>();
  const blocks: Block[] = [];
  for (let start = 0; start < count; start++) {
    if (done.has(start)) continue;
    done.add(start);
    const cells = [start];
    for (let next = 0; next < cells.length && correlations !== undefined; next++) {
      correlations[cells[next]!]!.forEach((correlation, other) => {
        if (correlation === 0 || done.has(other)) return;
        done.add(other);
        cells.push(other);
      });
    }
    cells.sort((one, other) => one - other);
    blocks.push({ cells, matrix: cells.map((i) => cells.map((j) => (i === j ? 1 : correlations![i]![j]!))) });
  }
  return blocks;
}

/** Uniforms from independent columns of them: a column per cell of the model, correlated as the model says. */
export function correlatedUniforms(blocks: readonly Block[], independent: readonly Float64Array[]): readonly Float64Array[] {
  const columns = [...independent];
  for (const block of blocks) {
    if (block.cells.length === 1) continue;
    const renew = renewal(block, block.cells);
    const fresh = block.cells.map((cell) => independent[cell]!.map(normalQuantile));
    const scores = fresh.map((column) => column.slice());
    for (let row = 0; row < fresh[0]!.length; row++) renew(scores, fresh, row, scores);
    block.cells.forEach((cell, place) => {
      columns[cell] = scores[place]!.map(uniformOf);
    });
  }
  return columns;
}

/** Independent columns of uniforms, one for each cell of the model, and a second set where that is wanted. */
export function independentUniforms(model: Model, { seed, rows, sampling }: SampleSettings, sample: 0 | 1): readonly Float64Array[] {
  const names = model.inputs.flatMap(({ name, cells }) =>
    Array.from({ length: cells }, (_, cell) => [["first", "second"][sample]!, name, String(cell)]),
  );
  return uniformColumns(names, rows, { seed, sampling, dimension: sample * names.length });
}

/** Writes new scores of some cells of a block at a row, given the old scores of its other cells. */
export type Renewal = (old: readonly Float64Array[], fresh: readonly Float64Array[], row: number, into: readonly Float64Array[]) => void;

/**
 * How scores of the renewed cells are drawn from independent ones: by the triangular matrix of the block with the cells that stay in
 * front. Columns are those of the block's cells in their order; `into` keeps its numbers in the cells that stay.
 */
export function renewal({ cells, matrix }: Block, renewed: readonly number[]): Renewal {
  const places = cells.map((_, place) => place);
  const isNew = (place: number) => renewed.includes(cells[place]!);
  const order = [...places.filter((place) => !isNew(place)), ...places.filter(isNew)];
  const kept = order.length - renewed.length;
  const rows = copulaRows(
    order.map((i) => order.map((j) => matrix[i]![j]!)),
    () => true,
  );
  if (rows === undefined) throw new Error("Correlations of a model cannot hold together.");
  const sources = new Float64Array(order.length);
  return (old, fresh, row, into) => {
    for (let i = 0; i < order.length; i++) {
      const weights = rows[i]!;
      let sum = 0;
      for (let j = 0; j < i; j++) sum += weights[j]! * sources[j]!;
      const place = order[i]!;
      if (i < kept) sources[i] = weights[i]! < 1e-9 ? 0 : (old[place]![row]! - sum) / weights[i]!;
      else {
        sources[i] = fresh[place]![row]!;
        into[place]![row] = sum + weights[i]! * sources[i]!;
      }
    }
  };
}

/** The uniform of a score, strictly between 0 and 1. */
export function uniformOf(score: number): number {
  return Math.min(Math.max(normalCdf(score), 1.1102230246251565e-16), 1 - 1.1102230246251565e-16);
}
