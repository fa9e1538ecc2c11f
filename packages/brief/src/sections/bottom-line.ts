/** The section that says the answer first: the analyst's own sentence, what the computation says on each objective, what the law takes out. */
import { lineageAnchor } from "../anchors.js";
import { list, paragraph, strong } from "../blocks.js";
import type { Block, Inline } from "../document.js";
import { type Findings, type ObjectiveFinding, ranked } from "../findings.js";
import { formatEstimate, formatProbability, formatStatistic } from "../numbers.js";
import { text, value } from "../values.js";
import { capitalise, countWords, joinWords, sentence } from "../words.js";
import { defineSection } from "./section.js";

export const bottomLine = defineSection({
  name: "bottom-line",
  title: "Bottom line",
  doc: "The answer up front: the analyst's bottom line, the leading option on each objective, what is barred, and the confidence in it.",
  needs: [],
  place: "front",
  compose: (findings) => {
    const { bottomLine: words, confidence } = findings.assessment.case;
    const computed = findings.objectives
      .filter((objective) => objective.rows.length > 1)
      .map((objective) => leaderSentence(findings, objective));
    const blocks: Block[] = [
      ...(words === undefined ? [] : [paragraph(strong(sentence(words)))]),
      ...(computed.length > 0 ? [list(computed)] : []),
      ...lawSentence(findings),
      ...(confidence === undefined
        ? []
        : [paragraph(strong(`${capitalise(confidence.level)} confidence. `), capitalise(sentence(confidence.because)))]),
    ];
    return [
      {
        kind: "callout",
        tone: "key",
        title: "",
        blocks: blocks.length > 0 ? blocks : [paragraph(sentence(findings.assessment.case.question))],
      },
    ];
  },
});

type RankedRow = ReturnType<typeof ranked>[number];

function leaderSentence(findings: Findings, objective: ObjectiveFinding): readonly Inline[] {
  const { declaration, unit } = objective;
  const order = ranked(objective).filter((row) => row.compared.rank !== undefined);
  const leader = order[0];
  const name = strong(`${capitalise(declaration.label)}: `);
  if (leader === undefined) return [name, text("no option is left once the law has been applied.")];
  const leads = (probability: number) => value(findings, declaration.id, formatProbability(probability));
  const { estimate, best, toBaseline } = leader.compared;
  const size = formatEstimate(estimate, unit);
  const extreme = declaration.sense === "minimise" ? "lowest" : "highest";
  const many = order.length > 1;
  const level = order.filter((row) => row.compared.estimate.median === estimate.median);
  if (level.length > 1) {
    const who = level.length > 4 ? countWords(level.length, "option") : joinWords(level.map((row) => row.option.label));
    return [name, text(`${who} come out ${extreme} together, at `), value(findings, declaration.id, size.middle), text(" in the median.")];
  }
  const oftenest = [...order].sort((one, other) => (other.compared.best?.probability ?? 0) - (one.compared.best?.probability ?? 0))[0];
  const onAverage = betterOnAverage(order, leader, declaration.sense);
  return [
    name,
    text(`${leader.option.label} ${many ? `comes out ${extreme}` : "is the only option left"}, at `),
    value(findings, declaration.id, size.both),
    ...(many && best
      ? [text(`; it is the best of ${countWords(order.length, "option")} in `), leads(best.probability), text(" of the draws")]
      : []),
    ...(toBaseline && findings.baseline
      ? [text(`, and worse than “${findings.baseline.label}” in `), leads(toBaseline.worse), text(" of them")]
      : []),
    ...(oftenest?.compared.best && oftenest !== leader
      ? [text(`; “${oftenest.option.label}” is the best more often, in `), leads(oftenest.compared.best.probability)]
      : []),
    text("."),
    ...(onAverage === undefined
      ? []
      : [
          text(` On average, though, “${onAverage.option.label}” is better: a mean of `),
          value(findings, declaration.id, formatStatistic(onAverage.compared.mean, unit)),
          text(` against ${formatStatistic(leader.compared.mean, unit)}.`),
        ]),
  ];
}

/** The option with the best mean, where that is another than the one with the best median and no luck of the draws. */
function betterOnAverage(order: readonly RankedRow[], leader: RankedRow, sense: "minimise" | "maximise"): RankedRow | undefined {
  const gain = ({ compared }: RankedRow) => (sense === "minimise" ? -1 : 1) * compared.mean;
  const best = order.reduce((one, other) => (gain(other) > gain(one) ? other : one), leader);
  const errors = Math.sqrt(best.compared.meanError * best.compared.meanError + leader.compared.meanError * leader.compared.meanError);
  return gain(best) - gain(leader) > 2 * errors ? best : undefined;
}

function lawSentence(findings: Findings): readonly Block[] {
  const labels = (standing: string) => findings.options.filter((option) => option.standing === standing).map(({ label }) => label);
  const [barred, contested] = [labels("barred"), labels("contested")];
  const sentences: Inline[] = [];
  if (barred.length > 0) {
    sentences.push(strong("Barred by law: "), text(`${joinWords(barred)}; shown throughout and not ranked. `));
  }
  if (contested.length > 0) {
    const parts = findings.options.filter(({ standing }) => standing === "contested");
    sentences.push(strong("Contested: "));
    parts.forEach((option, position) => {
      const rule = option.rules[0]?.rule.id;
      sentences.push(text(`${position > 0 ? "; " : ""}${option.label}, a breach with probability `));
      sentences.push({
        kind: "value",
        text: formatProbability(option.breach),
        anchor: rule === undefined ? undefined : lineageAnchor(`rule:${rule}`),
      });
    });
    sentences.push(text("."));
  }
  return sentences.length > 0 ? [{ kind: "paragraph", content: sentences }] : [];
}
