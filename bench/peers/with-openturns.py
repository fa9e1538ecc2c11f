"""W1 and W5 in OpenTURNS: its distributions, its symbolic function, its samples and its sensitivity algorithms."""
import numpy as np
import openturns as ot

from protocol import serve

names = "threat deter succ backl cost rate escal incid elast coop shock legal".split()
inputs = ot.ComposedDistribution(
    [
        ot.LogNormal(3, 0.5),
        ot.Beta(2, 5, 0, 1),
        ot.Beta(8, 3, 0, 1),
        ot.LogNormal(1, 0.4),
        ot.Triangular(10, 20, 50),
        ot.Normal(0.04, 0.01),
        ot.Bernoulli(0.3),
        ot.Poisson(4),
        ot.Normal(1.2, 0.25),
        ot.Uniform(0.5, 1.5),
        ot.Normal(0, 1),
        ot.LogNormal(0, 0.25),
    ]
)
program = """
var disc := exp(-5 * rate);
var harm := exp(elast * log(threat * exp(0.15 * shock)));
var w := incid * backl;
var h := (harm + w) * disc;
var c2 := max(cost, 15) * legal;
var cd := (if (escal > 0.5, 1.8 * c2, c2)) * disc;
var hs := h * succ * coop / (coop + 1);
var wd := w * deter * disc;
l0 := h;
l1 := h - 0.2 * hs + 0.2 * cd;
l2 := h - 0.35 * hs + 0.5 * cd;
l3 := h - 0.6 * hs + 0.9 * wd + cd;
l4 := max(h - 1.4 * hs, 5) + 3.5 * wd + 1.6 * cd;
l5 := h - 0.8 * hs + min(cd, 30) + 0.5 * wd;
"""
losses = ot.SymbolicFunction(names, [f"l{k}" for k in range(6)], program)
ot.TBB.Disable()


def w1(draws, seed):
    """Its own mean, sd and quantiles; the mean of the worst 5 % and P(best), which it lacks, by numpy on its sample."""
    ot.RandomGenerator.SetSeed(seed)
    sample = losses(inputs.getSample(draws))
    mean, sd = sample.computeMean(), sample.computeStandardDeviation()
    quantiles = [sample.computeQuantilePerComponent(p) for p in (0.05, 0.5, 0.95)]
    rows = np.asarray(sample)
    best = np.bincount(rows.argmin(axis=1), minlength=6) / draws
    answers = []
    for k in range(6):
        column = rows[:, k]
        worst = column[column > quantiles[2][k]].mean()
        answers.append([mean[k], sd[k], *(quantile[k] for quantile in quantiles), worst, best[k]])
    return answers


def w5(base, seed):
    ot.RandomGenerator.SetSeed(seed)
    ot.ResourceMap.SetAsString("SobolIndicesExperiment-SamplingMethod", "QMC")
    points = ot.SobolIndicesExperiment(inputs, base, False).generate()
    algorithm = ot.SaltelliSensitivityAlgorithm(points, losses(points), base)
    algorithm.setUseAsymptoticDistribution(True)
    return [[*algorithm.getFirstOrderIndices(k), *algorithm.getTotalOrderIndices(k)] for k in range(6)]


serve(f"OpenTURNS {ot.__version__}", {"W1": w1, "W5": w5})
