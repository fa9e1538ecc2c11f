/** The strips of the timeline, one SVG a row on the same axis: the axis with versions, what was said of a forecast as steps, readings of an indicator. */
import type { TimelineAnswer, TimelineForecast, TimelineIndicator, TimelinePoint } from "../../work/questions/timeline.js";
import type { Axis } from "./axis.js";
import { dayWords } from "./places.js";

const [rowHeight, top, foot] = [56, 9, 47];
const axisHeight = 40;
/** Lines reach beyond their strip, as far as the row does. */
const [lineBegin, lineEnd] = [-100, 160];
/** So wide is a letter of a label, about. */
const letter = 7;

interface StripProps {
  readonly axis: Axis;
  readonly answer: TimelineAnswer;
}

/** Years or months, and the names of versions. */
export function AxisStrip({ axis, answer: { versions, today } }: StripProps) {
  const words = `Axis from ${dayWords(daysOf(axis)[0])} to ${dayWords(daysOf(axis)[1])}. ${versions.map(({ name, day }) => `Version ${name} on ${dayWords(day)}.`).join(" ")}`;
  return (
    <svg className="time-strip" width={axis.width} height={axisHeight} role="img" aria-label={words}>
      {versions.map(({ name, day }) => (
        <g key={name} className="version">
          <path d={`M${axis.x(day)} ${axisHeight}v-10`} />
          <path className="flag" d={`M${axis.x(day)} ${axisHeight - 14}l5 5-5 5-5-5z`}>
            <title>{`Version ${name}, ${dayWords(day)}`}</title>
          </path>
        </g>
      ))}
      {labelsOf(axis, versions, today).map(({ name, ...place }) => (
        <text key={name} {...place} y={axisHeight - 5}>
          {name}
        </text>
      ))}
      {axis.ticks.map(({ day, label }) => (
        <text key={day} x={Math.min(Math.max(axis.x(day), 20), axis.width - 24)} y={13} textAnchor="middle">
          {label}
        </text>
      ))}
      <path className="today" d={`M${axis.x(today)} ${axisHeight - 14}v14`} />
    </svg>
  );
}

/** The names of versions beside their marks, as far as there is room for them. */
function labelsOf(axis: Axis, versions: TimelineAnswer["versions"], today: number) {
  const taken = [...versions.map(({ day }) => day), today].map((day): readonly [number, number] => [axis.x(day) - 6, axis.x(day) + 6]);
  return versions.flatMap(({ name, day }) => {
    const [x, width] = [axis.x(day), name.length * letter];
    for (const [begin, end, textAnchor] of [
      [x + 9, x + 9 + width, "start"],
      [x - 9 - width, x - 9, "end"],
    ] as const) {
      if (begin < 0 || end > axis.width || taken.some(([from, to]) => begin < to && end > from)) continue;
      taken.push([begin, end]);
      return [{ name, x: textAnchor === "start" ? begin : end, textAnchor }];
    }
    return [];
  });
}

function daysOf({ ticks }: Axis): readonly [number, number] {
  return [ticks[0]?.day ?? 0, ticks.at(-1)?.day ?? 0];
}

/** Lines through all rows. */
function Lines({ axis, answer: { versions, today } }: StripProps) {
  return (
    <>
      {axis.ticks.map(({ day }) => (
        <path key={day} className="tick" d={`M${axis.x(day)} ${lineBegin}V${lineEnd}`} />
      ))}
      {versions.map(({ name, day }) => (
        <path key={name} className="version" d={`M${axis.x(day)} ${lineBegin}V${lineEnd}`} />
      ))}
      <path className="today" d={`M${axis.x(today)} ${lineBegin}V${lineEnd}`} />
    </>
  );
}

const y = (height: number) => foot - (foot - top) * height;

/** What each forecaster said, as steps; the closing day; what came out. */
export function ForecastStrip({ axis, answer, forecast }: StripProps & { readonly forecast: TimelineForecast }) {
  const { points, opened, closes, settled, outcome, standing, isShare } = forecast;
  const until = settled ?? Math.min(closes, Math.max(answer.today, ...points.map(({ day }) => day)));
  const from = opened ?? points[0]?.day ?? Math.min(answer.today, closes);
  const names = [...new Set(points.map(({ by }) => by))];
  const end = outcome === "yes" ? 1 : outcome === "no" ? 0 : 0.5;
  return (
    <svg className="time-strip" width={axis.width} height={rowHeight} role="img" aria-label={wordsOf(forecast)}>
      <Lines axis={axis} answer={answer} />
      <path className="life" d={`M${axis.x(from)} ${foot}H${axis.x(Math.max(closes, until))}`} />
      {isShare ? <path className="life faint" d={`M${axis.x(from)} ${top}H${axis.x(Math.max(closes, until))}`} /> : null}
      {names.toReversed().map((name) => (
        <Steps key={name} axis={axis} points={points.filter(({ by }) => by === name)} until={until} isFirst={name === names[0]} />
      ))}
      <path className="closing" d={`M${axis.x(closes)} ${foot - 6}v12`}>
        <title>{`Closes on ${dayWords(closes)}`}</title>
      </path>
      {settled === undefined ? null : (
        <g className={`settled ${standing}`}>
          <circle cx={axis.x(settled)} cy={y(end)} r={5}>
            <title>{`Settled as ${outcome ?? "ambiguous"} on ${dayWords(settled)}`}</title>
          </circle>
          <text {...beside(axis, settled)} y={y(end) + (end === 0 ? -1 : 4)}>
            {outcome ?? "?"}
          </text>
        </g>
      )}
    </svg>
  );
}

/** A word to the right of a day, or to the left where there is no room. */
function beside(axis: Axis, day: number): { readonly x: number; readonly textAnchor: "start" | "end" } {
  const isRight = axis.x(day) < axis.width - 60;
  return { x: axis.x(day) + (isRight ? 9 : -9), textAnchor: isRight ? "start" : "end" };
}

function Steps({
  axis,
  points,
  until,
  isFirst,
}: {
  readonly axis: Axis;
  readonly points: readonly TimelinePoint[];
  readonly until: number;
  readonly isFirst: boolean;
}) {
  const drawn = points.flatMap((point) => (point.height === undefined ? [] : [{ ...point, x: axis.x(point.day), y: y(point.height) }]));
  const [first, ...rest] = drawn;
  if (first === undefined) return null;
  const line = `M${first.x} ${first.y}${rest.map((point) => `H${point.x}V${point.y}`).join("")}H${Math.max(axis.x(until), drawn.at(-1)!.x)}`;
  return (
    <g className={`said${isFirst ? " first" : ""}${points.some(({ computed }) => computed) ? " computed" : ""}`}>
      <path d={line} />
      {drawn.map((point) => (
        <circle key={`${point.day} ${point.words}`} cx={point.x} cy={point.y} r={isFirst ? 3 : 2.5}>
          <title>{`${point.by}: ${point.words}, ${dayWords(point.day)}`}</title>
        </circle>
      ))}
    </g>
  );
}

function wordsOf({ question, points, closes, settled, outcome, opened }: TimelineForecast): string {
  return [
    question,
    opened === undefined ? "" : `Opened on ${dayWords(opened)}.`,
    ...points.map(({ by, words, day }) => `${by} ${words} on ${dayWords(day)}.`),
    settled === undefined ? `Closes on ${dayWords(closes)}.` : `Settled as ${outcome ?? "ambiguous"} on ${dayWords(settled)}.`,
  ]
    .filter(Boolean)
    .join(" ");
}

/** Readings as marks, filled from when the threshold was passed. */
export function IndicatorStrip({ axis, answer, indicator }: StripProps & { readonly indicator: TimelineIndicator }) {
  const { id, label, readings } = indicator;
  const due = answer.due.find((item) => item.kind === "indicator" && item.id === id);
  const isBare = readings.length === 0 && due === undefined;
  const middle = rowHeight / 2;
  const words = `${label}. ${readings.length === 0 ? "Not read yet." : readings.map(({ words: read, passed }) => `${read}${passed ? ", passed" : ""}.`).join(" ")}${due ? ` Next look on ${dayWords(due.day)}.` : ""}`;
  return (
    <svg className={isBare ? "time-strip bare" : "time-strip"} width={axis.width} height={rowHeight} role="img" aria-label={words}>
      <Lines axis={axis} answer={answer} />
      {isBare ? null : (
        <path className="life" d={`M${axis.x(readings[0]?.day ?? answer.today)} ${middle}H${axis.x(due?.day ?? answer.today)}`} />
      )}
      {readings.map(({ day, words: read, passed }) => (
        <path key={`${day} ${read}`} className={passed ? "reading passed" : "reading"} d={`M${axis.x(day)} ${middle - 5}l5 5-5 5-5-5z`}>
          <title>{read}</title>
        </path>
      ))}
      {due === undefined ? null : <path className="closing" d={`M${axis.x(due.day)} ${middle - 6}v12`} />}
    </svg>
  );
}
