/** Where a table over two axes passes through zero: marching squares (Lorensen and Cline's idea in the plane), joined to polylines. */

type Point = readonly [number, number];

/** Polylines of zero of `values`, by y and by x; straight between the points of the grid. A saddle is cut so that its mean value decides. */
export function zeroLines(
  xs: readonly number[],
  ys: readonly number[],
  values: readonly (readonly number[])[],
): readonly (readonly Point[])[] {
  const points = new Map<string, Point>();
  const joined = new Map<string, string[]>();
  const at = (row: number, column: number) => values[row]![column]!;
  const isPositive = (row: number, column: number) => at(row, column) > 0;
  /** The crossing on the edge that leaves a grid point to the right ("h") or upwards ("v"). */
  const crossing = (kind: "h" | "v", row: number, column: number): string => {
    const key = `${kind} ${row} ${column}`;
    if (!points.has(key)) {
      const here = at(row, column);
      const there = kind === "h" ? at(row, column + 1) : at(row + 1, column);
      const share = here / (here - there);
      const x = xs[column]! + (kind === "h" ? share * (xs[column + 1]! - xs[column]!) : 0);
      const y = ys[row]! + (kind === "v" ? share * (ys[row + 1]! - ys[row]!) : 0);
      points.set(key, [x, y]);
    }
    return key;
  };
  const join = (one: string, other: string) => {
    joined.set(one, [...(joined.get(one) ?? []), other]);
    joined.set(other, [...(joined.get(other) ?? []), one]);
  };
  for (let row = 0; row + 1 < ys.length; row++)
    for (let column = 0; column + 1 < xs.length; column++) {
      const edges = [
        { kind: "h", row, column, crosses: isPositive(row, column) !== isPositive(row, column + 1) },
        { kind: "v", row, column: column + 1, crosses: isPositive(row, column + 1) !== isPositive(row + 1, column + 1) },
        { kind: "h", row: row + 1, column, crosses: isPositive(row + 1, column) !== isPositive(row + 1, column + 1) },
        { kind: "v", row, column, crosses: isPositive(row, column) !== isPositive(row + 1, column) },
      ] as const;
      const keys = edges.filter(({ crosses }) => crosses).map((edge) => crossing(edge.kind, edge.row, edge.column));
      if (keys.length === 2) join(keys[0]!, keys[1]!);
      if (keys.length === 4) {
        const middle = at(row, column) + at(row, column + 1) + at(row + 1, column) + at(row + 1, column + 1) > 0;
        const [below, right, above, left] = keys as [string, string, string, string];
        if (middle === isPositive(row, column)) {
          join(below, right);
          join(above, left);
        } else {
          join(below, left);
          join(above, right);
        }
      }
    }
  const lines: Point[][] = [];
  const walk = (start: string) => {
    const line = [points.get(start)!];
    for (let here = start, next = joined.get(here)?.[0]; next !== undefined; ) {
      joined.set(
        here,
        joined.get(here)!.filter((key) => key !== next),
      );
      const back = joined.get(next)!;
      back.splice(back.indexOf(here), 1);
      line.push(points.get(next)!);
      here = next;
      next = joined.get(here)?.[0];
    }
    lines.push(line);
  };
  for (const [key, neighbours] of [...joined]) if (neighbours.length === 1 && joined.get(key)!.length === 1) walk(key);
  for (const key of [...joined.keys()]) if (joined.get(key)!.length > 0) walk(key);
  return lines;
}
