/** What shapes, lines and colours mean. */
import { nodeKinds } from "../../work/questions/diagram-graph.js";
import type { PlacedDiagram } from "../../work/questions/diagram-layout.js";
import { type Sizing, scaleOf } from "../../work/questions/diagram-sizes.js";
import { Outline } from "./outline.js";
import { type Colouring, edgeWords, kindWords, supportWords, tonesOf } from "./words.js";

const edgeKinds = Object.keys(edgeWords) as (keyof typeof edgeWords)[];

function sizeSamples(sizing: Sizing): readonly { readonly scale: number; readonly words: string }[] {
  if (sizing === "leverage")
    return [
      { scale: scaleOf(sizing, {}, 0), words: "none, or not known" },
      { scale: scaleOf(sizing, {}, 0.5), words: "0.5" },
      { scale: scaleOf(sizing, {}, 1), words: "1" },
    ];
  return (["none", "judgement", "doubtful", "fair", "good", "confirmed"] as const).map((support) => ({
    scale: scaleOf(sizing, { support }, undefined),
    words: supportWords[support],
  }));
}

/** The legend, of what the diagram holds. */
export function Legend({
  diagram,
  colouring,
  sizing,
  against,
}: {
  readonly diagram: PlacedDiagram;
  readonly colouring: Colouring;
  readonly sizing: Sizing | undefined;
  readonly against: string | undefined;
}) {
  const kinds = new Set(diagram.nodes.map(({ kind }) => kind));
  const lines = new Set(diagram.edges.map(({ kind }) => kind));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where there is little room it scrolls, and then keys must reach it
    <section className="diagram-legend" aria-label="Legend" tabIndex={0}>
      {kinds.size > 0 || (colouring === "kind" && sizing === undefined) ? null : (
        <p className="quiet small">All groups are closed. Open them to see it.</p>
      )}
      {kinds.size === 0 ? null : (
        <ul aria-label="Shapes">
          {nodeKinds
            .filter((kind) => kinds.has(kind))
            .map((kind) => (
              <li key={kind}>
                <span className={`sample kind-${kind} tone-${colouring === "kind" ? "kind" : "plain"}`}>
                  <Outline kind={kind} width={32} height={20} />
                </span>
                {kindWords[kind]}
              </li>
            ))}
        </ul>
      )}
      {colouring === "kind" ? null : (
        <ul aria-label="Colours">
          <li className="quiet">
            {colouring === "support"
              ? "Rests on:"
              : `Leverage, the correlation of ranks with how far the leading option is ahead${against === undefined ? "" : ` on “${against}”`}:`}
          </li>
          {tonesOf(colouring).map(({ name, words }) => (
            <li key={words}>
              <span className={`swatch tone-${name}`} />
              {words}
            </li>
          ))}
        </ul>
      )}
      {sizing === undefined ? null : (
        <ul aria-label="Sizes">
          <li className="quiet">
            {sizing === "support"
              ? "Size, what it rests on:"
              : `Size, leverage${colouring === "leverage" ? "" : against === undefined ? " on the answer" : ` on “${against}”`}:`}
          </li>
          {sizeSamples(sizing).map(({ scale, words }) => (
            <li key={words}>
              <span className="size" style={{ width: `${scale * 15}px`, height: `${scale * 9}px` }} />
              {words}
            </li>
          ))}
        </ul>
      )}
      <ul aria-label="Arrows">
        {edgeKinds
          .filter((kind) => lines.has(kind))
          .map((kind) => (
            <li key={kind}>
              <svg className={`line edge-${kind}`} width="40" height="10" aria-hidden="true" focusable="false">
                <path className="react-flow__edge-path" d="M1 5H32" />
                {kind === "correlated" ? null : <path className="point" d="M32 1.500 39 5l-7 3.500z" />}
              </svg>
              {edgeWords[kind]}
            </li>
          ))}
      </ul>
    </section>
  );
}
