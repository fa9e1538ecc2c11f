/** The picture of a judged quantity or chance: what each expert says beside the others and their pool, with the numbers behind it. */
import { distributions, fix, tabledName } from "@outweigh/engine";
import type { ExpertView, Judged, JudgedCell, JudgedCurve } from "@outweigh/language";
import { figureAnchor } from "./anchors.js";
import { columns } from "./blocks.js";
import type { Block, FigureBlock, PanelPlot } from "./document.js";
import type { Findings } from "./findings.js";
import { formatExact, formatProbability } from "./numbers.js";
import { bareUnit, unitName, unitWords, withUnit } from "./unit-words.js";
import { text } from "./values.js";
import { capitalise } from "./words.js";

/** The reader's name of an expert. */
export function expertLabel(findings: Findings, id: string): string {
  return findings.assessment.experts.find((expert) => expert.id === id)?.label ?? id;
}

/** The name of a pool in a table or picture. */
export function poolLabel({ pool, weights }: Judged): string {
  const kinds = {
    linear: "average of probabilities",
    log: "logarithmic pool",
    quantiles: "average of quantiles",
    odds: "geometric mean of odds",
  };
  const by = weights === "equal" ? "equal weights" : weights === "stated" ? "stated weights" : "weights by seed questions";
  return `${kinds[pool]}, ${by}`;
}

/** A quantile of a curve, at one of the probabilities that are kept. */
export function quantileAt({ quantiles }: JudgedCurve, probability: number): number {
  return quantiles.find((each) => Math.abs(each.probability - probability) < 1e-9)?.value ?? Number.NaN;
}

/** How numbers of a judged quantity are written: in its unit, without it where the caption has it. */
export function judgedNumbers({ unit }: Judged): (value: number) => string {
  return (value) => formatExact(value * (unit?.scale ?? 1), bareUnit(unit), 3);
}

/** The heading of one cell: the label, and the option under which it is judged. */
export function cellTitle(findings: Findings, { id, cells }: Judged, { under }: JudgedCell): string {
  const label = capitalise(findings.label(id));
  if (under !== undefined) return `${label}, under “${findings.label(under)}”`;
  return cells.length > 1 ? `${label}, under every other option` : label;
}

/** The picture of one cell; of a chance a table alone. */
export function panelFigure(findings: Findings, judged: Judged, cell: JudgedCell, isShort = false): Block {
  return cell.pooled ? quantityFigure(findings, judged, cell, cell.pooled, isShort) : chanceTable(findings, judged, cell);
}

/** Heights of a curve at even places between its outermost quantiles. */
function curvePoints({ table }: JudgedCurve, low: number, high: number, scale: number): PanelPlot["rows"][number]["curve"] {
  const made = fix(distributions.get(tabledName)!, table);
  const places = 140;
  const step = (high - low) / places;
  return Array.from({ length: places + 1 }, (_, index) => {
    const x = low + step * index;
    return { x: x / scale, height: (made.cdf(x + step / 2) - made.cdf(x - step / 2)) / step };
  });
}

function quantityFigure(findings: Findings, judged: Judged, cell: JudgedCell, pooled: JudgedCurve, isShort: boolean): FigureBlock {
  const fits = cell.views.flatMap((view) => (view.fit ? [{ view, fit: view.fit }] : []));
  const all = [...fits.map(({ fit }) => fit), pooled];
  const ends = all.flatMap((curve) => [quantileAt(curve, 0.01), quantileAt(curve, 0.99)]);
  const judgedEnds = fits.flatMap(({ fit }) => fit.values);
  const [low, high] = [
    Math.min(...ends.filter((_, k) => k % 2 === 0), ...judgedEnds),
    Math.min(Math.max(...ends), 3 * Math.max(...judgedEnds, ...all.map((curve) => quantileAt(curve, 0.95)))),
  ];
  const shown = unitWords(judged.unit).scale / (judged.unit?.scale ?? 1);
  const row = (label: string, curve: JudgedCurve, said: readonly number[], isPool: boolean) => ({
    label,
    isPool,
    curve: curvePoints(curve, low, high, shown),
    said: said.map((value) => value / shown),
    low90: quantileAt(curve, 0.05) / shown,
    low50: quantileAt(curve, 0.25) / shown,
    median: quantileAt(curve, 0.5) / shown,
    high50: quantileAt(curve, 0.75) / shown,
    high90: quantileAt(curve, 0.95) / shown,
  });
  const number = judgedNumbers(judged);
  const interval = (curve: JudgedCurve) => `${number(quantileAt(curve, 0.05))} to ${number(quantileAt(curve, 0.95))}`;
  const label = cellTitle(findings, judged, cell);
  const words = (name: string, curve: JudgedCurve) => `${name} ${number(quantileAt(curve, 0.5))} (${interval(curve)})`;
  return {
    kind: "figure",
    anchor: figureAnchor(`panel${isShort ? ".front" : ""}.${judged.id}${cell.under === undefined ? "" : `.${cell.under}`}`),
    caption: withUnit(`${label}: what the experts say`, judged.unit),
    note: "Points: what was said. Curves: what was fitted to it; lines: their 90\u00a0% intervals.",
    alternative: `${label}. Medians and 90\u00a0% intervals: ${[...fits.map(({ view, fit }) => words(expertLabel(findings, view.expert), fit)), words("together", pooled)].join("; ")}.`,
    plot: {
      kind: "panel",
      unit: unitName(judged.unit),
      low: low / shown,
      high: high / shown,
      rows: [
        ...fits.map(({ view, fit }) => row(expertLabel(findings, view.expert), fit, fit.values, false)),
        row("Together", pooled, [], true),
      ],
    },
    table: {
      kind: "table",
      caption: withUnit(`${label}: judgements, and the curves fitted to them`, judged.unit),
      columns: columns("Expert", "Said", "Curve", ">Fitted 5\u00a0%", ">50\u00a0%", ">95\u00a0%", ">Weight"),
      rows: [
        ...fits.map(({ view, fit }) => ({ cells: fitCells(findings, view, fit, number) })),
        {
          cells: [
            [text("Together")],
            [text("–")],
            [text(poolLabel(judged))],
            ...[0.05, 0.5, 0.95].map((probability) => [text(number(quantileAt(pooled, probability)))]),
            [text("100\u00a0%")],
          ],
        },
      ],
    },
    tableOpen: false,
  };
}

function fitCells(findings: Findings, view: ExpertView, fit: NonNullable<ExpertView["fit"]>, number: (value: number) => string) {
  const share = (value: number) => `${Number((100 * value).toPrecision(3))}\u00a0%`;
  const said = fit.values.map((value, index) => `${share(fit.probabilities[index]!)}: ${number(value)}`).join(", ");
  const miss = Math.max(
    ...fit.fitted.map((value, index) => (isInner(fit.probabilities[index]!) ? Math.abs(value - fit.probabilities[index]!) : 0)),
  );
  const family = `${fit.family.replaceAll("_", " ")}${fit.isChosen ? "" : ", nearest"}; misses by ${share(miss)}${fit.isAssumedPositive ? "; taken as above 0" : ""}`;
  return [
    [text(expertLabel(findings, view.expert))],
    [text(said)],
    [text(family)],
    ...[0.05, 0.5, 0.95].map((probability) => [text(number(quantileAt(fit, probability)))]),
    [text(share(view.weight))],
  ];
}

const isInner = (probability: number) => probability > 0 && probability < 1;

function chanceTable(findings: Findings, judged: Judged, cell: JudgedCell): Block {
  const states =
    findings.assessment.chances.find(({ id }) => id === judged.id)?.states.map((state) => state.text.replaceAll("_", " ")) ?? [];
  const row = (label: string, shares: readonly number[], weight: string) => ({
    cells: [[text(label)], ...shares.map((share) => [text(formatProbability(share))]), [text(weight)]],
  });
  const isOdds = judged.pool === "odds";
  return {
    kind: "table",
    caption: `${cellTitle(findings, judged, cell)}: what the experts say`,
    columns: columns("Expert", ...states.map((state) => `>${capitalise(state)}`), ">Weight"),
    rows: [
      ...cell.views.map(({ expert, states: shares, weight }) =>
        row(expertLabel(findings, expert), shares ?? [], `${Number((100 * weight).toPrecision(3))}\u00a0%`),
      ),
      row(
        `Together (${poolLabel(judged)}${judged.extremisedBy === undefined ? "" : `, extremised by ${judged.extremisedBy}`})`,
        cell.states ?? [],
        "100\u00a0%",
      ),
      ...(isOdds ? [row("By the average of probabilities, for comparison", cell.linear ?? [], "–")] : []),
    ],
  };
}
