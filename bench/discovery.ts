/** How fast boxes are found: PRIM, with its tests on ten halves, and a tree with its ten folds, on 50,000 rows of 20 inputs with a planted box. */
import { cart, isUnsuitable, openStream, prim, type ScenarioTable } from "@outweigh/engine";
import type { Section } from "./section.js";

const rows = 50_000;
const blockSize = 512;

function uniforms(name: string): Float64Array {
  const stream = openStream("random", 1, [name]);
  const column = new Float64Array(Math.ceil(rows / blockSize) * blockSize);
  for (let from = 0; from < rows; from += blockSize) stream.fill(column.subarray(from, from + blockSize), from / blockSize);
  return column.slice(0, rows);
}

/** The milliseconds of the fastest of some repetitions. */
function fastest(repetitions: number, work: () => unknown): number {
  let least = Infinity;
  for (let count = 0; count < repetitions; count++) {
    const begun = performance.now();
    work();
    least = Math.min(least, performance.now() - begun);
  }
  return least;
}

/** Measures both ways of scenario discovery and checks that they find the inputs of the planted box. */
export function discovery(): Section {
  const inputs = Array.from({ length: 20 }, (_, k) => ({ name: `x${k}`, values: uniforms(`x${k}`) }));
  const [a, b] = [inputs[3]!.values, inputs[7]!.values];
  const ofInterest = uniforms("chance").map((u, row) => (u < (a[row]! < 0.3 && b[row]! > 0.6 && b[row]! < 0.9 ? 0.9 : 0.1) ? 1 : 0));
  const table: ScenarioTable = { inputs, ofInterest };
  const wrong: string[] = [];
  const check = (name: string, restrictions: readonly { readonly input: string }[] | undefined) => {
    const found = restrictions?.map(({ input }) => input).sort();
    if (found?.join() !== "x3,x7") wrong.push(`${name} restricts ${found?.join() ?? "nothing"} and not x3 and x7`);
  };
  const [boxes, tree] = [prim(table), cart(table)];
  check("PRIM", isUnsuitable(boxes) ? undefined : boxes.boxes[0]?.restrictions);
  check("the tree", isUnsuitable(tree) ? undefined : tree.leaves[0]?.restrictions);
  const goal = (what: string, value: number, aim: number) => ({ what, value, unit: "ms", commit: 3000, aim, isCeiling: true });
  return {
    name: "discovery",
    title: "Discovery  boxes in 50,000 rows of 20 inputs",
    measured: [],
    lines: [],
    goals: [
      goal(
        "PRIM on 50,000 x 20, with ten halves",
        fastest(5, () => prim(table)),
        1000,
      ),
      goal(
        "a tree on 50,000 x 20, with ten folds",
        fastest(3, () => cart(table)),
        1500,
      ),
    ],
    wrong,
  };
}
