/** How strongly an uncertain input moves the answer: its rank correlation with the leading difference on the first objective. */
import type { Findings, ObjectiveFinding, OptionFinding } from "./findings.js";
import { ranked } from "./findings.js";
import { difference, rankCorrelation } from "./measures.js";

/** What leverage is measured against, and how to say so. */
export interface LeverageTarget {
  readonly objective: ObjectiveFinding;
  /** The option in front, and the option that it is set against. */
  readonly leader: OptionFinding;
  readonly other: OptionFinding | undefined;
  readonly draws: Float64Array;
}

/** The difference between the option in front and carrying on (or the runner-up, when carrying on is in front) on the first objective. */
export function leverageTarget(findings: Findings): LeverageTarget | undefined {
  const objective = findings.objectives[0];
  if (objective === undefined) return undefined;
  const order = ranked(objective).filter((row) => row.compared.rank !== undefined);
  const leader = order[0]?.option;
  if (leader === undefined) return undefined;
  const other = leader.isBaseline ? order[1]?.option : (findings.baseline ?? order[1]?.option);
  const draws = columnFor(findings, objective.declaration.id, leader);
  if (draws === undefined) return undefined;
  const against = other === undefined ? undefined : columnFor(findings, objective.declaration.id, other);
  return { objective, leader, other, draws: against === undefined ? draws : difference(draws, against) };
}

function columnFor(findings: Findings, name: string, option: OptionFinding): Float64Array | undefined {
  const output = findings.output(name);
  return output?.draws?.[output.dimensions.includes("option") ? option.position : 0];
}

/** The largest absolute rank correlation over the cells of an output that concern the two options; undefined when the draws were not kept or do not vary. */
export function leverage(findings: Findings, name: string, target: LeverageTarget): number | undefined {
  const output = findings.output(name);
  if (output?.draws === undefined) return undefined;
  const sizes = output.dimensions.map((dimension) => findings.dimension(dimension)?.members.length ?? 1);
  const axis = output.dimensions.indexOf("option");
  const stride = sizes.slice(axis + 1).reduce((product, size) => product * size, 1);
  const wanted = new Set([target.leader.position, target.other?.position]);
  let strongest: number | undefined;
  output.draws.forEach((column, cell) => {
    const option = axis < 0 ? undefined : Math.floor(cell / stride) % (sizes[axis] ?? 1);
    if (option !== undefined && !wanted.has(option)) return;
    const correlation = rankCorrelation(column, target.draws);
    if (correlation !== undefined) strongest = Math.max(strongest ?? 0, Math.abs(correlation));
  });
  return strongest;
}
