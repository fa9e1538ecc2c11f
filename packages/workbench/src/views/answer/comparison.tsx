/** The card with the picture of the options, its tools and its numbers. */
import { useEffect, useRef, useState } from "react";
import { PictureTools } from "../../blocks/picture-tools.js";
import { Waiting } from "../../shell/waiting.js";
import type { Compared } from "../../work/answer/compared.js";
import type { AnswerHeads } from "../../work/questions/answer-inputs.js";
import { Chart, type ChartKind, chartKinds, inOrder } from "./chart.js";
import { ComparedTable, comparedRows } from "./compared-table.js";
import type { ComparedState } from "./use-compared.js";

/** What it shows and what can be chosen. */
export interface ComparisonProperties {
  readonly heads: AnswerHeads;
  readonly state: ComparedState;
  readonly free: Compared | undefined;
  readonly kind: ChartKind;
  readonly onKind: (kind: ChartKind) => void;
  readonly onReference: (option: string) => void;
  readonly isDragging: boolean;
  readonly isHeld: boolean;
  readonly onWhy: (() => void) | undefined;
}

/** The card. */
export function Comparison({ heads, state, free, kind, onKind, onReference, isDragging, isHeld, onWhy }: ComparisonProperties) {
  const place = useRef<HTMLDivElement>(null);
  const { value: compared, problem } = state;
  const hasOthers = heads.options.length > 1;
  const kinds = chartKinds.filter((each) => each.kind !== "differences" || hasOthers);
  const chosen = kinds.find((each) => each.kind === kind) ?? kinds[0]!;
  return (
    <section className="answer-card" aria-label="The options compared">
      <div className="answer-card-head">
        <div className="answer-kinds">
          {kinds.map((each) => (
            <button key={each.kind} type="button" aria-pressed={each.kind === chosen.kind} onClick={() => onKind(each.kind)}>
              {each.title}
            </button>
          ))}
        </div>
        {hasOthers && compared !== undefined ? (
          <label className="small answer-reference">
            set against{" "}
            <select
              value={compared.rows.find(({ isReference }) => isReference)?.option}
              onChange={(event) => onReference(event.target.value)}
            >
              {heads.options.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        ) : null}
      </div>
      <div ref={place} className="answer-picture">
        {compared === undefined ? (
          problem === undefined ? (
            <Waiting for="Running the case and comparing its options" share={state.share} />
          ) : (
            <p>{problem.message}</p>
          )
        ) : (
          <Picture compared={compared} free={isHeld ? free : undefined} kind={chosen.kind} words={alternative(compared)} />
        )}
      </div>
      {compared === undefined ? null : (
        <>
          <p className="answer-reading small quiet">
            {compared.objective.sense === "minimise" ? "Less is better. " : "More is better. "}
            {chosen.reading}
            {isHeld && chosen.kind !== "dots" && chosen.kind !== "exceedance" ? " Grey: with nothing held." : ""}{" "}
            <span role="status">{drawsWords(compared, isDragging, state.isStale)}</span>
          </p>
          <PictureTools
            within={place}
            name={`${compared.objective.label} ${chosen.title}`}
            rows={() => comparedRows(compared, chosen.kind === "densities" || chosen.kind === "exceedance")}
          />
          <ComparedTable compared={compared} onWhy={onWhy} />
        </>
      )}
    </section>
  );
}

/** The picture as wide as there is room. Without words it stands beside another one that has them. */
export function Picture({
  compared,
  free,
  kind,
  words,
}: Pick<ComparisonProperties, "free" | "kind"> & { readonly compared: Compared; readonly words?: string }) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  return (
    <div ref={place} aria-hidden={words === undefined}>
      {width === 0 ? null : <Chart compared={compared} free={free} kind={kind} width={width} words={words ?? ""} />}
    </div>
  );
}

function drawsWords({ draws, allDraws, isWeighed }: Compared, isDragging: boolean, isStale: boolean): string {
  const count = (value: number) => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  if (draws < allDraws) return `While you drag: the first ${count(draws)} of ${count(allDraws)} draws; all of them when you let go.`;
  if (isDragging || isStale) return "Following…";
  return `All ${count(allDraws)} draws${isWeighed ? ", weighed anew by the observations" : ""}.`;
}

/** The picture in words. */
function alternative({ objective, rows }: Compared): string {
  const each = inOrder(rows).map(
    ({ label, standing, words }) => `${label}${standing === "clear" ? "" : ` (${standing})`} ${words.middle} (${words.interval})`,
  );
  return `${objective.label} by option, from best to worst: ${each.join("; ")}.`;
}

/** The width of an element, as it changes. */
function useWidth(place: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return width;
}
