/** The draws of a case while inputs are held: the model made ready for one set of inputs is kept between two questions, and gone through for as many draws as there is time. */
import {
  Cancelled,
  type DecisionDraws,
  gatherDecision,
  type HeldRun,
  hasReplicates,
  holdInGraph,
  type NodeId,
  onlyOutputs,
  openHeldRun,
  type RunSettings,
  run,
} from "@outweigh/engine";
import { type Held, type Holdable, heldNodes } from "./holdable.js";

/** Draws are made in blocks of so many. */
const block = 512;

/** After so many milliseconds others get their turn, so that a newer question is heard. */
const longestTurn = 12;

/** Where so great a part of the draws can be made in time, all are. */
const nearlyAll = 0.8;

/** A model made ready, and how long a block of it takes in milliseconds with what is worked out from it. */
interface Ready {
  readonly holdable: Holdable;
  readonly key: string;
  readonly run: HeldRun;
  /** Counts the values that it was held at, so that whoever paused sees that others came between. */
  turn: number;
  perBlock: number | undefined;
}

let ready: Ready | undefined;

/** What is asked of a model whose inputs are held. */
export interface WhatIf {
  readonly held: readonly Held[];
  /** Places of the objectives that are wanted. */
  readonly objectives: readonly number[];
  readonly settings: RunSettings;
  /** How many milliseconds it may take; all draws are made where that is undefined. */
  readonly budget: number | undefined;
  readonly pause: () => Promise<void>;
  readonly signal: { readonly aborted: boolean };
}

/**
 * Draws a decision with those objectives alone and the inputs held, and works out of it what `read` makes of it, at once: the columns are overwritten by
 * what is drawn next, and must not be kept. Ends with `Cancelled` when it is no longer wanted.
 */
export async function drawWhatIf<Found>(
  holdable: Holdable,
  asked: WhatIf,
  read: (subject: DecisionDraws, isWeighed: boolean) => Found,
): Promise<Found> {
  const { held, objectives, settings, budget, pause, signal } = asked;
  const decision = {
    ...holdable.decision,
    objectives: objectives.map((place) => holdable.decision.objectives[place]!),
    inputs: [],
    studies: [],
  };
  const { graph } = decision;
  const nodes = [...decision.objectives, ...decision.rules].map(({ node }) => node);
  const { nodes: fixed, cells } = heldNodes(holdable, held);
  if ((graph.observations ?? []).length > 0) {
    const changed = holdInGraph(graph, fixed, cells);
    const { outputs, conditioning } = run(onlyOutputs(changed.graph, nodes.map(changed.move)), settings);
    const columns = nodes.map((_, index) => outputs[index]?.draws ?? []);
    return read(gatherDecision(decision, settings, columns, conditioning?.effectiveDraws), true);
  }
  const model = makeReady(holdable, nodes, fixed, settings, JSON.stringify([objectives, held.map(({ name }) => name)]));
  const draws = budget === undefined ? settings.draws : drawsWithin(budget, model, settings.draws);
  const turn = ++model.turn;
  model.run.hold(cells);
  let begun = performance.now();
  let spent = 0;
  for (let at = 0; at * block < draws; at++) {
    model.run.runBlock(at);
    if (budget !== undefined || performance.now() - begun < longestTurn) continue;
    spent += performance.now() - begun;
    await pause();
    if (signal.aborted) throw new Cancelled();
    if (model.turn !== turn || ready !== model) return drawWhatIf(holdable, asked, read);
    begun = performance.now();
  }
  const subject = {
    ...gatherDecision(decision, { ...settings, draws }, model.run.draws(draws)),
    replicated: hasReplicates(settings.sampling ?? "sobol"),
  };
  const found = read(subject, false);
  const perBlock = (spent + performance.now() - begun) / Math.ceil(draws / block);
  // A model is slow at first, until it is compiled to the end; what was learned then is soon forgotten.
  model.perBlock = model.perBlock === undefined ? perBlock : Math.min(perBlock, 0.5 * (model.perBlock + perBlock));
  return found;
}

/** As many draws as there is time for, in whole blocks and at least one; a first time a few, to see how long they take. */
function drawsWithin(budget: number, { perBlock }: Ready, all: number): number {
  const blocks = perBlock === undefined ? 2 : Math.max(1, Math.floor(budget / perBlock));
  return blocks * block >= all * nearlyAll ? all : blocks * block;
}

function makeReady(holdable: Holdable, nodes: readonly NodeId[], fixed: readonly NodeId[], settings: RunSettings, asked: string): Ready {
  const key = `${asked} ${settings.draws} ${settings.seed}`;
  if (ready !== undefined && ready.holdable === holdable && ready.key === key) return ready;
  ready?.run.close();
  ready = undefined;
  const made: Ready = {
    holdable,
    key,
    run: openHeldRun(holdable.decision.graph, nodes, fixed, settings),
    turn: 0,
    perBlock: undefined,
  };
  ready = made;
  return made;
}
