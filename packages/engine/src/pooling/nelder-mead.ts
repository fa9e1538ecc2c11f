/** The least value of a function of a few numbers without derivatives (Nelder and Mead 1965), restarted until a restart gains nothing. */

interface Corner {
  readonly at: readonly number[];
  readonly value: number;
}

/** Where the function is least near `start`, beginning with steps of this size; places with a value that is no number are avoided. */
export function leastNear(of: (at: readonly number[]) => number, start: readonly number[], step = 0.25): Corner {
  const value = (at: readonly number[]) => {
    const found = of(at);
    return Number.isNaN(found) ? Infinity : found;
  };
  let best: Corner = { at: start, value: value(start) };
  for (let round = 0, size = step; round < 8; round += 1, size /= 3) {
    const next = descend(value, best, size);
    const gain = best.value - next.value;
    best = next;
    if (round > 1 && !(gain > 1e-15 * Math.abs(best.value))) break;
  }
  return best;
}

function descend(value: (at: readonly number[]) => number, start: Corner, step: number): Corner {
  const size = start.at.length;
  const corner = (at: readonly number[]): Corner => ({ at, value: value(at) });
  const corners = [
    start,
    ...start.at.map((_, k) => corner(start.at.map((x, index) => (index === k ? x + step * Math.max(1, Math.abs(x) * 0.1) : x)))),
  ];
  for (let round = 0; round < 400 * size; round += 1) {
    corners.sort((a, b) => a.value - b.value);
    const [least, worst] = [corners[0]!, corners[size]!];
    const spread = Math.max(...corners.map(({ at }) => Math.max(...at.map((x, k) => Math.abs(x - least.at[k]!)))));
    if (spread < 1e-11 || worst.value === least.value) break;
    const centre = start.at.map((_, k) => corners.slice(0, size).reduce((sum, { at }) => sum + at[k]! / size, 0));
    const along = (share: number) => corner(centre.map((c, k) => c + share * (worst.at[k]! - c)));
    const mirrored = along(-1);
    if (mirrored.value < least.value) {
      const further = along(-2);
      corners[size] = further.value < mirrored.value ? further : mirrored;
    } else if (mirrored.value < corners[size - 1]!.value) corners[size] = mirrored;
    else {
      const nearer = mirrored.value < worst.value ? along(-0.5) : along(0.5);
      if (nearer.value < Math.min(worst.value, mirrored.value)) corners[size] = nearer;
      else for (let k = 1; k <= size; k += 1) corners[k] = corner(corners[k]!.at.map((x, index) => (x + least.at[index]!) / 2));
    }
  }
  return corners.reduce((least, next) => (next.value < least.value ? next : least));
}
