/** W1 in mathjs: a compiled expression evaluated draw by draw. It has neither distributions nor statistics of columns, so inputs and statistics are ours and are not timed. */
import { GraphBuilder, run } from "@outweigh/engine";
import { all, create } from "mathjs";
import { statisticsOfColumns } from "../statistics.js";
import { serve, timed } from "./protocol.js";

const inputs = {
  threat: ["lognormal", 20.085536923187668, 0.5],
  deter: ["beta", 2, 5],
  succ: ["beta", 8, 3],
  backl: ["lognormal", Math.E, 0.4],
  cost: ["triangular", 10, 20, 50],
  rate: ["normal", 0.04, 0.01],
  escal: ["bernoulli", 0.3],
  incid: ["poisson", 4],
  elast: ["normal", 1.2, 0.25],
  coop: ["uniform", 0.5, 1.5],
  shock: ["normal", 0, 1],
  legal: ["lognormal", 1, 0.25],
} as const;

const expression = `
disc = exp(-5 * rate)
harm = exp(elast * log(threat * exp(0.15 * shock)))
w = incid * backl
h = (harm + w) * disc
c2 = max(cost, 15) * legal
cd = (escal > 0.5 ? 1.8 * c2 : c2) * disc
hs = h * succ * coop / (coop + 1)
wd = w * deter * disc
l0 = h
l1 = h - 0.2 * hs + 0.2 * cd
l2 = h - 0.35 * hs + 0.5 * cd
l3 = h - 0.6 * hs + 0.9 * wd + cd
l4 = max(h - 1.4 * hs, 5) + 3.5 * wd + 1.6 * cd
l5 = h - 0.8 * hs + min(cd, 30) + 0.5 * wd
`;

const math = create(all!);
const compiled = math.compile(expression);

function drawn(draws: number, seed: number): Map<string, Float64Array> {
  const b = new GraphBuilder();
  const outputs = Object.entries(inputs).map(([name, [distribution, ...parameters]]) => ({
    name,
    node: b.draw({ distribution, stream: name, parameters: parameters.map((value) => b.number(value)), independentOver: [] }),
    keep: "draws" as const,
  }));
  return new Map(run(b.build(undefined, [], outputs), { seed, draws }).outputs.map((output) => [output.name, output.draws![0]!]));
}

await serve(`mathjs ${math.version}`, {
  W1: async (draws, seed) => {
    const columns = [...drawn(draws, seed)];
    const losses = Array.from({ length: 6 }, () => new Float64Array(draws));
    const { ms } = await timed(() => {
      for (let i = 0; i < draws; i++) {
        const scope: Record<string, number> = {};
        for (const [name, column] of columns) scope[name] = column[i]!;
        compiled.evaluate(scope);
        for (let k = 0; k < 6; k++) losses[k]![i] = scope[`l${k}`]!;
      }
    });
    return { ms, answers: statisticsOfColumns(losses) };
  },
});
