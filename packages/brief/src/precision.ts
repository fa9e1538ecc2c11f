/** How exact a statistic in the prose may look: as exact as the 90 % interval of what it is a statistic of. */
import { type OutputResult, quantile } from "@outweigh/engine";
import type { Expression, InlineValue } from "@outweigh/language";
import { namesIn, statisticOf } from "./expressions.js";
import type { Findings } from "./findings.js";
import { difference } from "./measures.js";

/** The width of that interval; undefined when nothing of the kind was kept. `cell` is the cell of the value in its own output. */
export function widthOf(findings: Findings, inline: InlineValue, own: OutputResult, cell: number): number | undefined {
  const statistic = statisticOf(inline.expression);
  if (statistic === undefined) return undefined;
  const chosen = statistic.option ?? (own.dimensions.join() === "option" ? findings.options[cell]?.id : undefined);
  const draws = drawsOf(findings, statistic.of, chosen);
  if (draws !== undefined) return positive(quantile(draws, 0.95) - quantile(draws, 0.05));
  return narrowest(findings, statistic.of);
}

function positive(width: number): number | undefined {
  return width > 0 && Number.isFinite(width) ? width : undefined;
}

/** The draws of a name, of a name at one option, or of a sum or difference of such. */
function drawsOf(findings: Findings, expression: Expression, option: string | undefined): Float64Array | undefined {
  switch (expression.kind) {
    case "name":
      return columnOf(findings, expression.name, option);
    case "index": {
      const [entry] = expression.entries;
      if (expression.of.kind !== "name" || expression.entries.length !== 1 || entry?.value.kind !== "name") return undefined;
      return columnOf(findings, expression.of.name, entry.value.name);
    }
    case "binary": {
      if (expression.operator !== "-") return undefined;
      const [left, right] = [drawsOf(findings, expression.left, option), drawsOf(findings, expression.right, option)];
      return left && right ? difference(left, right) : undefined;
    }
    default:
      return undefined;
  }
}

function columnOf(findings: Findings, name: string, option: string | undefined): Float64Array | undefined {
  const output = findings.output(name);
  if (output?.draws === undefined) return undefined;
  if (output.dimensions.length === 0) return output.draws[0];
  const position = findings.options.findIndex(({ id }) => id === option);
  return output.dimensions.join() === "option" && position >= 0 ? output.draws[position] : undefined;
}

/** Of an expression about one kept name, the narrowest interval of any of its cells: digits beyond that no cell carries. */
function narrowest(findings: Findings, expression: Expression): number | undefined {
  const kept = namesIn(expression).filter((name) => findings.output(name));
  const output = kept.length === 1 && expression.kind !== "binary" ? findings.output(kept[0]!) : undefined;
  const widths = (output?.summaries ?? []).flatMap((summary) => {
    const at = (probability: number) => summary.quantiles?.find((entry) => entry.probability === probability)?.value;
    const [low, high] = [at(0.05), at(0.95)];
    return low !== undefined && high !== undefined && high > low ? [high - low] : [];
  });
  return widths.length > 0 ? Math.min(...widths) : undefined;
}
