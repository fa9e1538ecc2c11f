/** The nodes as the canvas draws them: declarations in their shapes, groups as boxes around them, collapsed groups. */
import { Handle, type Node, type NodeProps, Position, useStore } from "@xyflow/react";
import { createContext, memo, useContext, useEffect, useRef } from "react";
import { Icon } from "../../shell/icon.js";
import type { PlacedGroup, PlacedNode } from "../../work/questions/diagram-layout.js";
import { Outline } from "./outline.js";
import { kindWords } from "./words.js";

export type DeclarationNode = Node<
  { readonly placed: PlacedNode; readonly tone: string; readonly isCurrent: boolean; readonly arrows: string },
  "declaration"
>;
export type GroupNode = Node<{ readonly placed: PlacedGroup; readonly isCurrent: boolean }, "group-box" | "group-closed">;
export type AnyNode = DeclarationNode | GroupNode;

/** What nodes tell the canvas. */
export interface NodeActions {
  /** Whether the node that becomes current takes the focus: when one came by keys. */
  readonly takesFocus: () => boolean;
  readonly onEnter: (id: string) => void;
  readonly onLeave: (id: string) => void;
  readonly onFocus: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly onToggle: (group: string) => void;
  readonly onZoom: (group: string) => void;
}

/** Given by the canvas. */
export const NodeActionsContext = createContext<NodeActions | undefined>(undefined);

function useActions(): NodeActions {
  const actions = useContext(NodeActionsContext);
  if (actions === undefined) throw new Error("A node stands outside of the canvas.");
  return actions;
}

/** Takes the focus when it becomes current by keys. */
function useFocusWhen(isCurrent: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const { takesFocus } = useActions();
  useEffect(() => {
    if (isCurrent && takesFocus()) button.current?.focus({ preventScroll: true });
  }, [isCurrent, takesFocus]);
  return button;
}

const Declaration = memo(function Declaration({ id, data: { placed, tone, isCurrent, arrows } }: NodeProps<DeclarationNode>) {
  const actions = useActions();
  const button = useFocusWhen(isCurrent);
  const { kind, label, unit, box, scale = 1 } = placed;
  const [width, height] = [box.width / scale, box.height / scale];
  return (
    <div
      className={`diagram-node kind-${kind} tone-${tone}`}
      style={scale === 1 ? undefined : { width, height, transform: `scale(${scale})`, transformOrigin: "0 0" }}
    >
      <Outline kind={kind} width={width} height={height} />
      <Handle type="target" position={Position.Left} aria-hidden="true" />
      <button
        ref={button}
        type="button"
        tabIndex={isCurrent ? 0 : -1}
        aria-label={`${kindWords[kind]}: ${label}${unit === "" ? "" : `, in ${unit}`}. ${arrows}`}
        aria-describedby={isCurrent ? "diagram-card" : undefined}
        onClick={() => actions.onOpen(id)}
        onFocus={() => actions.onFocus(id)}
        onMouseEnter={() => actions.onEnter(id)}
        onMouseLeave={() => actions.onLeave(id)}
      >
        <span>{label}</span>
      </button>
      <Handle type="source" position={Position.Right} aria-hidden="true" />
    </div>
  );
});

/** Titles of groups stay readable when the whole is small. */
function useTitleSize(): number {
  return useStore(({ transform }) => Math.min(3.2, Math.max(1, Math.round(8 / transform[2]) / 10)));
}

const OpenGroup = memo(function OpenGroup({ data: { placed } }: NodeProps<GroupNode>) {
  const { onToggle, onZoom } = useActions();
  const size = useTitleSize();
  return (
    <section className="diagram-group" aria-label={placed.title}>
      <header style={{ fontSize: `${size}em` }}>
        <button
          type="button"
          className="toggle"
          aria-expanded="true"
          aria-label={`Collapse ${placed.title}`}
          onClick={() => onToggle(placed.id)}
        >
          <Icon name="down" />
        </button>
        <button type="button" className="title" title="Show this group alone" onClick={() => onZoom(placed.id)}>
          {placed.title}
        </button>
      </header>
    </section>
  );
});

const ClosedGroup = memo(function ClosedGroup({ id, data: { placed, isCurrent } }: NodeProps<GroupNode>) {
  const actions = useActions();
  const button = useFocusWhen(isCurrent);
  return (
    <div className="diagram-closed">
      <Handle type="target" position={Position.Left} isConnectable={false} aria-hidden="true" />
      <button
        ref={button}
        type="button"
        tabIndex={isCurrent ? 0 : -1}
        aria-expanded="false"
        onClick={() => actions.onToggle(placed.id)}
        onFocus={() => actions.onFocus(id)}
        onMouseEnter={() => actions.onEnter(id)}
        onMouseLeave={() => actions.onLeave(id)}
      >
        <span className="title">{placed.title}</span>
        <span className="quiet small">
          {placed.kind === "module" ? "module, " : ""}
          {placed.size} {placed.size === 1 ? "node" : "nodes"}
        </span>
      </button>
      <Handle type="source" position={Position.Right} isConnectable={false} aria-hidden="true" />
    </div>
  );
});

/** By the type of the node. */
export const nodeTypes = { declaration: Declaration, "group-box": OpenGroup, "group-closed": ClosedGroup };
