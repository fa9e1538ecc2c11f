/** Near names for messages: those within a small edit distance, nearest first. */

/** Edit distance (insert, delete, replace, swap neighbours), or `limit + 1` when it is more than `limit`. */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + (same ? 0 : 1));
      if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
        cost = Math.min(cost, beforePrevious[column - 2]! + 1);
      }
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length]!;
}

/** Up to three of `known` that are near `name`, joined by commas; empty when none is. At most 5,000 names are looked at. */
export function nearNames(name: string, known: Iterable<string>): string {
  const limit = name.length <= 3 ? 1 : name.length <= 7 ? 2 : 3;
  const found: { readonly text: string; readonly distance: number }[] = [];
  let looked = 0;
  const lower = name.toLowerCase();
  for (const text of known) {
    if (++looked > 5000) break;
    const distance = editDistance(lower, text.toLowerCase(), limit);
    if (distance <= limit && text !== name) found.push({ text, distance });
    else if (text.endsWith(`.${name}`)) found.push({ text, distance: 1 });
  }
  found.sort((a, b) => a.distance - b.distance || (a.text < b.text ? -1 : 1));
  return found
    .slice(0, 3)
    .map((entry) => entry.text)
    .join(", ");
}
