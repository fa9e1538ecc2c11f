/** The section that compares the options: who is likely to be best, and for each objective the intervals, the ranking and the difference to carrying on. */
import { figureAnchor } from "../anchors.js";
import { columns, heading, paragraph, standingMark } from "../blocks.js";
import type { Block, FigureBlock, Inline, IntervalRow, TableBlock } from "../document.js";
import { type Findings, type ObjectiveFinding, type OptionFinding, ranked } from "../findings.js";
import { type Estimate, formatCount, formatEstimate, formatProbability, formatProbabilityWithError } from "../numbers.js";
import { bareUnit, unitName, unitWords, withUnit } from "../unit-words.js";
import { text, value } from "../values.js";
import { capitalise, countWords, joinWords } from "../words.js";
import { defineSection } from "./section.js";

export const comparison = defineSection({
  name: "comparison",
  title: "Options compared",
  doc: "For each objective an interval plot, the ranking of the options that are not barred, P(best) with its standard error, and the difference to the baseline.",
  needs: ["objectives"],
  place: "back",
  compose: (findings) => {
    const compared = findings.objectives;
    const [objective] = compared;
    if (objective === undefined) return [paragraph("No objective could be compared over the options.")];
    return [
      introduction(findings),
      ...(objective.rows.length > 1 ? [chances(findings, "best")] : []),
      ...compared.flatMap((each) => oneObjective(findings, each)),
    ];
  },
});

function introduction(findings: Findings): Block {
  const left = findings.options.filter(({ standing }) => standing !== "barred").length;
  const barred = findings.options.length - left;
  const draws = formatCount(findings.evaluated.result.record.draws);
  return paragraph(
    `Every option is run on the same ${draws} draws of the uncertain quantities, so a difference between two options is the effect of the choice and not of luck. `,
    barred > 0
      ? `${capitalise(countWords(left, "option is", "options are"))} ranked; ${countWords(barred, "barred option is", "barred options are")} shown without a rank. `
      : "",
    "Numbers in brackets are 90\u00a0% intervals.",
  );
}

/** The overview: for each objective, how often each option that is not barred is the best. */
export function chances(findings: Findings, anchor: string): FigureBlock {
  const panels = findings.objectives.map(({ declaration }) => capitalise(declaration.label));
  const eligible = findings.options.filter(({ standing }) => standing !== "barred");
  const bars = findings.objectives.flatMap((objective, panel) =>
    eligible.map((option) => {
      const best = objective.rows[option.position]?.compared.best;
      const leads = ranked(objective)[0]?.option.id === option.id;
      return { panel: panels[panel]!, label: option.label, value: best?.probability ?? 0, error: best?.error ?? 0, emphasised: leads };
    }),
  );
  const leaders = findings.objectives.map((objective, panel) => {
    const top = bars.filter((bar) => bar.panel === panels[panel]).sort((one, other) => other.value - one.value)[0];
    return `${objective.declaration.label}: ${top?.label ?? "none"}, ${formatProbability(top?.value ?? 0)}`;
  });
  return {
    kind: "figure",
    anchor: figureAnchor(anchor),
    caption: "Probability that an option is the best of those not barred",
    note: "Dark bars: the option in front by median.",
    alternative: `Bars of the probability of being the best option. Highest for ${joinWords(leaders)}.`,
    plot: { kind: "probabilities", panels, bars },
    table: {
      kind: "table",
      caption: "Probability of being best, with its standard error in percentage points",
      columns: columns("Option", ...panels.map((panel) => `>${panel}`)),
      rows: findings.options.map((option) => ({
        faded: option.standing === "barred",
        cells: [
          [text(option.label), ...standingMark(option.standing, option.breach)],
          ...findings.objectives.map((objective) => bestCell(findings, objective, option.position)),
        ],
      })),
    },
    tableOpen: true,
  };
}

function bestCell(findings: Findings, objective: ObjectiveFinding, position: number): readonly Inline[] {
  const best = objective.rows[position]?.compared.best;
  return best ? [value(findings, objective.declaration.id, formatProbabilityWithError(best.probability, best.error))] : [text("–")];
}

function oneObjective(findings: Findings, objective: ObjectiveFinding): readonly Block[] {
  const { declaration, unit } = objective;
  const label = capitalise(declaration.label);
  const rows = ranked(objective);
  const [baseline] = rows.filter((row) => row.option.isBaseline);
  const others = rows.filter((row) => row.compared.toBaseline !== undefined);
  const isCompared = baseline !== undefined && others.length > 0;
  const scale = unitWords(unit).scale;
  const good = declaration.sense === "minimise" ? "Less is better" : "More is better";
  const read = "Point: median; thick line: 50\u00a0% interval; thin line: 90\u00a0% interval";
  const inWords = ({ option }: Row, estimate: Estimate) =>
    `${option.label}${option.standing === "clear" ? "" : ` (${option.standing})`} ${formatEstimate(estimate, unit).both}`;
  return [
    heading(figureAnchor(`heading.${declaration.id}`), label),
    {
      kind: "figure",
      anchor: figureAnchor(declaration.id),
      caption: withUnit(`${label}, by option`, unit),
      note: `${good}. ${read}${isCompared ? `; dashed: median of “${baseline.option.label}”` : ""}.`,
      alternative: `${label} by option, from best to worst: ${rows.map((row) => inWords(row, row.compared.estimate)).join("; ")}.`,
      plot: {
        kind: "intervals",
        unit: unitName(unit),
        rows: rows.map(({ option, compared }) => intervalRow(option, compared.estimate, compared, scale)),
        reference: isCompared ? { value: baseline.compared.estimate.median / scale, label: baseline.option.label } : undefined,
      },
      table: isCompared ? intervalTable(findings, objective) : objectiveTable(findings, objective),
      tableOpen: !isCompared,
    },
    ...(isCompared
      ? [
          {
            kind: "figure" as const,
            anchor: figureAnchor(`difference.${declaration.id}`),
            caption: withUnit(`${label}: difference to “${baseline.option.label}”`, unit),
            note: `Within each draw, so that what all options share cancels. ${read}.`,
            alternative: `Difference to ${baseline.option.label}: ${others.map((row) => inWords(row, row.compared.toBaseline!.estimate)).join("; ")}.`,
            plot: {
              kind: "intervals" as const,
              unit: unitName(unit),
              rows: others.map(({ option, compared }) => intervalRow(option, compared.toBaseline!.estimate, compared.toBaseline!, scale)),
              reference: { value: 0, label: "no difference" },
            },
            table: objectiveTable(findings, objective),
            tableOpen: true,
          },
        ]
      : []),
  ];
}

type Row = ObjectiveFinding["rows"][number];

function intervalRow(
  option: OptionFinding,
  estimate: Estimate,
  half: { readonly low50: number; readonly high50: number },
  scale: number,
): IntervalRow {
  return {
    label: option.label,
    standing: option.standing,
    low90: estimate.low / scale,
    low50: half.low50 / scale,
    median: estimate.median / scale,
    high50: half.high50 / scale,
    high90: estimate.high / scale,
  };
}

/** The numbers of the plot of an objective itself. */
function intervalTable(findings: Findings, objective: ObjectiveFinding): TableBlock {
  const { declaration, unit } = objective;
  const words = (low: number, median: number, high: number) => formatEstimate({ low, median, high }, bareUnit(unit));
  return {
    kind: "table",
    caption: withUnit(`${capitalise(declaration.label)}: median and intervals`, unit),
    columns: columns("Option", ">Median", ">50\u00a0% interval", ">90\u00a0% interval"),
    rows: ranked(objective).map(({ option, compared }) => {
      const { low, median, high } = compared.estimate;
      const wide = words(low, median, high);
      const cells = [wide.middle, words(compared.low50, median, compared.high50).interval, wide.interval];
      return {
        faded: option.standing === "barred",
        cells: [
          [text(option.label), ...standingMark(option.standing, option.breach)],
          ...cells.map((cell) => [value(findings, declaration.id, cell)]),
        ],
      };
    }),
  };
}

function objectiveTable(findings: Findings, objective: ObjectiveFinding): TableBlock {
  const { declaration, unit } = objective;
  const against = findings.baseline?.label;
  const number = (content: string) => value(findings, declaration.id, content);
  return {
    kind: "table",
    caption: withUnit(`${capitalise(declaration.label)}: ranking by median`, unit),
    columns: columns(
      "Option",
      ">Median (90\u00a0% interval)",
      ">Probability best",
      ...(against === undefined ? [] : [`>Difference to “${against}”`, ">Probability worse"]),
    ),
    rows: ranked(objective).map(({ option, compared }) => ({
      faded: option.standing === "barred",
      cells: [
        [
          text(compared.rank === undefined ? option.label : `${compared.rank}. ${option.label}`),
          ...standingMark(option.standing, option.breach),
        ],
        [number(formatEstimate(compared.estimate, bareUnit(unit)).both)],
        [compared.best ? number(formatProbabilityWithError(compared.best.probability, compared.best.error)) : text("–")],
        ...(against === undefined ? [] : differenceCells(compared, unit, number)),
      ],
    })),
  };
}

function differenceCells(
  compared: ObjectiveFinding["rows"][number]["compared"],
  unit: ObjectiveFinding["unit"],
  number: (content: string) => Inline,
): readonly (readonly Inline[])[] {
  const { toBaseline } = compared;
  if (toBaseline === undefined) return [[text("–")], [text("–")]];
  return [
    [number(formatEstimate(toBaseline.estimate, bareUnit(unit)).both)],
    [number(formatProbabilityWithError(toBaseline.worse, toBaseline.worseError))],
  ];
}
