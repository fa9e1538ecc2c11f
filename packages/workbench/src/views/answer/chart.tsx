/** The picture of a comparison in one of five ways; rows keep their order and the axis its ends while one drags, so that only what changes moves. */
import { memo, useMemo, useRef } from "react";
import type { Compared, ComparedRow } from "../../work/answer/compared.js";
import { DensityMark, DotsMark, FiveMark, MoreLines } from "./marks.js";
import { type Scale, scaleOver } from "./scale.js";

/** How a comparison is shown. */
export type ChartKind = "intervals" | "densities" | "dots" | "exceedance" | "differences";

/** The ways with what they are called and how they are read. */
export const chartKinds: readonly { readonly kind: ChartKind; readonly title: string; readonly reading: string }[] = [
  { kind: "intervals", title: "Intervals", reading: "Point: median; thick line: 50\u00a0% interval; thin line: 90\u00a0% interval." },
  { kind: "densities", title: "Densities", reading: "The higher, the likelier; the line is the median." },
  { kind: "dots", title: "Dots", reading: "Twenty dots, each as likely as the others: one dot is a chance of 5\u00a0%." },
  { kind: "exceedance", title: "Exceedance", reading: "The chance that the result is more than the value below." },
  {
    kind: "differences",
    title: "Differences",
    reading: "Within each draw, so that what all options share cancels. Right of the line: more.",
  },
];

/** Rows from best to worst, barred ones last. */
export function inOrder(rows: readonly ComparedRow[]): readonly ComparedRow[] {
  const place = ({ rank }: ComparedRow) => rank ?? Number.POSITIVE_INFINITY;
  return [...rows].sort((one, other) => (place(one) === place(other) ? 0 : place(one) - place(other)));
}

/** What is drawn. `free` is the comparison with nothing held: it gives the order of the rows, and is shown faintly behind. */
export interface ChartProperties {
  readonly compared: Compared;
  readonly free: Compared | undefined;
  readonly kind: ChartKind;
  readonly width: number;
  readonly words: string;
}

const noDots = new Float64Array(0);

const colours = { clear: "var(--series)", contested: "var(--contested)", barred: "var(--barred)" } as const;

/** The picture. */
export const Chart = memo(function Chart({ compared, free, kind, width, words }: ChartProperties) {
  const isNarrow = width < 560;
  const rows = useMemo(() => {
    const places = new Map(inOrder((free ?? compared).rows).map(({ option }, place) => [option, place]));
    const shown = kind === "differences" ? compared.rows.filter(({ difference }) => difference !== undefined) : compared.rows;
    return [...shown].sort((one, other) => (places.get(one.option) ?? 0) - (places.get(other.option) ?? 0));
  }, [compared, free, kind]);
  const before = new Map(free?.rows.map((row) => [row.option, row]));
  const labelWidth = isNarrow
    ? 0
    : Math.min(290, Math.max(90, ...rows.map(({ label, standing }) => (label.length + (standing === "clear" ? 0 : 10)) * 7.2 + 18)));
  const rowHeight = kind === "intervals" || kind === "differences" ? (isNarrow ? 50 : 40) : isNarrow ? 74 : 62;
  const [left, right, top] = [isNarrow ? 10 : labelWidth + 8, width - 16, 14];
  const plotHeight = kind === "exceedance" ? (isNarrow ? 260 : 320) : rows.length * rowHeight;
  const height = top + plotHeight + 44;
  const values = valuesOf(kind, rows).concat(free === undefined ? [] : valuesOf(kind, free.rows));
  const scale = useSteadyScale(
    `${compared.objective.id} ${compared.unit} ${kind} ${width} ${rows[0]?.option}`,
    values,
    kind === "exceedance" ? (isNarrow ? 44 : 56) : left,
    right,
    isNarrow ? 4 : 7,
  );
  return (
    <svg
      className="answer-chart"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={words}
      fontFamily="var(--sans)"
    >
      <g className="answer-axis" fontSize={12} fill="var(--muted)">
        {scale.ticks.map(({ value, text }) => (
          <g key={text}>
            <line x1={scale.place(value)} x2={scale.place(value)} y1={top} y2={top + plotHeight} stroke="var(--rule)" />
            <text x={scale.place(value)} y={top + plotHeight + 17} textAnchor="middle">
              {text}
            </text>
          </g>
        ))}
        <text x={(scale.place(scale.low) + scale.place(scale.high)) / 2} y={top + plotHeight + 36} textAnchor="middle">
          {kind === "differences" ? `difference${compared.unit === "" ? "" : ` (${compared.unit})`}` : compared.unit}
        </text>
      </g>
      {kind === "differences" ? (
        <line x1={scale.place(0)} x2={scale.place(0)} y1={top} y2={top + plotHeight} stroke="var(--ink)" strokeOpacity={0.6} />
      ) : null}
      {kind === "exceedance" ? (
        <MoreLines rows={rows} grid={compared.grid} scale={scale} top={top} height={plotHeight} isNarrow={isNarrow} />
      ) : (
        rows.map((row, place) => {
          const y = top + place * rowHeight;
          const colour = colours[row.standing];
          const middle = y + (isNarrow ? rowHeight / 2 + 9 : rowHeight / 2);
          const old = before.get(row.option);
          return (
            <g key={row.option} opacity={row.standing === "barred" ? 0.75 : 1}>
              <RowLabel
                row={row}
                x={isNarrow ? 10 : labelWidth}
                y={isNarrow ? y + 13 : y + rowHeight / 2 + 4}
                isNarrow={isNarrow}
                room={isNarrow ? width - 20 : labelWidth - 4}
              />
              {kind === "intervals" ? (
                <FiveMark
                  five={row.five}
                  before={old?.five}
                  scale={scale}
                  y={middle}
                  colour={colour}
                  isDashed={row.standing === "barred"}
                />
              ) : kind === "differences" ? (
                <FiveMark
                  five={row.difference!.five}
                  before={old?.difference?.five}
                  scale={scale}
                  y={middle}
                  colour={colour}
                  isDashed={row.standing === "barred"}
                />
              ) : kind === "densities" ? (
                <DensityMark
                  row={row}
                  grid={compared.grid}
                  scale={scale}
                  base={y + rowHeight - 6}
                  height={rowHeight - (isNarrow ? 26 : 12)}
                  colour={colour}
                  before={old?.five.median}
                />
              ) : (
                <DotsMark
                  dots={row.shape?.dots ?? noDots}
                  scale={scale}
                  base={y + rowHeight - 8}
                  height={rowHeight - (isNarrow ? 28 : 14)}
                  colour={colour}
                />
              )}
            </g>
          );
        })
      )}
    </svg>
  );
});

function RowLabel({
  row,
  x,
  y,
  isNarrow,
  room,
}: {
  readonly row: ComparedRow;
  readonly x: number;
  readonly y: number;
  readonly isNarrow: boolean;
  readonly room: number;
}) {
  const suffix = row.standing === "clear" ? "" : ` ${row.standing}`;
  const most = Math.max(8, Math.floor(room / 7.2) - suffix.length);
  const label = row.label.length > most ? `${row.label.slice(0, most - 1)}…` : row.label;
  return (
    <text x={x} y={y} fontSize={13} textAnchor={isNarrow ? "start" : "end"} fill="var(--ink)">
      <title>{row.label}</title>
      {label}
      {suffix === "" ? null : (
        <tspan fill={colours[row.standing]} fontSize={11.5} fontWeight={600}>
          {suffix}
        </tspan>
      )}
    </text>
  );
}

function valuesOf(kind: ChartKind, rows: readonly ComparedRow[]): number[] {
  if (kind === "differences")
    return [0, ...rows.flatMap(({ difference }) => (difference ? [difference.five.low, difference.five.high] : []))];
  if (kind === "dots")
    return rows.flatMap(({ shape }) => (shape === undefined ? [] : [shape.dots[0]!, shape.dots[shape.dots.length - 1]!]));
  return rows.flatMap(({ five }) => [five.low, five.high]);
}

/** A scale that only grows while the same is shown. */
function useSteadyScale(key: string, values: readonly number[], from: number, to: number, ticks: number): Scale {
  const kept = useRef({ key, low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY });
  if (kept.current.key !== key) kept.current = { key, low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
  const finite = values.filter(Number.isFinite);
  kept.current.low = Math.min(kept.current.low, ...finite);
  kept.current.high = Math.max(kept.current.high, ...finite);
  return scaleOver([kept.current.low, kept.current.high], from, to, ticks);
}
