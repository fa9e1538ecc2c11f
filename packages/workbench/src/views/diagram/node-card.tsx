/** What is told of a node while it is pointed at or has the focus: label, unit, value, support, leverage. */
import { NodeToolbar, Position } from "@xyflow/react";
import { useAnswer } from "../../case/use-case.js";
import type { PlacedDiagram } from "../../work/questions/diagram-layout.js";
import { kindWords, supportWords } from "./words.js";

const hasValue: ReadonlySet<string> = new Set(["quantity", "chance", "precedent", "stock", "objective", "rule"]);

/** The card beside the node; nothing for groups. */
export function NodeCard({
  id,
  diagram,
  leverage,
}: {
  readonly id: string;
  readonly diagram: PlacedDiagram;
  readonly leverage: number | undefined;
}) {
  const node = diagram.nodes.find((each) => each.id === id);
  const isAsked = node !== undefined && hasValue.has(node.kind);
  const { value, problem } = useAnswer("diagramValue", { id }, isAsked);
  if (node === undefined) return null;
  const told = value?.id === id ? value : undefined;
  return (
    <NodeToolbar nodeId={id} isVisible position={Position.Bottom} offset={8} className="diagram-card-place">
      <div className="diagram-card" id="diagram-card" role="tooltip">
        <p className="head">
          <span className="kind">{kindWords[node.kind]}</span> <code>{id}</code>
        </p>
        <p className="label">{node.label}</p>
        {isAsked ? (
          told !== undefined ? (
            <dl>
              {told.rows.map(({ label, text }) => (
                <div key={label}>
                  {label === "" ? null : <dt>{label}</dt>}
                  <dd className="number">{text}</dd>
                </div>
              ))}
              {told.more > 0 ? <p className="quiet">and {told.more} more</p> : null}
              {told.rows.length === 0 ? <p className="quiet">The run kept no value of it.</p> : null}
            </dl>
          ) : (
            <p className="quiet">{problem === undefined ? "Computing its value…" : problem.message}</p>
          )
        ) : null}
        {node.unit === "" ? null : <p className="quiet">In {node.unit}</p>}
        {node.support === undefined ? null : (
          <p className="quiet">
            Rests on: {supportWords[node.support]}
            {node.isDisputed ? ", disputed" : ""}
          </p>
        )}
        {leverage === undefined ? null : <p className="quiet">Leverage (correlation of ranks): {leverage.toFixed(2)}</p>}
      </div>
    </NodeToolbar>
  );
}
