/** The part that says whether each expert, on their own numbers, would choose the same, and shows where they are furthest apart. */
import type { ExpertsResult } from "@outweigh/engine";
import type { Judged, JudgedCell } from "@outweigh/language";
import { columns, paragraph } from "../blocks.js";
import type { Findings } from "../findings.js";
import { formatProbability } from "../numbers.js";
import { cellTitle, expertLabel, panelFigure } from "../panel-figure.js";
import { bareUnit, withUnit } from "../unit-words.js";
import { text } from "../values.js";
import { joinWords } from "../words.js";
import { tellingPart } from "./part.js";
import { columnNumbers, inputHead, inputWords, optionWords } from "./wording.js";

export const experts = tellingPart<ExpertsResult>({
  name: "experts",
  title: "Where experts decide differently",
  analysis: "experts",
  weight: (_, { base, experts: asked }) => {
    const first = base[0]?.objective;
    if (first === undefined || asked.length === 0) return 0;
    return asked.some(({ flipped }) => flipped.includes(first)) ? 0.85 : 0.6;
  },
  compose: (findings, { base, experts: asked }) => {
    const [first] = base;
    if (first === undefined) return [];
    const unit = findings.unit(first.objective);
    const rows = [{ label: "All together", outcome: first }, ...asked.map(({ label, outcomes }) => ({ label, outcome: outcomes[0]! }))];
    const number = columnNumbers(
      rows.map(({ outcome: { leader, means } }) => means[leader] ?? Number.NaN),
      bareUnit(unit),
    );
    const dissent = asked.filter(({ flipped }) => flipped.includes(first.objective));
    const apart = furthestApart(findings);
    return [
      paragraph(
        dissent.length === 0
          ? `On ${inputWords(findings, first.objective)}, ${optionWords(findings, first.leader)} leads on the numbers of each expert alone, as it does on their numbers together.`
          : `Not all experts would choose the same: on ${inputWords(findings, first.objective)}, ${optionWords(findings, first.leader)} leads on their numbers together, but ${joinWords(dissent.map(({ label, outcomes }) => `${optionWords(findings, outcomes[0]!.leader)} on those of ${label} alone`))}.`,
        otherFlips(findings, asked, first.objective),
        apart === undefined ? "" : apartWords(findings, apart),
      ),
      {
        kind: "table",
        caption: withUnit(`Leaders by expert: ${inputHead(findings, first.objective)}`, unit),
        columns: columns(
          "On the numbers of",
          "Leader",
          ">Its mean",
          ">P(best)",
          `>P(best) of “${findings.options[first.leader]?.label ?? ""}”`,
        ),
        rows: rows.map(({ label, outcome: { leader, means, best } }) => ({
          cells: [
            [text(label)],
            [text(leader < 0 ? "none left" : (findings.options[leader]?.label ?? ""))],
            [text(leader < 0 ? "–" : number(means[leader]!))],
            [text(leader < 0 ? "–" : formatProbability(best[leader]!))],
            [text(first.leader < 0 ? "–" : formatProbability(best[first.leader]!))],
          ],
        })),
        note: [text("An expert who has not judged a quantity takes what the others say of it together.")],
      },
      ...(apart === undefined ? [] : [panelFigure(findings, apart.judged, apart.cell, true)]),
    ];
  },
});

interface Apart {
  readonly judged: Judged;
  readonly cell: JudgedCell;
  /** The share of the variance that lies between the experts. */
  readonly share: number;
}

/** The judged quantity of whose variance the greatest share lies between the experts. */
export function furthestApart({ evaluated }: Findings): Apart | undefined {
  const found = [...evaluated.lowering.judged.values()].flatMap((judged) =>
    judged.cells.flatMap((cell): readonly Apart[] => {
      if (!cell.pooled || cell.views.length < 2) return [];
      const { within, between } = cell.pooled;
      return [{ judged, cell, share: between / (within + between) }];
    }),
  );
  return found.sort((one, other) => other.share - one.share)[0];
}

function apartWords(findings: Findings, { judged, cell, share }: Apart): string {
  const names = cell.views.map(({ expert }) => expertLabel(findings, expert));
  return ` They are furthest apart on “${cellTitle(findings, judged, cell)}”: ${formatProbability(share)} of its variance is disagreement between ${joinWords(names)}, the rest is what each of them leaves open.`;
}

function otherFlips(findings: Findings, asked: ExpertsResult["experts"], objective: string): string {
  const others = [...new Set(asked.flatMap(({ flipped }) => flipped))].filter((each) => each !== objective);
  return others.length === 0 ? "" : ` On ${joinWords(others.map((each) => inputWords(findings, each)))} some of them have another leader.`;
}
