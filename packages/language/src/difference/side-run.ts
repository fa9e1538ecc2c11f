/** A version run for a comparison: its decision, and the values and checks of its own text and of the other version's, all in one run. */
import {
  type DecisionDraws,
  decisionNodes,
  type Graph,
  gatherDecision,
  hasReplicates,
  type OutputResult,
  type RunOutputs,
  run,
} from "@outweigh/engine";
import type { Assessment } from "../assessment.js";
import { decisionAlone } from "../decision-model.js";
import type { Compiled } from "../evaluated.js";
import { lower } from "../lower/lower.js";
import { type CaseSettings, settingsOf } from "../run-case.js";
import type { Renaming } from "./meaning.js";
import { inOtherNamesAll } from "./other-names.js";

/** Makes a run, perhaps on many threads. */
export type MakeRun = (graph: Graph, settings: Required<CaseSettings>) => Promise<RunOutputs>;

/** Runs in this thread. */
export const runHere: MakeRun = async (graph, settings) => run(graph, settings);

/** A version with its results. */
export interface SideRun {
  readonly compiled: Compiled;
  readonly subject: DecisionDraws;
  readonly settings: Required<CaseSettings>;
  readonly effectiveDraws: number | undefined;
  readonly replicated: boolean;
  /** By how much standard errors are larger than those of so many independent draws. */
  readonly errorFactor: number;
  output(name: string): OutputResult | undefined;
  /** The output of a value in the text of the other version, and of a check of it. */
  otherInline(index: number): OutputResult | undefined;
  otherCheck(id: string): OutputResult | undefined;
  /** Names of the dimensions of an output's cells. */
  cellNames(output: OutputResult): readonly string[];
}

/**
 * Runs a version. The text of the other one is computed along, in the names that `renaming` gives; what it speaks of and this version has not has no
 * output. Undefined where no draws are left.
 */
export async function runSide(
  compiled: Compiled,
  other: Assessment,
  renaming: Renaming,
  asked: CaseSettings,
  make: MakeRun,
): Promise<SideRun | undefined> {
  const { assessment } = compiled;
  const first = Math.max(0, ...assessment.inlines.map(({ index }) => index + 1));
  const both = {
    ...assessment,
    inlines: [
      ...assessment.inlines,
      ...inOtherNamesAll(other.inlines, renaming).map((inline) => ({ ...inline, index: first + inline.index })),
    ],
    checks: [
      ...assessment.checks,
      ...other.checks.map(({ that, ...check }) => ({ ...check, that: inOtherNamesAll(that, renaming), id: `other:${check.id}` })),
    ],
  };
  const lowering = { ...lower(both, () => {}, compiled.overrides), definitions: compiled.lowering.definitions };
  const settings = settingsOf(compiled, asked);
  const decision = { ...decisionAlone({ ...compiled, lowering }), inputs: [] };
  const { outputs, conditioning, dimensions } = await make(lowering.graph, settings);
  if (outputs.length === 0) return undefined;
  const byName = new Map(outputs.map((output) => [output.name, output]));
  const byNode = new Map(lowering.graph.outputs.map(({ name, node }) => [node, byName.get(name)?.draws ?? []]));
  const columns = decisionNodes(decision).map((node) => byNode.get(node) ?? []);
  const effectiveDraws = conditioning?.effectiveDraws;
  return {
    compiled: { ...compiled, lowering },
    subject: gatherDecision(decision, settings, columns, effectiveDraws),
    settings,
    effectiveDraws,
    replicated: conditioning === undefined && hasReplicates(settings.sampling),
    errorFactor: effectiveDraws === undefined ? 1 : Math.sqrt(settings.draws / effectiveDraws),
    output: (name) => byName.get(name),
    otherInline: (index) => byName.get(`inline:${first + index}`),
    otherCheck: (id) => byName.get(`check:other:${id}`),
    cellNames: (output) => {
      const axes = output.dimensions.map((name) => dimensions.find((each) => each.name === name)?.members ?? []);
      return output.summaries.map((_, cell) => {
        const names: string[] = [];
        let rest = cell;
        for (const members of axes.toReversed()) {
          names.unshift(members[rest % Math.max(1, members.length)]?.label ?? "");
          rest = Math.floor(rest / Math.max(1, members.length));
        }
        return names.join(", ");
      });
    },
  };
}
