/** The families that are fitted to judgements: what each needs to be told, where its search starts, and how its few free numbers become a form. */
import { exp, ln } from "../elementary.js";
import { normalQuantile } from "../special/normal.js";
import { type CurveForm, recordForm } from "./curve.js";
import type { RisingJudgement } from "./judgement.js";

/** Where the search for the free numbers starts, and the form that they stand for. */
interface Search {
  readonly starts: readonly (readonly number[])[];
  form(free: readonly number[]): CurveForm;
}

/** What a family needs and how it is searched. */
export interface Family {
  readonly needs: readonly ("lower" | "upper")[];
  readonly freeNumbers: number;
  search(judgement: RisingJudgement): Search;
}

/** Location and scale of the straight line through values over the quantiles of a standard distribution. */
function line(probabilities: readonly number[], values: readonly number[], standard = normalQuantile): readonly [number, number] {
  const count = values.length;
  const zs = probabilities.map(standard);
  const [z, x] = [zs, values].map((list) => list.reduce((sum, value) => sum + value / count, 0)) as [number, number];
  const across = zs.reduce((sum, value, k) => sum + (value - z) * (values[k]! - x), 0);
  const slope = across / zs.reduce((sum, value) => sum + (value - z) * (value - z), 0);
  return [x - slope * z, slope];
}

/** Searches location and scale: steps of the scale of the straight line, and the logarithm of a factor on it. */
function byLine(probabilities: readonly number[], values: readonly number[], form: (location: number, scale: number) => CurveForm): Search {
  const [location, scale] = line(probabilities, values);
  return { starts: [[0, 0]], form: ([step = 0, factor = 0]) => form(location + step * scale, scale * exp(factor)) };
}

/** Shape and scale about a mean and a standard deviation read off the straight line, as logarithms. */
function meanAndSd(probabilities: readonly number[], values: readonly number[]): readonly [number, number] {
  const [location, scale] = line(probabilities, values);
  return [Math.max(location, values[0]! / 2), scale];
}

const above = ({ values, lower }: RisingJudgement) => values.map((x) => x - lower!);

const lognormal: Family = {
  needs: ["lower"],
  freeNumbers: 2,
  search: (judgement) =>
    byLine(judgement.probabilities, above(judgement).map(ln), (mu, sigma) => recordForm("lognormal", [exp(mu), sigma], judgement.lower!)),
};

const logT: Family = {
  needs: ["lower"],
  freeNumbers: 2,
  search: (judgement) =>
    byLine(judgement.probabilities, above(judgement).map(ln), (location, scale) =>
      recordForm("student_t", [location, scale, 3], judgement.lower!, 1, true),
    ),
};

const gamma: Family = {
  needs: ["lower"],
  freeNumbers: 2,
  search: (judgement) => {
    const [mean, sd] = meanAndSd(judgement.probabilities, above(judgement));
    return {
      starts: [
        [2 * ln(mean / sd), ln(mean)],
        [0, ln(mean)],
      ],
      form: ([shape = 0, centre = 0]) => recordForm("gamma", [exp(shape), exp(centre - shape)], judgement.lower!),
    };
  },
};

const beta: Family = {
  needs: ["lower", "upper"],
  freeNumbers: 2,
  search: (judgement) => {
    const width = judgement.upper! - judgement.lower!;
    const shares = above(judgement).map((x) => x / width);
    const [raw, sd] = meanAndSd(judgement.probabilities, shares);
    const mean = Math.min(raw, 0.98);
    const weight = Math.max((mean * (1 - mean)) / (sd * sd) - 1, 0.5);
    return {
      starts: [
        [ln(mean / (1 - mean)), ln(weight)],
        [0, ln(2)],
      ],
      form: ([odds = 0, size = 0]) => {
        const share = 1 / (1 + exp(-odds));
        const total = exp(size);
        return recordForm("beta", [share * total, total / (1 + exp(odds))], judgement.lower!, width);
      },
    };
  },
};

const normal: Family = {
  needs: [],
  freeNumbers: 2,
  search: ({ probabilities, values }) => byLine(probabilities, values, (mean, sd) => recordForm("normal", [mean, sd])),
};

const studentT: Family = {
  needs: [],
  freeNumbers: 2,
  search: ({ probabilities, values }) => byLine(probabilities, values, (location, scale) => recordForm("student_t", [location, scale, 3])),
};

const steepestSlant = 30;

const skewNormal: Family = {
  needs: [],
  freeNumbers: 3,
  search: ({ probabilities, values }) => {
    const [location, scale] = line(probabilities, values);
    return {
      starts: [
        [0, 0, 0.5],
        [0, 0, -0.5],
        [-0.7, 0.3, 2],
        [0.7, 0.3, -2],
      ],
      form: ([step = 0, factor = 0, lean = 0]) => ({
        kind: "skew-normal",
        location: location + step * scale,
        scale: scale * exp(factor),
        slant: steepestSlant * (2 / (1 + exp(-lean / (steepestSlant / 2))) - 1),
      }),
    };
  },
};

/** The same family seen from the upper limit downwards. */
function mirrored(family: Family): Family {
  return {
    needs: ["upper"],
    freeNumbers: family.freeNumbers,
    search: (judgement) => {
      const turned: RisingJudgement = {
        ...judgement,
        probabilities: judgement.probabilities.map((p) => 1 - p).reverse(),
        values: judgement.values.map((x) => judgement.upper! - x).reverse(),
        lower: 0,
        upper: undefined,
      };
      const search = family.search(turned);
      return {
        starts: search.starts,
        form: (free) => {
          const form = search.form(free);
          return form.kind === "record" ? { ...form, base: judgement.upper!, scale: -form.scale } : form;
        },
      };
    },
  };
}

/** The families by least squares, in the order that settles ties: those that keep the limits come first. */
export const families = {
  beta,
  lognormal,
  gamma,
  mirror_lognormal: mirrored(lognormal),
  mirror_gamma: mirrored(gamma),
  normal,
  student_t: studentT,
  log_t: logT,
  mirror_log_t: mirrored(logT),
  skew_normal: skewNormal,
} as const satisfies Record<string, Family>;

/** One of the families by least squares. */
export type LeastSquaresFamily = keyof typeof families;
