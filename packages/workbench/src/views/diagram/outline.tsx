/** The shapes of the nodes, as influence diagrams and stock-and-flow diagrams have them. */
import type { NodeKind } from "../../work/questions/diagram-graph.js";

/** The outline of a node, drawn behind its words. */
export function Outline({ kind, width, height }: { readonly kind: NodeKind; readonly width: number; readonly height: number }) {
  return (
    <svg className="diagram-outline" width={width} height={height} aria-hidden="true" focusable="false">
      {shapeOf(kind, width - 2, height - 2)}
    </svg>
  );
}

/** Drawn within one pixel of the edges. */
function shapeOf(kind: NodeKind, width: number, height: number) {
  const [right, bottom, middle] = [width + 1, height + 1, height / 2 + 1];
  const lid = Math.min(7, height / 5);
  const fold = Math.min(14, width / 4);
  switch (kind) {
    case "option":
      return <rect x={1} y={1} width={width} height={height} />;
    case "quantity":
      return <rect x={1} y={1} width={width} height={height} rx={12} />;
    case "chance":
      return <ellipse cx={width / 2 + 1} cy={middle} rx={width / 2} ry={height / 2} />;
    case "precedent":
      return (
        <>
          <ellipse cx={width / 2 + 1} cy={middle} rx={width / 2} ry={height / 2} />
          <ellipse className="inner" cx={width / 2 + 1} cy={middle} rx={width / 2 - 4} ry={height / 2 - 4} />
        </>
      );
    case "stock": {
      // A pipe with a valve runs in and another out of the box.
      const pipe = Math.min(16, width / 4);
      const [left, end] = [pipe + 1, right - pipe];
      const half = pipe * 0.31;
      const valve = (x: number) => `M${x - half} ${middle - half}l${2 * half} ${2 * half}v${-2 * half}l${-2 * half} ${2 * half}z`;
      return (
        <>
          <path
            className="pipe"
            d={`M1 ${middle - 2}H${left}M1 ${middle + 2}H${left}M${end} ${middle - 2}H${right}M${end} ${middle + 2}H${right}`}
          />
          <rect x={left} y={1} width={end - left} height={height} />
          <path className="valve" d={valve(1 + pipe / 2) + valve(right - pipe / 2)} />
        </>
      );
    }
    case "objective": {
      const point = Math.min(22, height / 2);
      return <path d={`M${1 + point} 1H${right - point}L${right} ${middle}L${right - point} ${bottom}H${1 + point}L1 ${middle}z`} />;
    }
    case "rule": {
      // The gate of logic: flat where it takes in, round where it lets out.
      const round = Math.min(height / 2, 34);
      return <path d={`M1 1H${right - round}A${round} ${height / 2} 0 0 1 ${right - round} ${bottom}H1z`} />;
    }
    case "source":
      return (
        <>
          <path d={`M1 1H${right - fold}L${right} ${1 + fold}V${bottom}H1z`} />
          <path className="inner" d={`M${right - fold} 1V${1 + fold}H${right}`} />
        </>
      );
    case "data":
      return (
        <>
          <path
            d={`M1 ${1 + lid}A${width / 2} ${lid} 0 0 1 ${right} ${1 + lid}V${bottom - lid}A${width / 2} ${lid} 0 0 1 1 ${bottom - lid}z`}
          />
          <path className="inner" d={`M1 ${1 + lid}A${width / 2} ${lid} 0 0 0 ${right} ${1 + lid}`} />
        </>
      );
    default:
      return kind satisfies never;
  }
}
