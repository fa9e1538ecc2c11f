/** How much memory a run would take, worked out from the graph without making the columns. */
import type { Graph, Output } from "../graph.js";
import { batchSize } from "../statistics/batches.js";
import { pilotBatches, sampleDraws, storedDraws } from "../statistics/brackets.js";
import { wiringOf } from "./known-wirings.js";
import { cellCount } from "./layout.js";
import { bytesNeeded } from "./places.js";
import { references } from "./plan.js";
import { strength } from "./prepare.js";
import { assignSlots } from "./slots.js";
import { cellsOf } from "./stages.js";
import { randomCells, reach, summedProducts } from "./wiring.js";

type Keep = Output["keep"];

/** Bytes that a run takes. */
export interface MemoryNeeded {
  /** All together. */
  readonly bytes: number;
  /** What is kept of the draws for the results: this grows with their number. */
  readonly kept: number;
  /** The model itself and the block of draws that is being computed: the same for any number of draws. */
  readonly working: number;
  /** What each further draw adds. */
  readonly bytesPerDraw: number;
  /** How much of it are objects and not columns of numbers. */
  readonly objects: number;
}

/** About what one cell takes beside its columns in lists of cells, what the instruction takes that computes it, and what a cell takes that is kept. */
const bytesPerCell = 130;
const bytesPerInstruction = 350;
const bytesPerSummary = 4500;
/** The share of what is kept of a cell that are objects, which a machine of JavaScript holds in a heap with a limit of its own. */
const shareOfObjects = 0.5;
/** What the weight of a draw takes, and its being chosen. */
const bytesPerWeight = 12;
/** The share of the draws that brackets keep: see `brackets.ts`. */
const shareInBrackets = 0.12;

/** The memory that a run of so many draws needs, to within a factor of about one and a half. It throws where `run` would. */
export function memoryNeeded(graph: Graph, draws: number): MemoryNeeded {
  const wiring = wiringOf(graph);
  const { plan } = wiring;
  const random = randomCells(wiring);
  const strongest = new Map<number, Keep>();
  const ask = (node: number, keep: Keep) => {
    const known = strongest.get(node);
    if (known === undefined || strength[known] < strength[keep]) strongest.set(node, keep);
  };
  const followed = new Set<number>();
  const follow = (node: number, keep: Keep) => {
    if (!plan.isAfter[node]) return ask(node, keep);
    if (followed.has(node)) return;
    followed.add(node);
    const after = graph.nodes[node]!;
    const isGiven = after.kind === "statistic" && after.given !== undefined;
    const isQuantile = after.kind === "statistic" && after.statistic.kind === "quantile";
    for (const reference of references(after).now) follow(reference, isGiven ? "draws" : isQuantile ? "quantiles" : "moments");
  };
  for (const { node, keep } of graph.outputs) follow(node, keep);
  const keptCells = [...strongest.keys()].flatMap((node) => cellsOf(wiring, node));
  const wanted = reach(wiring, keptCells);
  const summed = summedProducts(wiring, wanted, keptCells);
  const slots = assignSlots({ wiring, random, wanted, summed, kept: keptCells });
  const links = wiring.sources.reduce((sum, { length }) => sum + length, 0);

  const observed = graph.observations?.length ?? 0;
  let perDraw = observed > 0 ? bytesPerWeight + 8 * observed : 0;
  let fixed = 0;
  let summaries = 0;
  let bracketed = 0;
  for (const [node, keep] of strongest) {
    const periods = cellCount(plan.fullShapes[node]!) / Math.max(1, cellCount(plan.shapes[node]!));
    for (const cell of cellsOf(wiring, node)) {
      summaries += bytesPerSummary * periods;
      if (!random[cell] || keep === "moments") continue;
      if (keep === "sample") {
        fixed += 8 * periods * Math.min(draws, sampleDraws);
        continue;
      }
      const isStored = keep === "draws" || draws <= storedDraws;
      perDraw += 8 * periods * (isStored ? 1 : shareInBrackets);
      if (isStored) continue;
      bracketed += periods;
      fixed += 8 * periods * pilotBatches * batchSize;
    }
  }
  const gathered = [...strongest.keys()].reduce((sum, node) => sum + cellCount(plan.fullShapes[node]!), 0);
  const kept = summaries + fixed + perDraw * draws;
  let instructions = 0;
  for (let cell = 0; cell < wiring.count; cell++) if (wanted[cell] && !summed[cell] && wiring.root[cell] === cell) instructions++;
  const lists = bytesPerCell * wiring.count + 16 * links + bytesPerInstruction * instructions;
  const working = bytesNeeded(wiring, random, slots, gathered, bracketed) + lists;
  return { bytes: kept + working, kept, working, bytesPerDraw: perDraw, objects: lists + shareOfObjects * summaries };
}
