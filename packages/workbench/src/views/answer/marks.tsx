/** What stands in a row of a comparison: intervals, a density, dots; and the curves of exceedance. */
import type { ComparedRow, Five } from "../../work/answer/compared.js";
import type { Scale } from "./scale.js";

/** Median with 50 % and 90 % intervals; `before` is drawn as a faint tick where the median was. */
export function FiveMark({
  five,
  before,
  scale,
  y,
  colour,
  isDashed,
}: {
  readonly five: Five;
  readonly before: Five | undefined;
  readonly scale: Scale;
  readonly y: number;
  readonly colour: string;
  readonly isDashed: boolean;
}) {
  const { place } = scale;
  return (
    <g>
      {before === undefined || before.median === five.median ? null : (
        <>
          <line
            x1={place(before.low)}
            x2={place(before.high)}
            y1={y + 9}
            y2={y + 9}
            stroke="var(--muted)"
            strokeOpacity={0.45}
            strokeWidth={2}
          />
          <circle cx={place(before.median)} cy={y + 9} r={2.6} fill="var(--muted)" fillOpacity={0.7} />
        </>
      )}
      <line
        x1={place(five.low)}
        x2={place(five.high)}
        y1={y}
        y2={y}
        stroke={colour}
        strokeWidth={2}
        {...(isDashed ? { strokeDasharray: "4 3" } : {})}
      />
      <line
        x1={place(five.low50)}
        x2={place(five.high50)}
        y1={y}
        y2={y}
        stroke={colour}
        strokeWidth={9}
        strokeOpacity={isDashed ? 0.5 : 1}
      />
      <circle cx={place(five.median)} cy={y} r={5} fill="var(--paper)" stroke={colour} strokeWidth={2.5} />
    </g>
  );
}

/** A density above a base line, and its median. */
export function DensityMark({
  row,
  grid,
  scale,
  base,
  height,
  colour,
  before,
}: {
  readonly row: ComparedRow;
  readonly grid: Float64Array;
  readonly scale: Scale;
  readonly base: number;
  readonly height: number;
  readonly colour: string;
  readonly before: number | undefined;
}) {
  const density = row.shape?.density;
  const { five } = row;
  const median = scale.place(five.median);
  if (density === undefined) return <line x1={median} x2={median} y1={base} y2={base - height} stroke={colour} strokeWidth={3} />;
  const most = density.reduce((best, each) => Math.max(best, each), 0) || 1;
  const points = Array.from(density, (each, at): readonly [number, number] => [scale.place(grid[at]!), base - (each / most) * height]);
  const inside = points.filter((_, at) => grid[at]! >= scale.low && grid[at]! <= scale.high);
  const line = inside.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L");
  const [first, last] = [inside[0], inside[inside.length - 1]];
  const at = Math.min(density.length - 1, Math.max(0, Math.round((five.median - grid[0]!) / (grid[1]! - grid[0]!))));
  return (
    <g>
      <line x1={scale.place(scale.low)} x2={scale.place(scale.high)} y1={base} y2={base} stroke="var(--rule-strong)" />
      {first && last ? (
        <path
          d={`M${first[0]},${base}L${line}L${last[0]},${base}Z`}
          fill={colour}
          fillOpacity={0.22}
          stroke={colour}
          strokeWidth={1.6}
          strokeLinejoin="round"
        />
      ) : null}
      {before === undefined || before === five.median ? null : (
        <line
          x1={scale.place(before)}
          x2={scale.place(before)}
          y1={base}
          y2={base - height * 0.5}
          stroke="var(--muted)"
          strokeDasharray="2 3"
        />
      )}
      <line x1={median} x2={median} y1={base} y2={base - (density[at]! / most) * height} stroke={colour} strokeWidth={2} />
    </g>
  );
}

/** Equally likely values as dots, stacked where they would lie on each other. */
export function DotsMark({
  dots,
  scale,
  base,
  height,
  colour,
}: {
  readonly dots: Float64Array;
  readonly scale: Scale;
  readonly base: number;
  readonly height: number;
  readonly colour: string;
}) {
  const radius = Math.min(5.5, height / 8);
  const stacks = new Map<number, number>();
  return (
    <g>
      <line
        x1={scale.place(scale.low)}
        x2={scale.place(scale.high)}
        y1={base + radius + 1}
        y2={base + radius + 1}
        stroke="var(--rule-strong)"
      />
      {Array.from(dots, (value, place) => {
        const column = Math.round(scale.place(value) / (2 * radius + 0.6));
        const level = stacks.get(column) ?? 0;
        stacks.set(column, level + 1);
        const step = Math.min(2 * radius + 0.4, height / 10);
        // biome-ignore lint/suspicious/noArrayIndexKey: dots are told apart by their place alone
        return <circle key={place} cx={column * (2 * radius + 0.6)} cy={base - level * step} r={radius} fill={colour} fillOpacity={0.85} />;
      })}
    </g>
  );
}

const dashes = ["", "7 3", "2 3", "9 3 2 3", "12 4"];
const shades = ["var(--series)", "var(--code-block)", "var(--code-text)", "var(--ink)", "var(--muted)"];

/** The chance of more than each value: a line for each option, with its name where the line has room for it. */
export function MoreLines({
  rows,
  grid,
  scale,
  top,
  height,
  isNarrow,
}: {
  readonly rows: readonly ComparedRow[];
  readonly grid: Float64Array;
  readonly scale: Scale;
  readonly top: number;
  readonly height: number;
  readonly isNarrow: boolean;
}) {
  const y = (share: number) => top + height * (1 - share);
  const left = scale.place(scale.low);
  return (
    <g fontSize={12}>
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <g key={share}>
          <line x1={left} x2={scale.place(scale.high)} y1={y(share)} y2={y(share)} stroke="var(--rule)" />
          <text x={left - 6} y={y(share) + 4} textAnchor="end" fill="var(--muted)">
            {share * 100} %
          </text>
        </g>
      ))}
      {rows.map((row, place) => {
        const points = Array.from(row.shape?.more ?? [], (share, at): readonly [number, number] => [grid[at]!, share]).filter(
          ([value]) => value >= scale.low && value <= scale.high,
        );
        const path = points.map(([value, share]) => `${scale.place(value).toFixed(1)},${y(share).toFixed(1)}`).join("L");
        const colour = shades[place % shades.length]!;
        return (
          <g key={row.option}>
            <path
              d={`M${path}`}
              fill="none"
              stroke={colour}
              strokeWidth={2}
              strokeDasharray={dashes[Math.floor(place / shades.length) % dashes.length]}
              strokeOpacity={row.standing === "barred" ? 0.6 : 1}
            />
            <g transform={`translate(${scale.place(scale.high) - (isNarrow ? 150 : 232)},${top + 14 + place * 18})`}>
              <line
                x1={0}
                x2={18}
                y1={-4}
                y2={-4}
                stroke={colour}
                strokeWidth={2.5}
                strokeDasharray={dashes[Math.floor(place / shades.length) % dashes.length]}
              />
              <text x={24} fill="var(--ink)" stroke="var(--paper)" strokeWidth={3} paintOrder="stroke">
                {shortened(row.label, (isNarrow ? 19 : 32) - (row.standing === "clear" ? 0 : row.standing.length + 3))}
                {row.standing === "clear" ? "" : ` (${row.standing})`}
              </text>
            </g>
          </g>
        );
      })}
    </g>
  );
}

function shortened(label: string, most: number): string {
  return label.length <= most ? label : `${label.slice(0, most - 1)}…`;
}
