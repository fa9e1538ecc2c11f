/** How well forecasts were made, in words, tables and the calibration figure: for the brief, the page of `outweigh score` and the terminal alike. */
import type { Calibration, ForecasterScores, LedgerScores, MeanScores, PoolGain } from "@outweigh/engine";
import type { ScoreReport } from "@outweigh/language";
import { figureAnchor } from "./anchors.js";
import { columns, paragraph } from "./blocks.js";
import type { Block, FigureBlock, Inline, TableBlock } from "./document.js";
import { formatCount } from "./numbers.js";
import { cell, mostScored, percentText, scoreText } from "./score-cells.js";
import { questionTables } from "./scored-questions.js";
import { text } from "./values.js";
import { capitalise, joinWords } from "./words.js";

/** Everything that is told of scores. Headings are left to who places them. */
export function scoreBlocks({ scores, words }: ScoreReport): readonly Block[] {
  const { overall, calibration } = scores;
  return [
    paragraph(countSentences(scores)),
    ...(overall?.isSmall ? [smallSampleCallout(overall.questions)] : []),
    ...(overall ? [overallTable(scores, overall)] : []),
    ...(calibration ? [calibrationFigure(calibration), paragraph(calibrationSentences(scores, calibration))] : []),
    ...(scores.forecasters.length > 0 ? [forecasterTable(scores)] : []),
    ...(scores.intervals.length > 0 ? [intervalTable(scores)] : []),
    ...poolSentences(scores),
    ...questionTables(scores, words),
  ];
}

function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

function countSentences(scores: LedgerScores): string {
  const { leftOut, late } = scores;
  const forecasts = scores.questions.reduce((sum, { rows }) => sum + rows.reduce((own, row) => own + row.forecasts, 0), 0);
  const forecasters = new Set(scores.questions.flatMap(({ rows }) => rows.map(({ forecaster }) => forecaster))).size;
  const reasons: readonly (readonly [number, string])[] = [
    [leftOut.open.length, "still open"],
    [leftOut.annulled.length, "annulled"],
    [leftOut.ambiguous.length, "without a clear outcome"],
    [leftOut["without-forecast"].length, "without a forecast in time"],
    [leftOut["settled-before-opening"].length, "settled no later than on the day of opening"],
    [leftOut["without-duration"].length, "closing before opening"],
  ];
  const others = reasons.flatMap(([count, reason]) => (count > 0 ? [`${formatCount(count)} ${reason}`] : []));
  const settled = scores.questions.length;
  const first =
    settled === 0
      ? "No forecast has been settled yet."
      : `${capitalise(counted(settled, "settled question"))} with ${counted(forecasts, "forecast")} by ${counted(forecasters, "forecaster")} ${settled === 1 ? "is" : "are"} scored.`;
  const left = others.length > 0 ? ` Left out: ${joinWords(others)}.` : "";
  return `${first}${left}${late > 0 ? ` ${capitalise(counted(late, "forecast"))} made after the end ${late === 1 ? "does" : "do"} not count.` : ""}`;
}

function smallSampleCallout(questions: number): Block {
  return {
    kind: "callout",
    tone: "note",
    title: "A small sample",
    blocks: [
      paragraph(
        `${capitalise(counted(questions, "settled question"))} ${questions === 1 ? "is" : "are"} fewer than 30. Scores can still turn with the next few, and differences between forecasters may be luck.`,
      ),
    ],
  };
}

function overallTable({ leastChance, clipped }: LedgerScores, overall: MeanScores): TableBlock {
  const row = (label: string, of: "brierOriginal" | "brierHalf" | "log" | "spherical" | "baseline", digits = 3) => ({
    cells: [
      cell(label),
      ...(["timeAveraged", "whileStanding", "lastForecast"] as const).map((way) => cell(scoreText(overall[way][of], digits))),
    ],
  });
  return {
    kind: "table",
    caption: "Scores, the mean over settled questions with probabilities",
    columns: columns("Score", ">Time-averaged", ">While standing", ">Last forecast"),
    rows: [
      row("Brier (0 to 2, 0 is best)", "brierOriginal"),
      row("Half Brier (0 to 1, 0 is best)", "brierHalf"),
      row("Logarithmic (0 is best)", "log"),
      row("Spherical (1 is best)", "spherical"),
      row("Baseline points (100 is best)", "baseline", 1),
    ],
    note: [
      text(
        `Time-averaged: over the announced life of each question, where time without a forecast and after an early settlement counts as knowing nothing; this one cannot be gained by betting on the date. Logarithms are taken of probabilities of at least ${leastChance}, which changed ${counted(clipped, "forecast")}.`,
      ),
    ],
  };
}

/** The calibration as a figure with its counts. */
export function calibrationFigure(calibration: Calibration): FigureBlock {
  const { bins, histogram, isSmall, level } = calibration;
  const total = histogram.reduce((sum, weight) => sum + weight, 0);
  const width = 1 / histogram.length;
  const range = (from: number, to: number) => `${Math.round(from * 100)}–${percentText(to)}`;
  return {
    kind: "figure",
    anchor: figureAnchor("calibration"),
    caption: "Calibration: what was forecast, and how much of it came true",
    note: `On the dashed line as much came true as was forecast. Bars: where the points would lie, with ${percentText(level)}, if every forecast were right; forecasts on one question succeed and fail together.${isSmall ? " There are too few settled questions for a curve." : ""}`,
    alternative: bins
      .map(
        (bin) =>
          `Forecast ${percentText(bin.meanForecast)}: ${percentText(bin.rate)} came true, ${percentText(bin.band[0])} to ${percentText(bin.band[1])} expected, ${counted(bin.questions, "question")}.`,
      )
      .join(" "),
    plot: {
      kind: "calibration",
      isSmall,
      bins: bins.map((bin) => ({
        forecast: bin.meanForecast,
        rate: bin.rate,
        low: bin.band[0],
        high: bin.band[1],
        questions: bin.questions,
      })),
      histogram: histogram.map((weight, place) => ({
        from: place * width,
        to: (place + 1) * width,
        share: total > 0 ? weight / total : 0,
      })),
    },
    table: {
      kind: "table",
      caption: "Calibration by ranges of probability",
      columns: columns("Forecast", ">Forecasts", ">Mean", ">Came true", ">If right", ">Outcomes", ">Interval"),
      rows: bins.map((bin) => ({
        cells: [
          range(bin.from, bin.to),
          formatCount(bin.forecasts),
          percentText(bin.meanForecast),
          percentText(bin.rate),
          range(bin.band[0], bin.band[1]),
          `${bin.cameTrue} of ${bin.states}`,
          range(bin.interval[0], bin.interval[1]),
        ].map(cell),
      })),
      note: [
        text(
          "Outcomes: how many different events in this range came true, each counted once however often it was forecast, and the 90\u00a0% interval of their rate (Jeffreys).",
        ),
      ],
    },
    tableOpen: isSmall,
  };
}

function calibrationSentences({ murphy, overall }: LedgerScores, { bins, sharpness, isSmall }: Calibration): string {
  const off = bins.filter(({ rate, band }) => rate < band[0] - 1e-9 || rate > band[1] + 1e-9);
  const outside =
    off.length === 0
      ? `Every range lies within its band: nothing speaks against the forecasts being calibrated${isSmall ? ", but with so few questions little could" : ""}.`
      : `${capitalise(counted(off.length, "range"))} of ${formatCount(bins.length)} ${off.length === 1 ? "lies" : "lie"} outside the band, where about one in ten does by chance: ${joinWords(
          off.map(({ meanForecast, rate }) => `of what was given ${percentText(meanForecast)}, ${percentText(rate)} came true`),
        )}.`;
  const parts =
    murphy === undefined
      ? ""
      : ` Over these forecasts, each weighted by the time that it stood, the half Brier score is ${scoreText(murphy.brierHalf)}. It is made of reliability ${scoreText(murphy.reliability)} (0 is best), less resolution ${scoreText(murphy.resolution)} (more is better), plus uncertainty ${scoreText(murphy.uncertainty)}, and ${scoreText(murphy.withinBinVariance - murphy.withinBinCovariance)} within the ranges.`;
  const skill =
    overall?.skillAgainstBaseRate === undefined
      ? ""
      : ` Skill against always forecasting the base rate: ${scoreText(overall.skillAgainstBaseRate)} (1 is perfect, 0 no better).`;
  return `${outside}${parts} Sharpness, the mean of p(1 − p): ${scoreText(sharpness)} (0 when all are certain, 0.25 when all say 50\u00a0%).${skill}`;
}

/** Who was scored, those with most settled questions first, since order by a score of few questions is order by luck. */
function forecasterTable({ forecasters }: LedgerScores): TableBlock {
  const sorted = [...forecasters].sort(
    (one, other) => other.questions - one.questions || other.peer - one.peer || (one.forecaster < other.forecaster ? -1 : 1),
  );
  const small = sorted.filter(({ isSmall }) => isSmall).length;
  const hidden = sorted.length - mostScored;
  return {
    kind: "table",
    caption: "Forecasters, those with the most settled questions first",
    columns: columns("Forecaster", ">Questions", ">Brier 0–2", ">Last", ">Peer", ">Skill", ">Weight"),
    rows: sorted.slice(0, mostScored).map((each) => ({ cells: forecasterCells(each) })),
    note: [
      text(
        `Brier: time-averaged; Last: of the last forecasts. Peer: points against the others on the same questions, 0 on average. Skill: against the mean of the others, 1 is perfect, 0 as good. Weight: learnt for pools, 1 is an equal share.${small > 0 ? ` * Fewer than 30 settled questions${small === sorted.length ? ", as everybody here" : ""}: may be luck.` : ""}${hidden > 0 ? ` ${capitalise(counted(hidden, "further forecaster"))} left out here.` : ""}`,
      ),
    ],
  };
}

function forecasterCells(each: ForecasterScores): readonly (readonly Inline[])[] {
  return [
    each.forecaster,
    `${formatCount(each.questions)}${each.isSmall ? "*" : ""}`,
    scoreText(each.timeAveraged.brierOriginal),
    scoreText(each.lastForecast.brierOriginal),
    scoreText(each.peer, 1),
    scoreText(each.skillAgainstOthers, 2),
    scoreText(each.weight, 2),
  ].map(cell);
}

function intervalTable({ intervals }: LedgerScores): TableBlock {
  return {
    kind: "table",
    caption: "Forecasts of numbers and days",
    columns: columns("Forecaster", ">Questions", ">Intervals", ">Held the outcome", ">Should hold", ">Skill"),
    rows: intervals.slice(0, mostScored).map((each) => ({
      cells: [
        each.forecaster,
        formatCount(each.questions),
        formatCount(each.intervals),
        formatCount(each.held),
        scoreText(each.expected, 1),
        scoreText(each.skillAgainstOthers, 2),
      ].map(cell),
    })),
    note: [text("Skill: by the CRPS against the mean of the others, the mean over questions; 1 is perfect, 0 as good.")],
  };
}

function poolSentences({ pools: { comparison, strength, fewest }, questions }: LedgerScores): readonly Block[] {
  const settled = questions.filter(({ rows }) => rows.some(({ kind }) => kind === "states"));
  const several = settled.some(({ rows }) => rows.length > 1);
  if (!several) return [];
  if (comparison === undefined)
    return [paragraph(`With fewer than ${fewest} settled questions no weights are learnt, and pools count everybody the same.`)];
  const against = (name: string, { gain, error, verdict }: PoolGain) => {
    const size = `${scoreText(Math.abs(gain))}, standard error ${scoreText(error)}`;
    if (verdict === "no-clear-difference") return `is not clearly different from the ${name} (${size})`;
    return `is ${verdict} than the ${name} by ${size}`;
  };
  const learnt =
    strength === 0
      ? "No weights were found that are reliably better than equal ones, so pools count everybody the same from now on."
      : "Forecasts of open questions are pooled with the weights learnt from all.";
  return [
    paragraph(
      `Pooled forecasts, out of sample (weights learnt from the other questions): the weighted mean has a Brier score of ${scoreText(comparison.weighted)}, the unweighted mean ${scoreText(comparison.mean)}, the median ${scoreText(comparison.median)}. The weighted mean ${against("unweighted mean", comparison.againstMean)} and ${against("median", comparison.againstMedian)}.${comparison.isSmall ? ` That rests on only ${counted(comparison.questions, "question")}.` : ""} ${learnt}`,
    ),
  ];
}
