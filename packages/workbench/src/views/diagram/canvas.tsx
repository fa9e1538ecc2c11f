/** The canvas: the diagram drawn, moved about and zoomed, walked through by keys, and drawn in. Only what is in sight is rendered. */
import "@xyflow/react/dist/base.css";
import { MarkerType, ReactFlow, useReactFlow } from "@xyflow/react";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { EdgeKind } from "../../work/questions/diagram-graph.js";
import type { PlacedDiagram } from "../../work/questions/diagram-layout.js";
import { groupEnd } from "../../work/questions/diagram-layout.js";
import { curveThrough } from "./curve.js";
import { edgeTypes, type RoutedEdge } from "./edges.js";
import { type Direction, neighbourOf, spotsOf, type Trail } from "./neighbours.js";
import { NodeCard } from "./node-card.js";
import { type AnyNode, type NodeActions, NodeActionsContext, nodeTypes } from "./nodes.js";

/** What the canvas shows, and what it tells. Ids are those of spots: nodes, and collapsed groups as `group:ID`. */
export interface CanvasInput {
  readonly diagram: PlacedDiagram;
  readonly current: string | undefined;
  /** The group that is shown alone; "" when all is. */
  readonly zoomed: string;
  readonly toneOf: (id: string) => string;
  readonly leverageOf: (id: string) => number | undefined;
  readonly canDraw: boolean;
  readonly onCurrent: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly onToggle: (group: string) => void;
  readonly onZoom: (group: string) => void;
  readonly onArrow: (from: string, to: string) => void;
}

const directions: Readonly<Record<string, Direction>> = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
const hoverDelay = 180;
const smallest = 0.06;
const readable = 0.45;

/** The diagram. Stands in a `ReactFlowProvider`. */
export function Canvas(input: CanvasInput) {
  const { diagram, current, zoomed, toneOf, canDraw } = input;
  const flow = useReactFlow();
  const [hovered, setHovered] = useState<string>();
  const [isFocused, setFocused] = useState(false);
  const [isConnecting, setConnecting] = useState(false);
  const [said, setSaid] = useState("");
  const trail = useRef<Trail>(undefined);
  const byKeys = useRef(false);
  const anchor = useRef<{ readonly id: string; readonly x: number; readonly y: number }>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const spots = useMemo(() => spotsOf(diagram), [diagram]);
  const first = spots.has(current ?? "") ? current : spots.keys().next().value;
  const lit = hovered ?? (isFocused ? current : undefined);

  const latest = useRef(input);
  latest.current = input;
  const actions = useMemo(
    (): NodeActions => ({
      takesFocus: () => {
        const takes = byKeys.current;
        byKeys.current = false;
        return takes;
      },
      onEnter: (id) => {
        clearTimeout(timer.current);
        timer.current = setTimeout(() => setHovered(id), hoverDelay);
      },
      onLeave: () => {
        clearTimeout(timer.current);
        setHovered(undefined);
      },
      onFocus: (id) => latest.current.onCurrent(id),
      onOpen: (id) => latest.current.onOpen(id),
      onToggle: (group) => {
        const box = latest.current.diagram.groups.find(({ id }) => id === group)?.box;
        if (box !== undefined) anchor.current = { id: group, ...flow.flowToScreenPosition({ x: box.x, y: box.y }) };
        latest.current.onToggle(group);
      },
      onZoom: (group) => latest.current.onZoom(group),
    }),
    [flow],
  );
  useEffect(() => () => clearTimeout(timer.current), []);

  const nodes = useMemo(() => nodesOf(diagram, toneOf, first), [diagram, toneOf, first]);
  const plain = useMemo(() => edgesOf(diagram), [diagram]);
  const edges = useMemo(
    () => (lit === undefined ? plain : plain.map((edge) => (edge.source === lit || edge.target === lit ? litEdge(edge) : edge))),
    [plain, lit],
  );

  // A group that is opened or collapsed stays where it is on the screen.
  useEffect(() => {
    const kept = anchor.current;
    const box = diagram.groups.find(({ id }) => id === kept?.id)?.box;
    anchor.current = undefined;
    if (kept === undefined || box === undefined) return;
    const now = flow.flowToScreenPosition({ x: box.x, y: box.y });
    const { x, y, zoom } = flow.getViewport();
    void flow.setViewport({ x: x + kept.x - now.x, y: y + kept.y - now.y, zoom });
  }, [diagram, flow]);

  const show = useCallback(
    (id: string, isFar: boolean) => {
      const box = spots.get(id);
      if (box === undefined) return;
      const zoom = isFar ? Math.max(0.8, flow.getZoom()) : flow.getZoom();
      void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom, duration: 160 });
    },
    [spots, flow],
  );

  // What is zoomed to comes from the address, so that one can come back to it.
  const shown = useRef<string>(undefined);
  useEffect(() => {
    const isFirst = shown.current === undefined;
    if (shown.current === zoomed) return;
    shown.current = zoomed;
    const { diagram: now, current: selected } = latest.current;
    const box = now.groups.find(({ id }) => id === zoomed)?.box;
    const duration = isFirst ? 0 : 220;
    if (box !== undefined) void flow.fitBounds(box, { padding: 0.06, duration });
    else if (isFirst && selected !== undefined && spots.has(selected)) requestAnimationFrame(() => show(selected, true));
    else
      void flow.fitView({ padding: 0.05, maxZoom: 1.1, duration }).then(() => {
        // What would be too small to read begins at its beginning.
        const start = now.groups[0]?.box;
        const frame = document.querySelector(".diagram-canvas")?.getBoundingClientRect();
        if (!isFirst || start === undefined || frame === undefined || flow.getZoom() >= readable) return;
        const [left, top] = [Math.min(...now.groups.map(({ box }) => box.x)), start.y + start.height / 2];
        void flow.setViewport({ x: 12 - left * readable, y: frame.height / 2 - top * readable, zoom: readable });
      });
  }, [zoomed, flow, show, spots]);

  // A node that was found or made elsewhere is brought into sight.
  useEffect(() => {
    const box = current === undefined ? undefined : spots.get(current);
    if (box === undefined) return;
    const [from, to] = [
      flow.flowToScreenPosition({ x: box.x, y: box.y }),
      flow.flowToScreenPosition({ x: box.x + box.width, y: box.y + box.height }),
    ];
    const frame = document.querySelector(".diagram-canvas")?.getBoundingClientRect();
    if (frame !== undefined && (from.x < frame.left || to.x > frame.right || from.y < frame.top || to.y > frame.bottom))
      show(current!, flow.getZoom() < 0.35);
  }, [current, spots, flow, show]);

  const onKeyDown = (event: KeyboardEvent) => {
    const direction = directions[event.key];
    if (direction === undefined || event.altKey || event.ctrlKey || event.metaKey || current === undefined) return;
    if (!(event.target instanceof HTMLElement) || event.target.closest(".diagram-node, .diagram-closed") === null) return;
    event.preventDefault();
    const next = neighbourOf(diagram, spots, current, direction, trail.current);
    if (next === undefined)
      return setSaid(
        { left: "No arrow leads here.", right: "No arrow leads on from here.", up: "Nothing stands above.", down: "Nothing stands below." }[
          direction
        ],
      );
    if (direction === "left" || direction === "right") trail.current = { from: current, direction };
    setSaid("");
    byKeys.current = true;
    input.onCurrent(next);
  };

  return (
    <NodeActionsContext value={actions}>
      <div
        className={`diagram-canvas${isConnecting ? " connecting" : ""}${canDraw ? "" : " reading"}`}
        role="application"
        aria-label="The diagram. Arrow keys walk along the arrows, Enter opens the text."
        onKeyDown={onKeyDown}
        onFocus={(event) => setFocused(event.target.matches(":focus-visible"))}
        onBlur={() => setFocused(false)}
      >
        <ReactFlow<AnyNode, RoutedEdge>
          nodes={nodes as AnyNode[]}
          edges={edges as RoutedEdge[]}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onlyRenderVisibleElements
          nodesDraggable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          nodesConnectable={canDraw}
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          panActivationKeyCode={null}
          zoomOnDoubleClick={false}
          minZoom={smallest}
          maxZoom={2}
          connectionRadius={12}
          proOptions={{ hideAttribution: true }}
          onConnect={({ source, target }) => input.onArrow(source, target)}
          onConnectStart={() => setConnecting(true)}
          onConnectEnd={() => setConnecting(false)}
        >
          {lit === undefined || isConnecting ? null : <NodeCard id={lit} diagram={diagram} leverage={input.leverageOf(lit)} />}
        </ReactFlow>
        <p className="visually-hidden" role="status">
          {said}
        </p>
      </div>
    </NodeActionsContext>
  );
}

function nodesOf({ nodes, groups, edges }: PlacedDiagram, toneOf: (id: string) => string, first: string | undefined): readonly AnyNode[] {
  const [arriving, leaving] = [new Map<string, number>(), new Map<string, number>()];
  for (const { from, to, count } of edges) {
    arriving.set(to, (arriving.get(to) ?? 0) + count);
    leaving.set(from, (leaving.get(from) ?? 0) + count);
  }
  const arrows = (id: string) => `${arriving.get(id) ?? 0} in, ${leaving.get(id) ?? 0} out`;
  const at = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => ({
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [
      { type: "target" as const, position: "left" as never, x: 0, y: height / 2, width: 1, height: 1 },
      { type: "source" as const, position: "right" as never, x: width, y: height / 2, width: 1, height: 1 },
    ],
  });
  return [
    ...groups.map(
      (placed): AnyNode =>
        placed.isCollapsed
          ? { id: groupEnd(placed.id), type: "group-closed", data: { placed, isCurrent: first === groupEnd(placed.id) }, ...at(placed.box) }
          : { id: groupEnd(placed.id), type: "group-box", zIndex: -1, data: { placed, isCurrent: false }, ...at(placed.box) },
    ),
    ...nodes.map(
      (placed): AnyNode => ({
        id: placed.id,
        type: "declaration",
        data: { placed, tone: toneOf(placed.id), isCurrent: first === placed.id, arrows: arrows(placed.id) },
        ...at(placed.box),
      }),
    ),
  ];
}

const lineColours: Readonly<Partial<Record<EdgeKind, string>>> = { flow: "var(--series)", rule: "var(--barred)" };
const marker = (color: string) => ({ type: MarkerType.ArrowClosed, width: 13, height: 13, color });

function edgesOf({ edges, nodes }: PlacedDiagram): readonly RoutedEdge[] {
  const groupOf = new Map(nodes.map(({ id, group }) => [id, group]));
  return edges.map(({ from, to, kind, points }) => {
    const isFar = groupOf.get(from) === undefined || groupOf.get(from) !== groupOf.get(to);
    return {
      id: JSON.stringify([from, to]),
      source: from,
      target: to,
      type: "routed",
      className: `edge-${kind}${isFar ? " far" : ""}`,
      data: { path: curveThrough(points) },
      ...(kind === "correlated" ? {} : { markerEnd: marker(lineColours[kind] ?? (isFar ? "var(--diagram-far)" : "var(--diagram-line)")) }),
    };
  });
}

function litEdge(edge: RoutedEdge): RoutedEdge {
  return {
    ...edge,
    className: `${edge.className} lit`,
    ...(edge.markerEnd === undefined ? {} : { markerEnd: marker("var(--accent)") }),
  };
}
