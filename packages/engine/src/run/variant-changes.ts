/** What has to be computed again where one variant of a design follows another at the same rows: the cells that a changed stream reaches. */
import { correlationGroups } from "../correlation.js";
import type { SwappedDesign } from "./designs.js";
import type { Instruction, Machine } from "./instructions.js";
import { fastInstructionOf } from "./kernel-instructions.js";
import type { Wiring } from "./wiring.js";

/** Models with more static cells are computed whole, since their columns would not fit into fast memory. */
const mostCells = 4096;

/** Computes the cells of a block; those alone that differ from the block before, where that was the variant before at the same rows. */
export type VariantEvaluation = (block: number) => void;

/** Whether cells can be computed variant by variant: when all are static and not too many. */
export function canGoByVariant({ plan, nodeOf }: Wiring, wanted: Uint8Array): boolean {
  let count = 0;
  for (let cell = 0; cell < wanted.length; cell++) {
    if (!wanted[cell]) continue;
    if (plan.stage[nodeOf[cell]!] !== 0) return false;
    count++;
  }
  return count <= mostCells;
}

/** Opens the evaluation of these cells, which are in an order in which they can be computed, and of which each keeps its column. */
export function variantEvaluation(machine: Machine, cells: readonly number[], design: SwappedDesign, blocks: number): VariantEvaluation {
  const { variants } = design;
  const changed = variants.map((variant, index) => {
    const before = new Set(index === 0 ? [] : variants[index - 1]!);
    const now = new Set(variant);
    const moved = reached(machine, (stream) => now.has(stream) !== before.has(stream));
    return cells.flatMap((cell, place) => (moved[cell] ? [place] : []));
  });
  let instructions: readonly (Instruction | undefined)[] | undefined;
  const all = cells.map((_, place) => place);
  let last = -1;
  return (block) => {
    instructions ??= cells.map((cell) => fastInstructionOf(machine, cell));
    const isNext = block >= blocks && last === block - blocks;
    const places = isNext ? changed[Math.floor(block / blocks)]! : all;
    for (let k = 0; k < places.length; k++) instructions[places[k]!]?.();
    last = block;
  };
}

/** The cells that streams reach, of which some are moved; a correlated stream moves with each of its group. */
function reached({ graph, wiring }: Machine, isMoved: (stream: string) => boolean): Uint8Array {
  const groups = correlationGroups(graph.correlations);
  const found = new Map<string, boolean>();
  const moves = (stream: string) => {
    const names = groups.find((group) => group.names.includes(stream))?.names ?? [stream];
    const known = found.get(stream) ?? names.some(isMoved);
    found.set(stream, known);
    return known;
  };
  const result = new Uint8Array(wiring.count);
  for (let cell = 0; cell < wiring.count; cell++) {
    const node = graph.nodes[wiring.nodeOf[cell]!]!;
    const isInput = node.kind === "draw" || node.kind === "categorical" || node.kind === "empirical";
    if ((isInput && moves(node.stream)) || wiring.sources[cell]!.some((source) => result[source])) result[cell] = 1;
  }
  return result;
}
