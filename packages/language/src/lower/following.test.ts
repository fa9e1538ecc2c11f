/** A pathway that switches at a known time against the same course written out by hand: every way in which a value may depend on options. */
import { describe, expect, test } from "vitest";
import { runCase } from "../run-case.js";
import { compileModel, errorsOf } from "./test-support.js";

const head = (method: string) =>
  `case demo\n  question "Which?"\n  time yearly from 2025 to 2030\n  steps quarterly by ${method}\n  prices 2024\n`;

/** A model in which `begun` is 1 from 2027.0 on and the same within each step, `isX` says whether the measure x is in force at present; `atStart` whether it is at the beginning. */
const model = (isX: string, atStart: string, more: string) => `
option plain "Plain"
option x "X"
${more}
quantity begun = lag(if time >= 2026.75 then 1 else 0, 0.25 years, 0)
dimension district : north | south
quantity size : people over district
  given district
    north 100 people
    south 50 to 90 people as lognormal
quantity pull : % over district = 2 % to 30 % as beta
quantity push = normal(mean = 1, sd = 0.2)
  correlated with pull by 0.5
quantity strong : 1/year = 0.2/year to 0.5/year as lognormal
quantity weak : 1/year = 0.05/year to 0.1/year as lognormal
quantity pace : 1/year = if ${isX} then strong else weak
quantity kept : people over district = if ${isX} then size * pull else size
quantity heads : people = sum(kept over district)
stock crowd : people over district
  starts at if ${atStart} then size * 2 else size
  gains  crowd * pace * push
  loses  lag(loss, 0.5 years, 1 people/year)
  minimum 0
quantity loss : people/year over district = max(crowd * 10 %/year, kept * 1 %/year)
quantity share = interpolate(sum(crowd over district) / 100 people, 0 -> 0, 1 -> (if true then 1 else 0), 5 -> 2)
quantity feeling = if ${isX} then share ^ 2 else share
quantity shock = normal(mean = feeling, sd = 1)
quantity shock_by_level = if shock > 0.5 then heads / 1 people else feeling
objective people_years : people*year
  minimise total(sum(crowd over district))
objective felt : year
  minimise total(feeling + shock + shock_by_level)
objective spent : USD
  minimise total(discount((if ${isX} then 3 USD/year else 1 USD/year) * push, 4 %))
objective final_heads : people
  minimise final(heads) + final(sum(crowd over district))
objective mean_pace : 1/year
  minimise mean(pace over time)
objective lagged : people
  minimise total(lag(heads, 1 year, 7 people)) / 1 year
objective behind : people*year
  minimise total(sum(crowd over district) - sum(crowd over district)[plain])
`;

const names = ["people_years", "felt", "spent", "final_heads", "lagged", "behind"];

function drawsUnder(text: string, caseText: string, option: string) {
  const compiled = compileModel(text, "", {}, caseText);
  expect(errorsOf(compiled)).toEqual([]);
  const { result } = runCase(compiled, { draws: 600 });
  const cell = result.dimensions.find(({ name }) => name === "option")!.members.findIndex(({ id }) => id === option);
  return new Map(
    result.outputs.flatMap((output) => (output.draws ? [[output.name, output.draws[cell] ?? output.draws[0]!] as const] : [])),
  );
}

describe.each(["euler", "rk4"])("by %s", (method) => {
  test.each([
    ["plain", "switch to x", "x or (hand and begun > 0.5)", "x"],
    ["x", "switch to plain", "x or (hand and begun < 0.5)", "x or hand"],
    ["plain", "add x", "x or (hand and begun > 0.5)", "x"],
  ])("from %s, %s", (starts, action, isX, atStart) => {
    const pathway = `pathway hand "Changes"\n  starts ${starts}\n  when time >= 2026.75 then ${action}`;
    const followed = drawsUnder(model("x", "x", pathway), head(method), "hand");
    const written = drawsUnder(model(isX, atStart, 'option hand "By hand"'), head(method), "hand");
    for (const name of names) {
      const [one, other] = [followed.get(name)!, written.get(name)!];
      expect(one.length).toBe(600);
      const worst = one.reduce((most, value, draw) => Math.max(most, Math.abs(value - other[draw]!) / (1e-9 + Math.abs(other[draw]!))), 0);
      expect(worst, name).toBeLessThan(1e-9);
    }
  });
});

test("a rule may look at the course of another pathway", () => {
  const text = `option a "A"
option b "B"
stock level : m
  starts at 0 m
  gains if a then 1 m/year else 0
pathway p
  starts a
  when level[q] >= 1 m then switch to b
pathway q
  starts b
  when level[p] >= 1 m then switch to a`;
  const compiled = compileModel(text, "", {}, head("euler"));
  expect(errorsOf(compiled)).toEqual([]);
  const { result } = runCase(compiled, { draws: 100 });
  const date = (name: string) => result.outputs.find((output) => output.name === name)!.draws![0]![0];
  expect([date("pathway:q:rule:1"), date("pathway:p:rule:1")]).toEqual([2026, 2027.25]);
});
