/** A pure function of three numbers that remembers its last results: a case that is lowered again asks for the same fits. */

/** So many results are remembered at least, and never more than twice as many. */
const fewest = 1024;

/** The same function. Its results are shared and not to be changed. */
export function remembered<Result>(
  solve: (a: number, b: number, c: number) => Result & {},
): (a: number, b: number, c: number) => Result & {} {
  let recent = new Map<string, Result & {}>();
  let older = new Map<string, Result & {}>();
  return (a, b, c) => {
    const key = `${a} ${b} ${c}`;
    const result = recent.get(key) ?? older.get(key) ?? solve(a, b, c);
    if (recent.size >= fewest) [recent, older] = [new Map(), recent];
    recent.set(key, result);
    return result;
  };
}
