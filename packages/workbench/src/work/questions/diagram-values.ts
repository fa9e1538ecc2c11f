/** What the run says of the nodes of the diagram: the value of one, and how strongly each moves the answer. */
import { cellsOf, type Findings, leverageTarget, readFindings } from "@outweigh/brief";
import type { OutputResult } from "@outweigh/engine";
import type { Means } from "../question.js";

/** A value in words, a row for each option, and how many further cells there are. */
export interface NodeValue {
  readonly id: string;
  readonly rows: readonly { readonly label: string; readonly text: string }[];
  readonly more: number;
}

const mostRows = 6;
/** Cells of one output that are ranked at most. */
const mostCells = 12;

/** The value of a declaration: of those over time the last, and no more rows than can be looked over. */
export function nodeValue(findings: Findings, id: string): NodeValue {
  const output = findings.output(id) ?? findings.output(`rule:${id}`);
  if (output === undefined) return { id, rows: [], more: 0 };
  const sizes = sizesOf(findings, output);
  const time = output.dimensions.indexOf("time");
  const cells = cellsOf(findings, output).filter((_, cell) => time < 0 || memberOf(sizes, time, cell) === sizes[time]! - 1);
  return { id, rows: cells.slice(0, mostRows), more: Math.max(0, cells.length - mostRows) };
}

/**
 * Correlation of ranks, without its sign, of every declaration with what the brief measures leverage against: how far the leading option is ahead on the
 * first objective. Of a value with many cells the strongest of some that are spread over them. Those that do not vary are missing.
 */
export async function leverages(evaluated: Parameters<typeof readFindings>[0], ids: readonly string[], means: Means) {
  const findings = readFindings(evaluated);
  const target = leverageTarget(findings);
  const found = new Map<string, number>();
  if (target === undefined) return { found, against: undefined };
  const ranked = ranksOf(target.draws);
  const wanted = new Set([target.leader.position, target.other?.position]);
  for (const [at, id] of ids.entries()) {
    const output = findings.output(id);
    if (output?.draws === undefined || ranked === undefined) continue;
    const sizes = sizesOf(findings, output);
    const option = output.dimensions.indexOf("option");
    const cells = output.draws.map((_, cell) => cell).filter((cell) => option < 0 || wanted.has(memberOf(sizes, option, cell)));
    let strongest: number | undefined;
    for (const cell of spread(cells, mostCells)) {
      const ranks = ranksOf(output.draws[cell]!);
      if (ranks === undefined || ranks.length !== ranked.length) continue;
      let product = 0;
      for (let draw = 0; draw < ranks.length; draw++) product += ranks[draw]! * ranked[draw]!;
      strongest = Math.max(strongest ?? 0, Math.abs(product));
    }
    if (strongest !== undefined) found.set(id, Math.min(1, strongest));
    means.onProgress((at + 1) / ids.length);
    await means.pause();
    if (means.signal.aborted) break;
  }
  return { found, against: target.objective.declaration.label };
}

function sizesOf(findings: Findings, { dimensions }: OutputResult): readonly number[] {
  return dimensions.map((dimension) => findings.dimension(dimension)?.members.length ?? 1);
}

/** Which member of the dimension at this place a cell belongs to; the last dimension runs fastest. */
function memberOf(sizes: readonly number[], place: number, cell: number): number {
  const stride = sizes.slice(place + 1).reduce((product, size) => product * size, 1);
  return Math.floor(cell / stride) % sizes[place]!;
}

function spread(cells: readonly number[], most: number): readonly number[] {
  if (cells.length <= most) return cells;
  return Array.from({ length: most }, (_, at) => cells[Math.round((at * (cells.length - 1)) / (most - 1))]!);
}

/** Ranks, ties in the middle, about their mean and of length one, so that their product is a correlation; undefined where nothing varies. */
function ranksOf(draws: Float64Array): Float64Array | undefined {
  const order = Uint32Array.from(draws, (_, draw) => draw).sort((one, other) => draws[one]! - draws[other]!);
  const ranks = new Float64Array(draws.length);
  const middle = (draws.length - 1) / 2;
  let squares = 0;
  for (let at = 0; at < order.length; ) {
    let end = at + 1;
    while (end < order.length && draws[order[end]!] === draws[order[at]!]) end++;
    const rank = (at + end - 1) / 2 - middle;
    for (let tied = at; tied < end; tied++) ranks[order[tied]!] = rank;
    squares += rank * rank * (end - at);
    at = end;
  }
  if (!(squares > 0)) return undefined;
  const length = Math.sqrt(squares);
  return ranks.map((rank) => rank / length);
}
