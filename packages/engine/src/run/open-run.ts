/** A run under way: it takes its batches in order, makes them itself or is given them, and repeats them for cells whose brackets missed. */
import type { Dimension, Graph, Observation } from "../graph.js";
import type { Conditioning, OutputResult } from "../result.js";
import { batchCount } from "../statistics/batches.js";
import type { Brackets } from "../statistics/brackets.js";
import { pilotBatches } from "../statistics/brackets.js";
import type { BatchPartial, CellPlan } from "../statistics/cells.js";
import { evidenceGraph, weigh, withEffectiveDraws } from "./conditioning.js";
import { bracketedCells, prepare, type RunSettings } from "./prepare.js";
import { openSession, type Session } from "./session.js";
import { openTotals } from "./totals.js";

/** What a run gives, before whoever holds the text adds the record. */
export interface RunOutputs {
  readonly dimensions: readonly Dimension[];
  readonly outputs: readonly OutputResult[];
  /** Present when the graph has observations. */
  readonly conditioning?: Conditioning;
}

/** What makers of batches have to be told: the run, and what is settled in its present pass. */
export interface Job {
  readonly graph: Graph;
  readonly settings: RunSettings;
  /** The plans by which cells are gathered where they differ from those of a first pass. */
  readonly plans: readonly (CellPlan | undefined)[] | undefined;
  /** The brackets of the cells that have any, once the pilot is made. */
  readonly brackets: readonly (Brackets | undefined)[] | undefined;
}

/** A run under way. */
export interface OpenRun {
  readonly batches: number;
  /** How many batches of the present pass have been added: the number of the next one. */
  readonly added: () => number;
  /** Up to but not including which batch all can be made now; the others wait for the pilot. */
  readonly ready: () => number;
  readonly job: () => Job;
  readonly isDone: () => boolean;
  /** Whether all draws are being weighed by the observations of the graph. Batches made elsewhere for the run itself come after that. */
  readonly isWeighing: () => boolean;
  /** Whether draws are being made that do not count as progress: to weigh them, or once more for some cells. */
  readonly isReplay: () => boolean;
  /** Adds the next batch, made elsewhere. */
  readonly add: (partial: BatchPartial) => void;
  /** Makes the next batch here and adds it. */
  readonly makeNext: (onBlock?: (done: number) => void) => void;
  /** Gives back the memory for making batches here. */
  readonly rest: () => void;
  readonly outputs: () => RunOutputs;
}

/** Opens a run. One with observations goes over its batches twice: to weigh all draws, and to make the run of those that are then chosen. */
export function openRun(graph: Graph, settings: RunSettings): OpenRun {
  const { observations = [] } = graph;
  if (observations.length > 0 && settings.design !== undefined) throw new Error("A graph with observations takes no design of its inputs.");
  return observations.length === 0 || settings.chosen !== undefined ? openDraws(graph, settings) : openTwice(graph, observations, settings);
}

function openTwice(graph: Graph, observations: readonly Observation[], settings: RunSettings): OpenRun {
  let present = openDraws(evidenceGraph(graph), settings);
  let conditioning: Conditioning | undefined;
  let isDone = false;
  const goOn = () => {
    if (!present.isDone()) return;
    if (conditioning !== undefined) isDone = true;
    else {
      const { report, chosen } = weigh(observations, present.outputs().outputs, settings.draws);
      conditioning = report;
      if (chosen === undefined) isDone = true;
      else present = openDraws(graph, { ...settings, chosen });
    }
  };
  return {
    batches: present.batches,
    added: () => present.added(),
    ready: () => present.ready(),
    job: () => present.job(),
    isDone: () => isDone,
    isWeighing: () => conditioning === undefined,
    isReplay: () => conditioning === undefined || present.isReplay(),
    add: (partial) => {
      present.add(partial);
      goOn();
    },
    makeNext: (onBlock) => {
      present.makeNext(onBlock);
      goOn();
    },
    rest: () => present.rest(),
    outputs: () => {
      const { dimensions } = graph;
      if (conditioning === undefined) throw new Error("The draws have not been weighed.");
      const { effectiveDraws } = conditioning;
      if (!(effectiveDraws > 0)) return { dimensions, outputs: [], conditioning };
      return { dimensions, outputs: withEffectiveDraws(present.outputs().outputs, effectiveDraws, settings.draws), conditioning };
    },
  };
}

function openDraws(graph: Graph, settings: RunSettings): OpenRun {
  const { seed, draws, sampling, correlating, tier, chosen, design } = settings;
  const prepared = prepare(graph, settings);
  const totals = openTotals(prepared);
  const bracketed = bracketedCells(prepared);
  const batches = batchCount(draws);
  let plans: readonly (CellPlan | undefined)[] | undefined;
  let session: Session | undefined;
  let added = 0;
  let isDone = false;

  const add = (partial: BatchPartial) => {
    if (isDone || partial.batch !== added) throw new Error(`Batch ${partial.batch} comes instead of batch ${added}.`);
    if (partial.cells.length !== prepared.plans.length) throw new Error(`Batch ${partial.batch} is of another run.`);
    totals.add(partial);
    added++;
    if (added < batches) return;
    plans = totals.missed();
    if (plans === undefined) {
      isDone = true;
      session?.close();
    } else {
      added = 0;
      session?.listen(plans);
    }
  };
  const opened = () => {
    const fresh = openSession(prepared, totals);
    if (plans !== undefined) fresh.listen(plans);
    return fresh;
  };
  const isPiloted = () => bracketed.length === 0 || added >= pilotBatches;
  return {
    batches,
    added: () => added,
    ready: () => (isPiloted() ? batches : pilotBatches),
    job: () => ({
      graph,
      settings: { seed, draws, sampling, correlating, tier, chosen, design },
      plans,
      brackets: bracketed.length > 0 && isPiloted() ? prepared.plans.map((_, cell) => totals.brackets(cell)) : undefined,
    }),
    isDone: () => isDone,
    isWeighing: () => false,
    isReplay: () => plans !== undefined,
    add,
    makeNext: (onBlock) => {
      session ??= opened();
      add(session.runBatch(added, onBlock));
    },
    rest: () => {
      session?.close();
      session = undefined;
    },
    outputs: () => ({ dimensions: graph.dimensions, outputs: totals.outputs() }),
  };
}
