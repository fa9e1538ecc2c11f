/** Where the cells of a node lie: shapes with named axes, and the mapping from the cells of one shape to those of another by name. */

/** A named axis and how many members it has. */
export interface Axis {
  readonly name: string;
  readonly size: number;
}

/** Axes in storage order, the last one varying fastest. */
export type Shape = readonly Axis[];

/** How many cells a shape has. */
export function cellCount(shape: Shape): number {
  return shape.reduce((product, axis) => product * axis.size, 1);
}

/** How far apart the cells of neighbouring members lie on each axis. */
function strides(shape: Shape): readonly number[] {
  const result = shape.map(() => 1);
  for (let i = shape.length - 2; i >= 0; i--) result[i] = result[i + 1]! * shape[i + 1]!.size;
  return result;
}

/** The member that a cell has on an axis of the shape; 0 when the shape has no such axis. */
export function memberOf(shape: Shape, cell: number, name: string): number {
  const index = shape.findIndex((axis) => axis.name === name);
  return index < 0 ? 0 : Math.floor(cell / strides(shape)[index]!) % shape[index]!.size;
}

/** How far apart members of the named axis lie in storage; 0 when the shape has no such axis. */
export function strideOf(shape: Shape, name: string): number {
  const index = shape.findIndex((axis) => axis.name === name);
  return index < 0 ? 0 : strides(shape)[index]!;
}

/** For every cell of `target`, the cell of `source` that has the same members. An axis that only the source has takes its first member; one that only the target has is broadcast. */
export function mapCells(target: Shape, source: Shape): Int32Array {
  const sourceStrides = strides(source);
  const steps = target.map((axis) =>
    source.reduce((sum, other, index) => (other.name === axis.name ? sum + sourceStrides[index]! : sum), 0),
  );
  const map = new Int32Array(cellCount(target));
  const members = target.map(() => 0);
  let place = 0;
  for (let cell = 0; cell < map.length; cell++) {
    map[cell] = place;
    for (let axis = target.length - 1; axis >= 0; axis--) {
      members[axis] = members[axis]! + 1;
      place += steps[axis]!;
      if (members[axis]! < target[axis]!.size) break;
      place -= steps[axis]! * target[axis]!.size;
      members[axis] = 0;
    }
  }
  return map;
}
