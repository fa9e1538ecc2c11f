/** The special functions against values computed with mpmath 1.3 at 50 digits. */
import { describe, expect, it } from "vitest";
import { betaI, betaIInverse, erf, erfc, gammaP, gammaPInverse, gammaQ, lgamma, normalCdf, normalQuantile } from "./special.js";

type Rows = readonly (readonly [readonly number[], number])[];

const known: Record<string, Rows> = {
  erf: [
    [[1e-300], 1.1283791670955126e-300],
    [[1e-8], 1.1283791670955126e-8],
    [[0.3], 0.3286267594591274],
    [[-0.4999], -0.5204119951613866],
    [[0.5], 0.5204998778130465],
    [[1], 0.8427007929497149],
    [[-2.5], -0.999593047982555],
    [[4], 0.9999999845827421],
    [[5.9], 0.9999999999999999],
  ],
  erfc: [
    [[0.3], 0.6713732405408726],
    [[0.5], 0.4795001221869535],
    [[1], 0.15729920705028513],
    [[-1.5], 1.9661051464753108],
    [[3], 2.209049699858544e-5],
    [[6], 2.1519736712498913e-17],
    [[10], 2.088487583762545e-45],
    [[20.5], 8.450842369572458e-185],
    [[26.5], 2.2109076642637343e-307],
  ],
  normalCdf: [
    [[0.1], 0.539827837277029],
    [[-0.7], 0.24196365222307303],
    [[-0.71], 0.23885206808998674],
    [[1], 0.8413447460685429],
    [[-1.959963984540054], 0.025000000000000012],
    [[-3], 0.0013498980316300946],
    [[3], 0.9986501019683699],
    [[-8.5], 9.479534822203318e-18],
    [[-20], 2.7536241186062337e-89],
    [[-37.5], 4.605353009581955e-308],
  ],
  lgamma: [
    [[1e-300], 690.7755278982137],
    [[1e-5], 11.512919692895826],
    [[0.3], 1.0957979948180756],
    [[0.99999], 5.772238896093089e-6],
    [[1.4616321449683622], -0.12148629053584961],
    [[1.7], -0.09580769740706588],
    [[2.0001], 4.2281658112919945e-5],
    [[3.3], 0.9870985778947344],
    [[9.99], 12.779315214350193],
    [[10], 12.801827480081469],
    [[57.25], 173.36191283062723],
    [[1000000], 12815504.569147611],
    [[1e100], 2.2925850929940456e102],
  ],
  gammaP: [
    [[0.01, 1e-9], 0.8174689566624787],
    [[0.3, 0.2], 0.6575067242697218],
    [[1, 1], 0.6321205588285577],
    [[2.5, 1.25], 0.2235049288766773],
    [[5, 0.001], 8.326391864211503e-18],
    [[30, 10], 2.5099512015279076e-7],
    [[30, 28], 0.3773896943143976],
    [[250, 260], 0.7406105173923527],
    [[5000, 4900], 0.07794495622651391],
    [[1000000, 1000000], 0.5001329807608725],
  ],
  gammaQ: [
    [[0.01, 0.3], 0.009072396421765093],
    [[0.3, 4], 0.0020225106456108802],
    [[1, 60], 8.75651076269652e-27],
    [[2.5, 3.75], 0.186029833602867],
    [[5, 100], 1.6139305336977305e-37],
    [[30, 60], 6.876264968732097e-6],
    [[30, 33], 0.27730137093140717],
    [[250, 260], 0.25938948260764727],
    [[5000, 5200], 0.002584813495353809],
    [[1000000, 1003000], 0.0013617406462175915],
  ],
  betaI: [
    [[0.1, 0.2, 1e-6], 0.17205443504449205],
    [[0.5, 0.5, 0.3], 0.36901011956554536],
    [[1, 1, 0.7], 0.7],
    [[2, 3, 0.4], 0.5248],
    [[3.6, 1.4, 1e-6], 5.077623385579036e-22],
    [[30, 1.5, 0.99], 0.89459704616081],
    [[120, 880, 0.05], 2.454406078111929e-18],
    [[120, 880, 0.13], 0.8352692914599633],
    [[5000, 3000, 0.63], 0.8221209976303474],
    [[0.3, 400, 0.002], 0.886232882473864],
  ],
  normalQuantile: [
    [[1e-300], -37.0470962993612],
    [[1e-100], -21.273453560965326],
    [[1e-20], -9.262340089798407],
    [[1e-9], -5.9978070150076865],
    [[0.001], -3.0902323061678136],
    [[0.025], -1.9599639845400543],
    [[0.074], -1.4466320671589785],
    [[0.075], -1.439531470938456],
    [[0.076], -1.4325027208258116],
    [[0.3], -0.5244005127080408],
    [[0.6], 0.2533471031357997],
    [[0.925], 1.4395314709384561],
    [[0.975], 1.9599639845400538],
    [[0.999], 3.090232306167813],
    [[0.9999999999], 6.361340889697422],
  ],
};

const functions: Record<string, { readonly compute: (...x: number[]) => number; readonly error: number }> = {
  erf: { compute: erf, error: 6e-16 },
  erfc: { compute: erfc, error: 6e-16 },
  normalCdf: { compute: normalCdf, error: 6e-16 },
  normalQuantile: { compute: normalQuantile, error: 6e-16 },
  lgamma: { compute: lgamma, error: 1e-15 },
  gammaP: { compute: gammaP, error: 1e-13 },
  gammaQ: { compute: gammaQ, error: 1e-13 },
  betaI: { compute: betaI, error: 1e-13 },
};

describe.each(Object.entries(functions))("%s", (name, { compute, error }) => {
  it(`has a relative error below ${error}`, () => {
    for (const [x, expected] of known[name]!) {
      const relative = Math.abs(compute(...x) - expected) / Math.max(Math.abs(expected), 1e-300);
      expect(relative, `${name}(${x.join(", ")})`).toBeLessThan(error);
    }
  });
});

const probabilities = [1e-300, 1e-50, 1e-12, 1e-4, 0.03, 0.2, 0.4999, 0.5, 0.7, 0.95, 0.999, 1 - 1e-9, 1 - 1e-15];
const sizes = [0.02, 0.3, 1, 1.7, 5, 19, 21, 80, 1234, 5e4];

describe("very large parameters", () => {
  it("agree with quadrature by mpmath at 40 digits", () => {
    expect(Math.abs(betaI(4e8, 6e8, 0.399975) / 0.05329083571924729 - 1)).toBeLessThan(1e-11);
    expect(Math.abs(gammaP(1e12, 1e12 - 2e6) / 0.0227500779571857 - 1)).toBeLessThan(1e-12);
    expect(Math.abs(gammaP(1e12, 1e12 + 1e6) / 0.8413447460685832 - 1)).toBeLessThan(1e-12);
  });
});

describe("inverses", () => {
  it("of the normal distribution", () => {
    for (const u of probabilities) expect(Math.abs(normalCdf(normalQuantile(u)) - u) / u).toBeLessThan(1e-12);
  });

  it("of the incomplete gamma function, in either tail", () => {
    for (const a of sizes) {
      for (const u of probabilities) {
        const x = gammaPInverse(a, u);
        if (x < 1e-300) continue;
        const lower = Math.abs(gammaP(a, x) - u) / u;
        const upper = Math.abs(gammaQ(a, x) - (1 - u)) / (1 - u);
        expect(u <= 0.5 ? lower : upper, `a = ${a}, u = ${u}`).toBeLessThan(1e-11);
      }
    }
  });

  it("of the incomplete beta function, in either tail", () => {
    for (const a of sizes) {
      for (const b of sizes) {
        for (const u of probabilities) {
          const x = betaIInverse(a, b, u);
          const y = betaIInverse(b, a, 1 - u);
          if (x < 1e-300 || y < 1e-300) continue;
          const lower = Math.abs(betaI(a, b, x) - u) / u;
          const upper = Math.abs(betaI(b, a, y) - (1 - u)) / (1 - u);
          expect(Math.min(lower, upper), `a = ${a}, b = ${b}, u = ${u}`).toBeLessThan(1e-11);
        }
      }
    }
  });

  it("at the ends", () => {
    expect([normalQuantile(0), normalQuantile(1), normalQuantile(-0.1), normalQuantile(NaN)]).toEqual([-Infinity, Infinity, NaN, NaN]);
    expect([gammaPInverse(2, 0), gammaPInverse(2, 1), gammaPInverse(2, 1.1), gammaPInverse(0, 0.5)]).toEqual([0, Infinity, NaN, NaN]);
    expect([betaIInverse(2, 3, 0), betaIInverse(2, 3, 1), betaIInverse(2, -3, 0.5), betaIInverse(2, 3, NaN)]).toEqual([0, 1, NaN, NaN]);
  });
});

describe("ends and complements", () => {
  it("are exact", () => {
    expect([erf(0), erf(Infinity), erf(-Infinity), erfc(Infinity), erfc(-Infinity)]).toEqual([0, 1, -1, 0, 2]);
    expect([normalCdf(-Infinity), normalCdf(0), normalCdf(Infinity)]).toEqual([0, 0.5, 1]);
    expect(normalQuantile(0.5)).toBe(0);
    expect([gammaP(2, 0), gammaQ(2, 0), gammaP(2, Infinity), gammaQ(2, Infinity), gammaP(-1, 2)]).toEqual([0, 1, 1, 0, NaN]);
    expect([betaI(2, 3, 0), betaI(2, 3, 1), betaI(2, 3, NaN)]).toEqual([0, 1, NaN]);
    expect([lgamma(1), lgamma(2), lgamma(0), lgamma(Infinity)]).toEqual([0, 0, NaN, Infinity]);
  });

  it("add up to one", () => {
    for (const a of sizes)
      for (const share of [0.1, 0.5, 0.9, 1, 1.2, 3]) expect(gammaP(a, a * share) + gammaQ(a, a * share)).toBeCloseTo(1, 13);
    for (const a of sizes) for (const b of sizes) expect(betaI(a, b, 0.375) + betaI(b, a, 0.625)).toBeCloseTo(1, 12);
  });
});
