/** The section on experts: who was asked, what each says of every quantity and chance and why, how they were put together, and how they did on the seed questions. */
import type { Judged, JudgedCell, SeedScores } from "@outweigh/language";
import { figureAnchor } from "../anchors.js";
import { columns, heading, interleave, list, paragraph } from "../blocks.js";
import type { Block, Inline } from "../document.js";
import type { Findings } from "../findings.js";
import { formatProbability } from "../numbers.js";
import { cellTitle, expertLabel, judgedNumbers, panelFigure } from "../panel-figure.js";
import { reasonInlines } from "../reasons.js";
import { text } from "../values.js";
import { capitalise, countWords, formatDate, joinWords } from "../words.js";
import { defineSection } from "./section.js";

export const experts = defineSection({
  name: "experts",
  title: "What the experts say",
  doc: "Each judged quantity and chance: what every expert says and why, the curve fitted to it, their pool, its variance within and between them, earlier rounds, and scores on seed questions.",
  needs: ["experts"],
  place: "back",
  compose: (findings) => {
    const judged = [...findings.evaluated.lowering.judged.values()];
    const scored = new Map(judged.flatMap(({ seedScores }) => (seedScores ? [[JSON.stringify(seedScores), seedScores] as const] : [])));
    return [
      expertTable(findings),
      ...judged.flatMap((each) => each.cells.flatMap((cell) => cellBlocks(findings, each, cell))),
      ...dependences(findings),
      ...[...scored.values()].flatMap((scores, index) => seedBlocks(findings, scores, index)),
    ];
  },
});

function expertTable(findings: Findings): Block {
  const { experts: known, judgements } = findings.assessment;
  return {
    kind: "table",
    caption: "Experts",
    columns: columns("Expert", "Field", "Affiliation", ">Judgements"),
    rows: known.map(({ id, label, field, affiliation }) => ({
      cells: [
        [text(label)],
        [text(field ?? "–")],
        [text(affiliation ?? "–")],
        [text(String(judgements.filter(({ by }) => by.text === id).length))],
      ],
    })),
  };
}

function cellBlocks(findings: Findings, judged: Judged, cell: JudgedCell): readonly Block[] {
  return [
    heading(figureAnchor(`experts.${judged.id}${cell.under === undefined ? "" : `.${cell.under}`}`), cellTitle(findings, judged, cell)),
    ...spreadWords(cell),
    panelFigure(findings, judged, cell),
    list(cell.views.map((view) => reasonsOf(findings, view.judgement))),
    ...rounds(findings, judged, cell),
  ];
}

function spreadWords({ pooled, views }: JudgedCell): readonly Block[] {
  if (!pooled || views.length < 2) return [];
  const { within, between } = pooled;
  const share = formatProbability(between / (within + between));
  return [
    paragraph(`Of the variance of their average, ${share} is disagreement between the experts; the rest is what each of them leaves open.`),
  ];
}

function reasonsOf(findings: Findings, id: string): readonly Inline[] {
  const judgement = findings.assessment.judgements.find((each) => each.id === id);
  if (!judgement) return [];
  const when = [judgement.round > 1 ? `round ${judgement.round}` : "", judgement.date ? formatDate(judgement.date) : ""].filter(
    (word) => word !== "",
  );
  const reasons = judgement.because.map((reason) =>
    reason.kind === "judgement" ? [text(`“${reason.text}”`)] : reasonInlines(findings, reason),
  );
  return [
    text(`${expertLabel(findings, judgement.by.text)}${when.length > 0 ? ` (${when.join(", ")})` : ""}: `),
    ...interleave(reasons, "; "),
  ];
}

/** What was said in earlier rounds, which does not count. */
function rounds(findings: Findings, judged: Judged, { earlier }: JudgedCell): readonly Block[] {
  if (earlier.length === 0) return [];
  const number = judgedNumbers(judged);
  const share = (value: number) => `${Number((100 * value).toPrecision(3))}\u00a0%`;
  const said = earlier.map(({ expert, round, fit, states }) => {
    const words = fit
      ? fit.values.map((value, index) => `${share(fit.probabilities[index]!)}: ${number(value)}`).join(", ")
      : (states ?? []).map(formatProbability).join(", ");
    return [text(`${expertLabel(findings, expert)}, round ${round}: ${words}`)];
  });
  return [paragraph("Before they heard the others, and not counted:"), list(said)];
}

function dependences(findings: Findings): readonly Block[] {
  const { dependences: known } = findings.evaluated.lowering;
  if (known.length === 0) return [];
  return [
    heading(figureAnchor("experts.dependence"), "What goes together"),
    list(
      known.map(({ quantities, views, concordance, rank }) => [
        text(
          `“${findings.label(quantities[0])}” with “${findings.label(quantities[1])}”: where one is above its median, the other is too with ${joinWords(views.map((view) => `${formatProbability(view.concordance)} (${expertLabel(findings, view.expert)})`))}; on average ${formatProbability(concordance)}, which is a rank correlation of ${rank.toFixed(2)}.`,
        ),
      ]),
    ),
  ];
}

function seedBlocks(
  findings: Findings,
  { seeds, cutOff, experts: scores, together, equal, without }: SeedScores,
  index: number,
): readonly Block[] {
  const exact = (value: number) => (value !== 0 && value < 0.001 ? value.toExponential(1) : value.toFixed(3));
  const row = (
    label: string,
    { calibration, information }: { readonly calibration: number; readonly information: number },
    weight: string,
  ) => ({
    cells: [
      [text(label)],
      [text(exact(calibration))],
      [text(exact(information))],
      [text(exact(calibration * information))],
      [text(weight)],
    ],
  });
  const label = (kind: "seed" | "expert", name: string) =>
    kind === "seed" ? (findings.assessment.seeds.find(({ id }) => id === name)?.label ?? name) : expertLabel(findings, name);
  return [
    heading(figureAnchor(`experts.seeds${index === 0 ? "" : `.${index + 1}`}`), "How they did on seed questions"),
    paragraph(
      `${capitalise(countWords(seeds.length, "question"))} whose answers were known. Calibration is how probable it is that so many true values, or fewer, fall between an expert’s quantiles as that expert says they do; information is how narrow the answers are. Weights go by their product for those whose calibration is at least ${exact(cutOff)} (Cooke’s classical model).`,
    ),
    {
      kind: "table",
      caption: "Scores on seed questions",
      columns: columns("Expert", ">Calibration", ">Information", ">Product", ">Weight"),
      rows: [
        ...scores.map((score) => row(expertLabel(findings, score.expert), score, `${Number((100 * score.weight).toPrecision(3))}\u00a0%`)),
        row("Together, by these weights", together, "–"),
        row("Together, equally", equal, "–"),
      ],
    },
    {
      kind: "table",
      caption: "The experts together, without one question or one expert",
      columns: columns("Without", ">Calibration", ">Information", ">Product"),
      rows: without.map(({ kind, name, ...score }) => ({ cells: row(label(kind, name), score, "").cells.slice(0, 4) })),
      note: [text("Where one row is far from the others, the weights hang on that question or expert.")],
    },
  ];
}
