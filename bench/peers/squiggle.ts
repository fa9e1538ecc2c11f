/** W1 in Squiggle, with the statistics that it has. */
import { readFileSync } from "node:fs";
import { run } from "@quri/squiggle-lang";
import { serve, timed } from "./protocol.js";

const program = `
s(d) = SampleSet.fromDist(d)
threat = s(Sym.lognormal(3, 0.5))
deter = s(Sym.beta(2, 5))
succ = s(Sym.beta(8, 3))
backl = s(Sym.lognormal(1, 0.4))
cost = s(Sym.triangular(10, 20, 50))
rate = s(Sym.normal(0.04, 0.01))
escal = s(Sym.bernoulli(0.3))
incid = s(Danger.poissonDist(4))
elast = s(Sym.normal(1.2, 0.25))
coop = s(Sym.uniform(0.5, 1.5))
shock = s(Sym.normal(0, 1))
legal = s(Sym.lognormal(0, 0.25))
disc = exp(-5 * rate)
thr = threat * exp(0.15 * shock)
harm = exp(elast * log(thr))
w = incid * backl
h = (harm + w) * disc
c2 = SampleSet.max(cost, 15) * legal
c4 = SampleSet.map2(escal, c2, {|e, c| e > 0.5 ? 1.8 * c : c})
cd = c4 * disc
hs = h * succ * coop / (coop + 1)
wd = w * deter * disc
l0 = h
l1 = h - 0.2 * hs + 0.2 * cd
l2 = h - 0.35 * hs + 0.5 * cd
l3 = h - 0.6 * hs + 0.9 * wd + cd
l4 = SampleSet.max(h - 1.4 * hs, 5) + 3.5 * wd + 1.6 * cd
l5 = h - 0.8 * hs + SampleSet.min(cd, 30) + 0.5 * wd
least = SampleSet.min(SampleSet.min(SampleSet.min(l0, l1), SampleSet.min(l2, l3)), SampleSet.min(l4, l5))
best(l) = mean(SampleSet.map2(l, least, {|a, b| a == b ? 1 : 0}))
worst(l) = mean(truncateLeft(l, quantile(l, 0.95)))
[l0, l1, l2, l3, l4, l5] -> map({|l| [mean(l), stdev(l), quantile(l, 0.05), quantile(l, 0.5), quantile(l, 0.95), worst(l), best(l)]})
`;

const { version } = JSON.parse(readFileSync("node_modules/@quri/squiggle-lang/package.json", "utf8")) as { version: string };

await serve(`Squiggle ${version}`, {
  W1: async (draws, seed) => {
    const { ms, value } = await timed(() => run(program, { environment: { sampleCount: draws, xyPointLength: 1000, seed: String(seed) } }));
    const result = value.getEndResult();
    if (!result.ok) throw new Error(result.value.toString());
    return { ms, answers: result.value.asJS() as number[][] };
  },
});
