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

/** A model made ready; how long a block of it takes in milliseconds, and how long all that follows its draws. */
interface Ready {
  readonly holdable: Holdable;
  readonly key: string;
  readonly run: HeldRun;
  /** Counts the values that it was held at, so that whoever paused sees that others came between. */
  turn: number;
  perBlock: number | undefined;
  after: number;
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

/** A decision with those objectives alone, drawn with the inputs held; `settle` is called when all is worked out, and takes note of how long that took. */
export interface WhatIfDraws {
  readonly subject: DecisionDraws;
  readonly isWeighed: boolean;
  readonly settle: () => void;
}

/** Draws it; ends with `Cancelled` when it is no longer wanted. */
export async function drawWhatIf(holdable: Holdable, asked: WhatIf): Promise<WhatIfDraws> {
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
    return { subject: gatherDecision(decision, settings, columns, conditioning?.effectiveDraws), isWeighed: true, settle: () => {} };
  }
  const model = makeReady(holdable, nodes, fixed, settings, JSON.stringify([objectives, held.map(({ name }) => name)]));
  const blocks =
    budget === undefined
      ? Number.POSITIVE_INFINITY
      : Math.max(1, Math.floor(Math.max(budget - model.after, budget / 2) / (model.perBlock ?? budget)));
  const draws = Math.min(settings.draws, blocks * block);
  const turn = ++model.turn;
  model.run.hold(cells);
  const started = performance.now();
  let begun = started;
  for (let at = 0; at * block < draws; at++) {
    model.run.runBlock(at);
    if (budget !== undefined || performance.now() - begun < longestTurn) continue;
    await pause();
    if (signal.aborted) throw new Cancelled();
    if (model.turn !== turn || ready !== model) return drawWhatIf(holdable, asked);
    begun = performance.now();
  }
  const ended = performance.now();
  const found = model.run.draws(draws);
  // What is drawn next overwrites these columns, and nobody who holds them should see that.
  const copies = found.map((columns) => {
    const copied = new Map(columns.map((column) => [column, column.slice()]));
    return columns.map((column) => copied.get(column)!);
  });
  const subject = { ...gatherDecision(decision, { ...settings, draws }, copies), replicated: hasReplicates(settings.sampling ?? "sobol") };
  return {
    subject,
    isWeighed: false,
    settle: () => {
      if (budget === undefined) return;
      const now = (ended - started) / Math.ceil(draws / block);
      const after = performance.now() - ended;
      model.perBlock = model.perBlock === undefined ? now : 0.7 * model.perBlock + 0.3 * now;
      model.after = model.after === 0 ? after : 0.7 * model.after + 0.3 * after;
    },
  };
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
    after: 0,
  };
  ready = made;
  return made;
}
