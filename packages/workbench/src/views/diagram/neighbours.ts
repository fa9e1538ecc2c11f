/** Where the arrow keys lead: right and left along arrows, up and down among those that share an arrow, else to what stands next. */
import type { Box, PlacedDiagram } from "../../work/questions/diagram-layout.js";
import { groupEnd } from "../../work/questions/diagram-layout.js";

export type Direction = "left" | "right" | "up" | "down";

/** Along which arrow one came. */
export interface Trail {
  readonly from: string;
  readonly direction: "left" | "right";
}

/** Everything that one can stand on, by its id: nodes, and collapsed groups as `group:ID`. */
export function spotsOf({ nodes, groups }: PlacedDiagram): ReadonlyMap<string, Box> {
  return new Map([
    ...nodes.map(({ id, box }): [string, Box] => [id, box]),
    ...groups.flatMap(({ id, box, isCollapsed }): [string, Box][] => (isCollapsed ? [[groupEnd(id), box]] : [])),
  ]);
}

/** The next one, or undefined where there is none. */
export function neighbourOf(
  diagram: Pick<PlacedDiagram, "edges">,
  spots: ReadonlyMap<string, Box>,
  current: string,
  direction: Direction,
  trail: Trail | undefined,
): string | undefined {
  const here = spots.get(current);
  if (here === undefined) return undefined;
  if (direction === "left" || direction === "right") {
    const distance = (id: string) => Math.abs(middle(spots.get(id)!) - middle(here)) + Math.abs(spots.get(id)!.x - here.x) / 4;
    return along(diagram, spots, current, direction).sort((one, other) => distance(one) - distance(other))[0];
  }
  const sign = direction === "down" ? 1 : -1;
  if (trail !== undefined) {
    const siblings = along(diagram, spots, trail.from, trail.direction).sort(
      (one, other) => middle(spots.get(one)!) - middle(spots.get(other)!),
    );
    const next = siblings[siblings.indexOf(current) + sign];
    if (siblings.includes(current) && next !== undefined) return next;
  }
  let best: { readonly id: string; readonly cost: number } | undefined;
  for (const [id, box] of spots) {
    const way = (middle(box) - middle(here)) * sign;
    const aside = Math.abs(box.x + box.width / 2 - here.x - here.width / 2);
    const cost = way + 3 * aside;
    if (id !== current && way > 0 && (best === undefined || cost < best.cost)) best = { id, cost };
  }
  return best?.id;
}

function along(
  { edges }: Pick<PlacedDiagram, "edges">,
  spots: ReadonlyMap<string, Box>,
  id: string,
  direction: "left" | "right",
): string[] {
  const ends = edges.flatMap(({ from, to }) => (direction === "right" ? (from === id ? [to] : []) : to === id ? [from] : []));
  return ends.filter((end) => spots.has(end));
}

const middle = ({ y, height }: Box): number => y + height / 2;
