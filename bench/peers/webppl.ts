/** W1 in WebPPL: forward draws of the model. Its statistics are those of inference, so the ones asked here are ours and are not timed. */
import { createRequire } from "node:module";
import { statisticsOfColumns } from "../statistics.js";
import { serve } from "./protocol.js";

interface WebPpl {
  readonly compile: (code: string) => unknown;
  readonly prepare: (compiled: unknown, done: (store: unknown, value: unknown) => void) => { readonly run: () => void };
}

const load = createRequire(import.meta.url);
const webppl = load("webppl") as WebPpl;
const { seedRNG } = load("webppl/src/util") as { seedRNG: (seed: number) => void };
const { version } = load("webppl/package.json") as { version: string };

const program = (draws: number) => `
var model = function() {
  var threat = Math.exp(gaussian(3, 0.5))
  var deter = beta(2, 5)
  var succ = beta(8, 3)
  var backl = Math.exp(gaussian(1, 0.4))
  var u = uniform(0, 1)
  var cost = u < 0.25 ? 10 + Math.sqrt(400 * u) : 50 - Math.sqrt(1200 * (1 - u))
  var rate = gaussian(0.04, 0.01)
  var escal = flip(0.3)
  var incid = poisson(4)
  var elast = gaussian(1.2, 0.25)
  var coop = uniform(0.5, 1.5)
  var shock = gaussian(0, 1)
  var legal = Math.exp(gaussian(0, 0.25))
  var disc = Math.exp(-5 * rate)
  var harm = Math.exp(elast * Math.log(threat * Math.exp(0.15 * shock)))
  var w = incid * backl
  var h = (harm + w) * disc
  var c2 = Math.max(cost, 15) * legal
  var cd = (escal ? 1.8 * c2 : c2) * disc
  var hs = h * succ * coop / (coop + 1)
  var wd = w * deter * disc
  return [
    h,
    h - 0.2 * hs + 0.2 * cd,
    h - 0.35 * hs + 0.5 * cd,
    h - 0.6 * hs + 0.9 * wd + cd,
    Math.max(h - 1.4 * hs, 5) + 3.5 * wd + 1.6 * cd,
    h - 0.8 * hs + Math.min(cd, 30) + 0.5 * wd
  ]
}
repeat(${draws}, model)
`;

await serve(`WebPPL ${version}`, {
  W1: (draws, seed) => {
    seedRNG(seed);
    const compiled = webppl.compile(program(draws));
    return new Promise((resolve) => {
      let begun = 0;
      const done = (_: unknown, value: unknown) => {
        const ms = performance.now() - begun;
        const rows = value as number[][];
        resolve({ ms, answers: statisticsOfColumns(Array.from({ length: 6 }, (_, k) => Float64Array.from(rows, (row) => row[k]!))) });
      };
      const { run } = webppl.prepare(compiled, done);
      begun = performance.now();
      run();
    });
  },
});
