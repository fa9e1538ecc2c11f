/** Places for the nodes of a diagram: layers from left to right along the arrows, chapters and modules as boxes. A group that is collapsed is one node. */
import type { DiagramEdge, DiagramGraph, DiagramGroup, DiagramNode, EdgeKind } from "./diagram-graph.js";

/** The parts of dagre that are used; it is loaded when the first diagram is. */
export type Dagre = typeof import("@dagrejs/dagre");

/** A rectangle in pixels at full size, by its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedNode extends DiagramNode {
  readonly box: Box;
}

/** A group: around its nodes, or collapsed to one node. */
export interface PlacedGroup extends DiagramGroup {
  readonly box: Box;
  readonly isCollapsed: boolean;
  readonly size: number;
}

/** An arrow with the points that it runs through. Ends are ids of nodes, or of collapsed groups as `group:ID`; `count` is how many arrows it stands for. */
export interface PlacedEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly count: number;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** A diagram with places. */
export interface PlacedDiagram {
  /** Units that the case uses, as they are written. */
  readonly units: readonly string[];
  readonly nodes: readonly PlacedNode[];
  /** Those in collapsed groups. */
  readonly hidden: readonly DiagramNode[];
  readonly groups: readonly PlacedGroup[];
  readonly edges: readonly PlacedEdge[];
}

/** The name of a group among the ends of arrows. */
export const groupEnd = (id: string): string => `group:${id}`;

const characterWidth = 7.2;
const lineHeight = 17;
const mostLines = 4;
/** Room beside the words, by shape. */
const padding: Readonly<Record<DiagramNode["kind"], { readonly width: number; readonly across: number; readonly along: number }>> = {
  option: { width: 168, across: 28, along: 22 },
  quantity: { width: 176, across: 28, along: 20 },
  chance: { width: 192, across: 52, along: 28 },
  precedent: { width: 192, across: 56, along: 32 },
  stock: { width: 184, across: 36, along: 30 },
  objective: { width: 200, across: 60, along: 24 },
  rule: { width: 188, across: 52, along: 24 },
  source: { width: 168, across: 32, along: 22 },
  data: { width: 168, across: 36, along: 30 },
};
const titleRoom = 22;
const groupMargin = 20;
const partGap = 26;
/** How much wider than high the rows of a group are meant to be. */
const rowShape = 1.9;
const collapsedSize = { width: 208, height: 72 };

/** The size of a node by its words, of which at most four lines are shown. */
export function sizeOf({ kind, label, scale = 1 }: Pick<DiagramNode, "kind" | "label" | "scale">): {
  readonly width: number;
  readonly height: number;
} {
  const { width, across, along } = padding[kind];
  const perLine = Math.floor((width - across) / characterWidth);
  let [lines, used] = [1, 0];
  for (const word of label.split(/\s+/)) {
    const length = Math.min(word.length, perLine);
    if (used > 0 && used + 1 + length > perLine) {
      lines++;
      used = length;
    } else used += (used > 0 ? 1 : 0) + length;
  }
  return { width: scale * width, height: scale * (along + lineHeight * Math.min(mostLines, lines)) };
}

/**
 * Lays a diagram out: first what hangs together within a group, then these parts in rows, then the groups along the arrows between them. Arrows from group
 * to group run together through the room between the groups.
 */
export function placeDiagram(dagre: Dagre, { nodes, edges, groups, units }: DiagramGraph, collapsed: ReadonlySet<string>): PlacedDiagram {
  const groupOf = new Map(nodes.map(({ id, group }) => [id, group]));
  const endOf = (id: string) => (collapsed.has(groupOf.get(id)!) ? groupEnd(groupOf.get(id)!) : id);
  const joined = joinEdges(edges, endOf);
  const groupOfEnd = new Map([...groupOf, ...groups.map(({ id }): [string, string] => [groupEnd(id), id])]);
  const isWithin = ({ from, to }: JoinedEdge) => groupOfEnd.get(from) === groupOfEnd.get(to);
  const inside = new Map(
    groups.map(({ id }) => {
      const own = nodes.filter(({ group }) => group === id);
      const within = joined.filter((edge) => groupOfEnd.get(edge.from) === id && isWithin(edge));
      return [id, { count: own.length, drawing: collapsed.has(id) ? undefined : placeGroup(dagre, own, within) }];
    }),
  );

  const outer = new dagre.graphlib.Graph({ directed: true });
  outer.setGraph({ rankdir: "LR", nodesep: 40, edgesep: 14, ranksep: 90, marginx: 24, marginy: 24 });
  for (const { id } of groups) {
    const drawing = inside.get(id)!.drawing;
    outer.setNode(id, drawing === undefined ? { ...collapsedSize } : { width: drawing.width, height: drawing.height });
  }
  const strength = new Map<string, { readonly from: string; readonly to: string; count: number }>();
  for (const edge of joined) {
    if (isWithin(edge)) continue;
    const [from, to] = [groupOfEnd.get(edge.from)!, groupOfEnd.get(edge.to)!];
    const known = strength.get(JSON.stringify([from, to]));
    if (known === undefined) strength.set(JSON.stringify([from, to]), { from, to, count: edge.count });
    else known.count += edge.count;
  }
  for (const { from, to, count } of strength.values()) outer.setEdge(from, to, { weight: Math.min(8, count) });
  dagre.layout(outer);

  const boxes = new Map<string, Box>(groups.map(({ id }) => [id, boxIn(outer, id)]));
  const placed = groups.flatMap(({ id }) => {
    const { x, y } = boxes.get(id)!;
    return (inside.get(id)!.drawing?.nodes ?? []).map((node) => ({ ...node, box: { ...node.box, x: node.box.x + x, y: node.box.y + y } }));
  });
  const ends = new Map<string, Box>([
    ...placed.map(({ id, box }): [string, Box] => [id, box]),
    ...[...boxes].map(([id, box]): [string, Box] => [groupEnd(id), box]),
  ]);
  return {
    units,
    nodes: placed,
    hidden: nodes.filter(({ group }) => collapsed.has(group)),
    groups: groups.map((group) => ({
      ...group,
      isCollapsed: collapsed.has(group.id),
      size: inside.get(group.id)!.count,
      box: boxes.get(group.id)!,
    })),
    edges: joined.map((edge) => {
      const group = groupOfEnd.get(edge.from)!;
      if (isWithin(edge)) {
        const { x, y } = boxes.get(group)!;
        const points = inside.get(group)!.drawing!.points.get(edge) ?? [];
        return { ...edge, points: points.map((point) => ({ x: point.x + x, y: point.y + y })) };
      }
      const trunk = (outer.edge(group, groupOfEnd.get(edge.to)!) as { readonly points: readonly Point[] }).points;
      return {
        ...edge,
        points: between(ends.get(edge.from)!, ends.get(edge.to)!, trunk, boxes.get(group)!, boxes.get(groupOfEnd.get(edge.to)!)!),
      };
    }),
  };
}

/** A point of an arrow. */
type Point = { readonly x: number; readonly y: number };
type JoinedEdge = Omit<PlacedEdge, "points">;

/** Places relative to the upper left corner of the group. */
interface GroupDrawing {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly points: ReadonlyMap<JoinedEdge, readonly Point[]>;
}

function placeGroup(dagre: Dagre, nodes: readonly DiagramNode[], edges: readonly JoinedEdge[]): GroupDrawing {
  const parts = componentsOf(nodes, edges).map((part) => placeComponent(dagre, part, edges));
  parts.sort((one, other) => other.height - one.height || other.width - one.width);
  const area = parts.reduce((sum, { width, height }) => sum + (width + partGap) * (height + partGap), 0);
  const room = Math.max(...parts.map(({ width }) => width), Math.sqrt(area * rowShape));
  const placed: PlacedNode[] = [];
  const points = new Map<JoinedEdge, readonly Point[]>();
  let [x, y, rowHeight, right] = [0, 0, 0, 0];
  for (const part of parts) {
    if (x > 0 && x + part.width > room) [x, y, rowHeight] = [0, y + rowHeight + partGap, 0];
    const [left, top] = [groupMargin + x, titleRoom + groupMargin + y];
    for (const node of part.nodes) placed.push({ ...node, box: { ...node.box, x: node.box.x + left, y: node.box.y + top } });
    for (const [edge, own] of part.points)
      points.set(
        edge,
        own.map((point) => ({ x: point.x + left, y: point.y + top })),
      );
    right = Math.max(right, x + part.width);
    rowHeight = Math.max(rowHeight, part.height);
    x += part.width + partGap;
  }
  return { width: right + 2 * groupMargin, height: y + rowHeight + titleRoom + 2 * groupMargin, nodes: placed, points };
}

function placeComponent(dagre: Dagre, nodes: readonly DiagramNode[], edges: readonly JoinedEdge[]): GroupDrawing {
  const graph = new dagre.graphlib.Graph({ directed: true });
  graph.setGraph({ rankdir: "LR", nodesep: 18, edgesep: 12, ranksep: 48 });
  for (const node of nodes) graph.setNode(node.id, { ...sizeOf(node) });
  const own = edges.filter(({ from }) => graph.hasNode(from));
  for (const { from, to } of own) graph.setEdge(from, to, {});
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { readonly width?: number; readonly height?: number };
  return {
    width,
    height,
    nodes: nodes.map((node) => ({ ...node, box: boxIn(graph, node.id) })),
    points: new Map(own.map((edge) => [edge, (graph.edge(edge.from, edge.to) as { readonly points: readonly Point[] }).points])),
  };
}

/** The parts of a group that hang together, in the order of the text. */
function componentsOf(nodes: readonly DiagramNode[], edges: readonly JoinedEdge[]): readonly (readonly DiagramNode[])[] {
  const neighbours = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { from, to } of edges) {
    neighbours.get(from)?.push(to);
    neighbours.get(to)?.push(from);
  }
  const part = new Map<string, number>();
  let parts = 0;
  for (const { id } of nodes) {
    if (part.has(id)) continue;
    const open = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (part.has(next)) continue;
      part.set(next, parts);
      open.push(...(neighbours.get(next) ?? []));
    }
    parts++;
  }
  return Array.from({ length: parts }, (_, index) => nodes.filter(({ id }) => part.get(id) === index));
}

function boxIn(graph: InstanceType<Dagre["graphlib"]["Graph"]>, id: string): Box {
  const { x, y, width, height } = graph.node(id) as Box;
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** The way of an arrow between groups: out of one node, out of its group at its side, along the way of the groups, and into the other in the same manner. */
function between(from: Box, to: Box, trunk: readonly Point[], fromGroup: Box, toGroup: Box): readonly Point[] {
  const isForward = trunk[trunk.length - 1]!.x >= trunk[0]!.x;
  const side = ({ x, y, width, height }: Box, isRight: boolean) => ({ x: isRight ? x + width : x, y: y + height / 2 });
  const inside = trunk.slice(1, -1);
  return [side(from, isForward), side(fromGroup, isForward), ...inside, side(toGroup, !isForward), side(to, !isForward)].filter(
    ({ x, y }, at, all) => at === 0 || x !== all[at - 1]!.x || y !== all[at - 1]!.y,
  );
}

/** Arrows between what is shown; those between the same two ends become one. */
function joinEdges(edges: readonly DiagramEdge[], endOf: (id: string) => string) {
  const joined = new Map<string, { from: string; to: string; kind: EdgeKind; count: number }>();
  for (const { from, to, kind } of edges) {
    const [one, other] = [endOf(from), endOf(to)];
    if (one === other) continue;
    const key = JSON.stringify([one, other]);
    const known = joined.get(key);
    if (known === undefined) joined.set(key, { from: one, to: other, kind, count: 1 });
    else {
      known.count++;
      if (known.kind !== kind) known.kind = "formula";
    }
  }
  return [...joined.values()];
}
