import { test } from "vitest";
import { compileModel } from "./test-support.js";

const probes: Record<string, [string, string?, Record<string, string>?]> = {
  near: [`quantity price : USD = 3 USD\nquantity b : USD = prize`],
  dup: [`quantity a : USD = 3 USD\nquantity a : USD = 4 USD`],
  reserved: [`quantity kg : USD = 3\nquantity mean = 4\nquantity time = 3\nquantity deaths : deaths = 5`],
  badunit: [`quantity a : USDD = 3\nquantity b : USD = 3 peple`],
  mismatch: [
    `quantity a : USD = 3\nquantity n : people = 4\nquantity c : USD = a + n\nquantity d : USD = a + 5\nquantity e : people = a\nquantity f : USD = a * 2 + c`,
  ],
  prices: [`quantity a : USD2020 = 3\nquantity b : USD2024 = 4\nquantity c : USD = a + b`],
  prices2: [`unit USD2020 = 1.2 USD2024\nquantity a : USD2020 = 3\nquantity b : USD = 4\nquantity c : USD = a + b`, `{c}`],
  zero: [`quantity a : USD = 3\nquantity b : USD = if a > 0 then a else 0\nquantity c : USD = max(a, 0) + 0`],
  powers: [
    `quantity a : km = 3\nquantity n = 2\nquantity b : km^2 = a ^ 2\nquantity c : km2 = a ^ n\nquantity d : km2 = a^(1 to 2 as normal)\nquantity e = exp(a)\nquantity f : km = sqrt(b)`,
    `{b} {c} {f}`,
  ],
  round: [
    `quantity a : weeks = 3.4 to 3.5 as uniform\nquantity b : weeks = round(a)\nquantity c : weeks = round(10 days)\nquantity d = round(2.5)`,
    `{b} {c} {d}`,
  ],
  percent: [
    `quantity a : percent/year = 5 %\nquantity b : percent/year = 5\nquantity c : percent = 5 to 10 %  as uniform\nquantity d : USD = 5 %\nquantity e : percent = 40 to 60 as beta\nquantity f : 1/year = 3 %`,
    `{a} {b} {c} {e} {f}`,
  ],
  shapes: [
    `quantity a = 3 to 5\nquantity b = -3 to 5 as lognormal\nquantity c = 5 to 3 as normal\nquantity d = 3 to 5 as norml\nquantity e : people = 3 to 5 as beta\nquantity f = 3 to 5 as normal at 100 %\nquantity g : people = 10 to 20 people as lognormal\nquantity h : people/week = 10 to 20 people/week as lognormal\nquantity i = a to 5 as normal\nquantity j = (1 to 2 as normal) to 5 as normal`,
  ],
  dists: [
    `quantity a = normal(3)\nquantity b = normal(3, -1)\nquantity c = lognormal(3, 1)\nquantity d : USD = normal(p5 = 3, p95 = 5)\nquantity e = normal(p5 = 5, p95 = 3)\nquantity f = beta(mean = 0.5, sd = 0.9)\nquantity g : deaths/week = poisson(3)\nquantity h = normal(mean = 3, sigma = 1)\nquantity i = normal(1 to 2 as normal, 1)\nquantity j = lognormal(mean = 1 to 2 as normal, sd = 1)\nquantity k : people = normal(3 people, 1)\nquantity l = truncate(normal(0, 1), min = 0)\nquantity m = truncate(a2, min = 0)\nquantity a2 = 3\nquantity n = discrete(1 -> 20 %, 2 -> 70 %)\nquantity o : USD = mixture(0.3 -> normal(0, 1), 0.7 -> uniform(0, 2))\nquantity p = foo(3)`,
    `{o} {g} {l}`,
  ],
  circle: [`quantity a = b\nquantity b = c + 1\nquantity c = a\nquantity d = a + zzz\nquantity e = e`],
  dims: [
    `dimension cartel : x | y\ndimension rival = cartel\nquantity m : people over cartel = 3\nquantity n : people = m\nquantity o : people = sum(m over cartel)\nquantity p : people over rival = m\nquantity q : people over rival = m[rival]\nquantity r : people = m[x] + m.y + m[cartel = x]\nquantity s : people = m[z]\nquantity t : people over foo = 3\nquantity u : people = sum(o over cartel)\nquantity v = sum(m over carte)\nquantity w : people over cartel, rival = m * m[rival] / 1 people`,
  ],
  options: [
    `option a "A"\noption b "B"\noption c "C" = a + b\nquantity x\n  given option\n    a 1\n    b 2\nquantity y\n  given option\n    a 1\n    otherwise 2\nquantity z\n  given option\n    a 1\n    b 2\n    c 3\nquantity w\n  given option\n    a 1\n    bb 3\nquantity v\n  given option\n    a 1\n    a 2\n    otherwise 3\nquantity u = if a and not b then 1 else 0\nquantity t = x[a] + y[c] + y.a + y[q]`,
  ],
  chances: [
    `option a "A"\nchance s : x | y\n  probabilities 30 % | 60 %\nchance t : x | y | z\n  probabilities 30 % | rest\nchance u : x | y\n  given s\n    x 10 % | rest\n    y 120 % | rest\nchance v : x | y\n  given u, option\n    x, a 10 % | rest\n    y 1\nchance w : yes | no\n  probabilities 30 | rest\nquantity q = if u is xx then 3 else 4\nquantity r = if u is x then 3 else 4\nquantity z = u + 1\nquantity zz = x`,
  ],
  stats: [
    `quantity a : USD = 1 to 2 as normal\nquantity b : USD = mean(a)\nquantity c = P(a > 1 USD)\ncheck k\n  that P(a > mean(a)) > 0.5\ncheck l\n  that a\ncheck m\n  that mean(a) > 1 USD and P(a > 1 USD) < 5 %`,
    `{a > 1 USD} {mean(a)} {P(a > 1 USD)} {P(a)} {p10(a)} {mean(a) + a} {P(worse than hold)}`,
  ],
  rule: [
    `option a "A"\nrule r "R"\n  forbids b\n  when armed\n  unless consent or foo\n  element armed "x" met\n  element consent "y" contested 120 %\n  element spare "z" met`,
  ],
  corr: [
    `quantity a = 1 to 2 as normal\n  correlated with b by 0.9\n  correlated with c by 0.9\nquantity b = 1 to 2 as normal\n  correlated with c by -0.9\nquantity c = 1 to 2 as normal\nquantity d = a + b\n  correlated with a by 0.5\n  correlated with nope by 0.5`,
  ],
  stock: [
    `stock m : people\n  starts at 100\n  gains 5\n  loses m * 3 %/year\nstock n : people\n  starts at 100 USD\n  gains 5 people/year\nstock k : people\n  starts at 100\n  gains 5 people\nquantity t : people = m\nquantity u : people = m[2026]\nquantity v : people = m[2050]\nobjective o : people\n  minimise m\nobjective oo : people\n  minimise final(m)`,
  ],
  time: [
    `quantity x : USD/year = 3\nquantity a : USD = total(x)\nquantity b : USD/year = step(2027, 5)\nquantity c : USD/year = ramp(2026, 2028, 5 USD/year)\nquantity d : USD = total(discount(x, 3.5 %))\nquantity e : USD/year = lag(e, 1 year, 3) + 1 USD/year\nquantity f = if time >= 2027 then 1 else 0\nquantity g : years = time - 2025\nquantity h : years = 2027-06-30 - 2026-06-30\nquantity i = interpolate(time, 2025 -> 0, 2029 -> 1)\nquantity j : USD/year = lag(x, 1 kg, 3)\nquantity k = discount(x, 5 kg)`,
    `{a} {b} {c} {d} {e} {g} {h} {i}`,
  ],
  data: [
    `dimension d : a | b\ndata t from "t.csv"\n  column d : d\n  column n : people\ndata k from "k.csv"\n  column v : USD\nquantity q : people over d = t.n\nquantity r : USD = empirical(k.v)\nquantity s : USD = sum(k.v over k)\nquantity u = t.m\nquantity w = t`,
    "{q} {r} {s}",
    { "t.csv": "d,n\na,3\nb,4\n", "k.csv": "v\n1\n2\n5\n" },
  ],
  kinds: [
    `quantity a = 3\nquantity b = (a > 2) + 1\nquantity c = if a then 1 else 0\nquantity d = a and b\nquantity e = if a > 2 then 1 else a > 3\nquantity f = "text"\nquantity g = a > 3`,
  ],
  inlineunits: [`quantity a : USD/year = 3000\noption h "H"\n`, `{a in USD/week} {a in people} {a in foo} {3 %} {a[2026]} {a.foo}`],
  forecast: [
    `forecast f "Q"\n  by 2026-01-01\n  probability 55 % to 70 %\nforecast g "Q"\n  by 2026-01-01\n  probability 70 to 55 %\nforecast h "Q"\n  by 2026-01-01\n  probability 150 %\nforecast i "Q"\n  by 2026-01-01\n  probability 60 %\n  signals nothing`,
  ],
  users: [
    `unit barrels = 159 litres\nunit loop = 3 loop\nunit casualties\nquantity a : litres = 3 barrels\nquantity b : litres = 1 barrel\nquantity c : casualties = 4\nquantity d : casualties = 1 casualty * 3`,
    "{a} {b} {c} {d}",
  ],
};
for (const [name, [model, prose, tables]] of Object.entries(probes))
  if (!process.env.ONLY || process.env.ONLY.split(",").includes(name))
    test(name, () => {
      const c = compileModel(model, prose, tables);
      const out = c.diagnostics
        .filter((d) => d.severity !== "warning" || d.code.includes("element"))
        .filter((d) => d.severity === "error" || d.code === "unused-element")
        .map((d) => {
          const t = c.assessment.files[d.span.file]!;
          const line = t.slice(0, d.span.from).split("\n").length - t.slice(0, t.indexOf(model.split("\n")[0]!)).split("\n").length + 1;
          return `${line} ${d.code} [${t.slice(d.span.from, d.span.to).split("\n")[0]}]: ${d.message} | ${d.remedy}${d.second ? ` | ^ ${d.second.message} [${c.assessment.files[d.second.span.file]!.slice(d.second.span.from, d.second.span.to).split("\n")[0]}]` : ""}`;
        });
      console.log(
        `== ${name}\n${model
          .split("\n")
          .map((l, i) => `   ${i + 1} ${l}`)
          .join("\n")}\n${out.join("\n")}\n${[...c.lowering.units].map(([k, u]) => `${k}:${u.text}`).join(" ")}`,
      );
    });
