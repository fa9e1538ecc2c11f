/**
 * Scenario discovery by a classification tree (Breiman, Friedman, Olshen and Stone 1984): rows are split in two again and again where the Gini
 * impurity falls most, and the tree is cut back to the size that cross-validation bears out. Its leaves are boxes that do not overlap.
 */
import { blockSize, fillUniforms, streamKey } from "../random.js";
import { type BoxMeasures, measuresOf, type PreparedTable, prepareTable, type Restriction, type ScenarioTable } from "./boxes.js";
import type { Unsuitable } from "./draws.js";
import { grow, impurity, type Node } from "./tree-growing.js";
import { noteProgress, type Watch } from "./watch.js";

/** How the tree is grown and cut back; all may be left out. */
export interface CartSettings extends Watch {
  /** The least share of all rows in a leaf: 0.05. */
  readonly leastMass?: number;
  /** The most splits on the way to a leaf: 6. */
  readonly mostSplits?: number;
  /** Parts of the rows, each predicted by trees grown on the others: 10. */
  readonly folds?: number;
  readonly seed?: number;
  /** Take the smallest tree whose error is within so many standard errors of the least: 1. */
  readonly tolerance?: number;
}

/** A leaf: a box with its measures and the standard error of its density (binomial, in the rows in which it was made). */
export interface CartLeaf extends BoxMeasures {
  readonly restrictions: readonly Restriction[];
  readonly densityError: number;
}

/** How a tree of some size predicts rows in which it was not grown: the mean square of interest less predicted density. */
export interface TreeSize {
  readonly leaves: number;
  /** The fall of mean Gini risk per leaf below which a split is not worth making. */
  readonly penalty: number;
  readonly error: number;
  readonly standardError: number;
}

/** The leaves of the chosen tree, the densest first, and the sizes among which it was chosen, the largest first. */
export interface ClassificationTree {
  readonly rows: number;
  readonly interesting: number;
  readonly leaves: readonly CartLeaf[];
  readonly sizes: readonly TreeSize[];
}

/** Grows a tree, cuts it back and gives its leaves. One leaf with no restrictions says that nothing was found. */
export function cart(scenarios: ScenarioTable, settings: CartSettings = {}): ClassificationTree | Unsuitable {
  const table = prepareTable(scenarios);
  if ("kind" in table) return table;
  const { folds = 10, tolerance = 1, leastMass = 0.05, mostSplits = 6 } = settings;
  const count = table.interest.length;
  noteProgress(settings, 0, folds + 1);
  const tree = grow(table, new Uint8Array(count).fill(1), leastMass, mostSplits);
  noteProgress(settings, 1, folds + 1);
  const penalties = penaltiesOf(tree, count);
  const errors = crossValidate(table, penalties, settings);
  const sizes = penalties.map((penalty, k): TreeSize => ({ leaves: leafCount(prune(tree, penalty, count)), penalty, ...errors[k]! }));
  const least = sizes.reduce((best, size) => (size.error < best.error ? size : best));
  const chosen = sizes.findLast(({ error }) => error <= least.error + tolerance * least.standardError)!;
  const leaves = leavesOf(prune(tree, chosen.penalty, count), table, []).sort((a, b) => b.density - a.density || b.rows - a.rows);
  return { rows: count, interesting: table.interesting, leaves, sizes };
}

function leafCount(node: Node): number {
  return node.low && node.high ? leafCount(node.low) + leafCount(node.high) : 1;
}

function riskOf(node: Node): number {
  return node.low && node.high ? riskOf(node.low) + riskOf(node.high) : impurity(node.rows, node.interesting);
}

/** The tree whose risk plus penalty for each leaf is least; among equals the smallest. */
function prune(node: Node, penalty: number, count: number): Node {
  if (!node.low || !node.high) return node;
  const cut: Node = { ...node, low: prune(node.low, penalty, count), high: prune(node.high, penalty, count) };
  const saved = (impurity(node.rows, node.interesting) - riskOf(cut)) / count;
  return saved <= penalty * (leafCount(cut) - 1) * (1 + 1e-9) ? { rows: node.rows, interesting: node.interesting } : cut;
}

/** The penalties at which the best tree becomes a smaller one, from 0 up: weakest-link cutting. */
function penaltiesOf(tree: Node, count: number): readonly number[] {
  const penalties = [0];
  let left = prune(tree, 0, count);
  while (left.low) {
    const next = weakest(left, count);
    penalties.push(next);
    left = prune(left, next, count);
  }
  return penalties;
}

function weakest(node: Node, count: number): number {
  if (!node.low || !node.high) return Infinity;
  const own = (impurity(node.rows, node.interesting) - riskOf(node)) / count / (leafCount(node) - 1);
  return Math.min(own, weakest(node.low, count), weakest(node.high, count));
}

function crossValidate(
  table: PreparedTable,
  penalties: readonly number[],
  settings: CartSettings,
): readonly { error: number; standardError: number }[] {
  const { folds = 10, seed = 1, leastMass = 0.05, mostSplits = 6 } = settings;
  const count = table.interest.length;
  const fold = foldsOf(count, folds, seed);
  const middles = penalties.map((penalty, k) => Math.sqrt(penalty * (penalties[k + 1] ?? Infinity)));
  const sums = penalties.map(() => ({ sum: 0, squares: 0 }));
  for (let part = 0; part < folds; part++) {
    const inside = fold.map((one) => (one === part ? 0 : 1));
    const trained = inside.reduce((sum, one) => sum + one, 0);
    const tree = grow(table, inside, leastMass, mostSplits);
    middles.forEach((middle, k) => {
      const pruned = prune(tree, Number.isNaN(middle) ? 0 : middle, trained);
      for (let row = 0; row < count; row++) {
        if (fold[row] !== part) continue;
        const difference = table.interest[row]! - predict(pruned, table, row);
        sums[k]!.sum += difference * difference;
        sums[k]!.squares += difference * difference * difference * difference;
      }
    });
    noteProgress(settings, part + 2, folds + 1);
  }
  return sums.map(({ sum, squares }) => {
    const error = sum / count;
    return { error, standardError: Math.sqrt(Math.max(0, squares / count - error * error) / count) };
  });
}

/** The part to which each row belongs, at random. */
function foldsOf(count: number, folds: number, seed: number): Uint8Array {
  const uniforms = new Float64Array(blockSize);
  const key = streamKey(seed, ["cart"]);
  return Uint8Array.from({ length: count }, (_, row) => {
    if (row % blockSize === 0) fillUniforms(uniforms, key, row / blockSize);
    return Math.floor(folds * uniforms[row % blockSize]!);
  });
}

function predict(tree: Node, table: PreparedTable, row: number): number {
  let node = tree;
  while (node.split && node.low && node.high) {
    node = node.split.isLow(table.inputs[node.split.input]!.values[row]!) ? node.low : node.high;
  }
  return node.interesting / node.rows;
}

function leavesOf(node: Node, table: PreparedTable, restrictions: readonly Restriction[]): CartLeaf[] {
  if (node.split && node.low && node.high) {
    const { low, high } = node.split;
    return [...leavesOf(node.low, table, narrowed(restrictions, low)), ...leavesOf(node.high, table, narrowed(restrictions, high))];
  }
  const measures = measuresOf(node.rows, node.interesting, table.interest.length, table.interesting);
  return [{ ...measures, densityError: Math.sqrt((measures.density * (1 - measures.density)) / node.rows), restrictions }];
}

/** The later restriction of an input is the narrower one. */
function narrowed(restrictions: readonly Restriction[], next: Restriction): readonly Restriction[] {
  const before = restrictions.find(({ input }) => input === next.input);
  return [...restrictions.filter((one) => one !== before), { ...before, ...next }];
}
