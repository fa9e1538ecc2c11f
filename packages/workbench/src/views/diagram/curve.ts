/** A calm curve through the points of an arrow. */

interface Point {
  readonly x: number;
  readonly y: number;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
const at = ({ x, y }: Point): string => `${rounded(x)} ${rounded(y)}`;

/** The path of an SVG: it begins and ends in the first and last point and is drawn towards those between them, as a uniform B-spline. */
export function curveThrough(points: readonly Point[]): string {
  const [first, second] = points;
  if (first === undefined || second === undefined) return "";
  const last = points[points.length - 1]!;
  if (points.length === 2) {
    const reach = Math.max(24, Math.abs(last.x - first.x) / 2) * (last.x >= first.x ? 1 : -1);
    return `M${at(first)}C${rounded(first.x + reach)} ${rounded(first.y)} ${rounded(last.x - reach)} ${rounded(last.y)} ${at(last)}`;
  }
  const mix = (one: Point, other: Point, share: number): Point => ({
    x: one.x + (other.x - one.x) * share,
    y: one.y + (other.y - one.y) * share,
  });
  // Each piece belongs to three points that follow each other; the last stands twice, so that the curve comes close to it.
  const all = [...points, last];
  let path = `M${at(first)}L${at(mix(first, second, 1 / 6))}`;
  for (let index = 2; index < all.length; index++) {
    const [before, here, after] = [all[index - 2]!, all[index - 1]!, all[index]!];
    const end = mix(mix(before, after, 0.5), here, 2 / 3);
    path += `C${at(mix(before, here, 1 / 3))} ${at(mix(before, here, 2 / 3))} ${at(end)}`;
  }
  return `${path}L${at(last)}`;
}
