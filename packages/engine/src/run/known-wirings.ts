/** The wiring of graphs, made once for as long as their nodes are held: analyses run one model many times, each time for other outputs. */
import type { Graph, Node } from "../graph.js";
import { planOf } from "./plan.js";
import { shareCells } from "./sharing.js";
import { randomCells, type Wiring, wire } from "./wiring.js";

/** A wiring in which cells that are the same are computed once, and which of its cells differ between draws. */
export interface SharedWiring {
  readonly wiring: Wiring;
  readonly random: Uint8Array;
}

interface Known {
  readonly graph: Graph;
  readonly wiring: Wiring;
  shared: SharedWiring | undefined;
}

const known = new WeakMap<readonly Node[], Known>();

function knownOf(graph: Graph): Known {
  const found = known.get(graph.nodes);
  const isSame = found?.graph.dimensions === graph.dimensions && found.graph.time === graph.time;
  if (found !== undefined && isSame && found.wiring.first.length === graph.nodes.length) return found;
  const made: Known = { graph, wiring: wire(planOf(graph)), shared: undefined };
  known.set(graph.nodes, made);
  return made;
}

/** The wiring of a graph. Nodes may be added to a graph that was wired, but those that it has do not change. */
export function wiringOf(graph: Graph): Wiring {
  return knownOf(graph).wiring;
}

/** The wiring of a graph for a run of it. */
export function sharedWiringOf(graph: Graph): SharedWiring {
  const found = knownOf(graph);
  if (found.shared === undefined) {
    const wiring = shareCells(found.wiring);
    found.shared = { wiring, random: randomCells(wiring) };
  }
  return found.shared;
}
