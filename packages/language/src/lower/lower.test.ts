/** Lowering from text: what a case becomes, and what is reported of mistakes. */
import { describe, expect, test } from "vitest";
import { compileCase } from "../compile.js";
import type { FileSystem } from "../files.js";
import { runCase } from "../run-case.js";

function filesOf(texts: Record<string, string>): FileSystem {
  return {
    list: (folder) => (folder === "case" ? Object.keys(texts) : undefined),
    read: (path) => {
      const text = texts[path.replace(/^case\//, "")];
      return text === undefined ? { ok: false, reason: "missing" } : { ok: true, bytes: new TextEncoder().encode(text) };
    },
  };
}
const head = 'case demo\n  question "Which?"\n  time yearly from 2025 to 2029\n  prices 2024\n';
const compile = (model: string, prose = "", tables: Record<string, string> = {}) =>
  compileCase(filesOf({ "a.md": `# Demo\n\n${prose}\n\n\`\`\`outweigh\n${head}\n${model}\n\`\`\`\n`, ...tables }), "case");
const main = `
dimension cartel : sinaloa | jalisco | other
dimension rival = cartel
option hold "Hold"
option strikes "Strikes"
option finance "Finance"
option both "Both" = strikes + finance
quantity price : USD/kg = 20 to 30 as lognormal
quantity amount : tonnes = 4 to 8 as normal
quantity revenue : USD = price * amount
quantity share : % over cartel = 10 % to 30 % as beta
quantity kills : deaths/week
  given option
    strikes  10 to 20 as lognormal
    otherwise 5 to 8 as lognormal
chance succession : local | national
  given option
    strikes  60 % | rest
    otherwise 90 % | rest
quantity wave : deaths/year
  given option, succession
    strikes, local 10 to 20 as normal
    strikes, national 100 to 200 as lognormal
    otherwise 0
precedent fights
  question "Did they?"
  yes a "reason"
  no b "reason"
  counted c 30 of 45 "reason"
rule war "War"
  forbids strikes
  when armed
  unless consent or defence
  element armed "Armed" met
  element consent "Consent" contested 15 % to 40 % as uniform
  element defence "Defence" unmet
stock members : people over cartel
  starts at 100 to 200 as normal
  gains members * 5 %/year
  loses if strikes then 10 people/year else 0
objective toll : deaths
  minimise total(kills + wave)
quantity back : deaths/year = lag(back, 1 year, 3 deaths/year) * 1.1
check fine
  that revenue > 0
forecast next "Will it?"
  by 2026-01-01
  probability P(toll worse than hold | strikes)
`;
describe("a whole case", () => {
  test("has no errors and runs", () => {
    const compiled = compile(
      main,
      "See {revenue in USD}, {P(worse than hold)}, {mean(toll | strikes)}, {members.sinaloa[2027]}, {fights}, {final(sum(members over cartel))}.",
    );
    console.log(compiled.diagnostics.map((d) => `${d.code}: ${d.message} | ${d.remedy}`).join("\n"));
    const result = runCase(compiled, { draws: 2000 });
    for (const o of result.result.outputs)
      console.log(
        o.name,
        o.dimensions.join(","),
        o.summaries
          .slice(0, 4)
          .map((s) => s.mean.toPrecision(4))
          .join(" "),
        compiled.lowering.units.get(o.name)?.text,
      );
    console.log(compiled.lowering.graph.nodes.length);
    expect(compiled.diagnostics.filter((d) => d.severity === "error")).toEqual([]);
  });
});
