import { describe, expect, it } from "vitest";
import { openStream } from "../sampling/sampler.js";
import { prim } from "./prim.js";
function column(name: string, rows: number, seed = 1): Float64Array {
  const stream = openStream("random", seed, [name]);
  const values = new Float64Array(Math.ceil(rows / 512) * 512);
  for (let b = 0; b * 512 < rows; b++) stream.fill(values.subarray(b * 512, b * 512 + 512), b);
  return values.slice(0, rows);
}
describe("x", () => {
  it("speed", () => {
    const n = 50000;
    const inputs = Array.from({ length: 20 }, (_, k) => ({ name: `x${k}`, values: column(`x${k}`, n) }));
    const u = column("u", n);
    const ofInterest = Uint8Array.from(u, (v, i) => (v < (inputs[3]!.values[i]! < 0.3 && inputs[7]!.values[i]! > 0.6 && inputs[7]!.values[i]! < 0.9 ? 0.9 : 0.1) ? 1 : 0));
    for (let r = 0; r < 2; r++) {
      const t = performance.now();
      const a = prim({ inputs, ofInterest });
      console.log(performance.now() - t);
      console.log(JSON.stringify(a, (k, v) => (k === "trajectory" ? v.length : v), 1));
    }
    const noise = prim({ inputs: inputs.slice(0,10).map(i=>({...i,values:i.values.slice(0,1000)})), ofInterest: u.slice(0,1000).map((v) => (v < 0.3 ? 1 : 0)) });
    console.log(JSON.stringify(noise, (k, v) => (k === "trajectory" ? v.length : v), 1));
  });
});
