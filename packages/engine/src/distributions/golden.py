"""Writes golden.csv, the values from SciPy (1.10.1) against which golden.test.ts checks every distribution: python3 golden.py > golden.csv"""
from scipy import stats

FAMILIES = {
    "normal": (stats.norm, lambda mean, sd: dict(loc=mean, scale=sd)),
    "lognormal": (stats.lognorm, lambda median, sigma: dict(s=sigma, scale=median)),
    "uniform": (stats.uniform, lambda low, high: dict(loc=low, scale=high - low)),
    "triangular": (stats.triang, lambda low, mode, high: dict(c=(mode - low) / (high - low), loc=low, scale=high - low)),
    "pert": (
        stats.beta,
        lambda low, mode, high: dict(a=1 + 4 * (mode - low) / (high - low), b=1 + 4 * (high - mode) / (high - low), loc=low, scale=high - low),
    ),
    "beta": (stats.beta, lambda alpha, beta: dict(a=alpha, b=beta)),
    "gamma": (stats.gamma, lambda shape, scale: dict(a=shape, scale=scale)),
    "exponential": (stats.expon, lambda mean: dict(scale=mean)),
    "bernoulli": (stats.bernoulli, lambda p: dict(p=p)),
    "binomial": (stats.binom, lambda n, p: dict(n=n, p=p)),
    "poisson": (stats.poisson, lambda mean: dict(mu=mean)),
}

THREE_POINTS = [[1, 2, 6], [0, 0, 1], [0, 1, 1], [-5, -4, 10], [100, 150, 151], [-1, 0, 1]]

PARAMETERS = {
    "normal": [[0, 1], [3, 2.5], [-1e6, 10], [1e-9, 1e-12], [100, 15], [0.5, 200]],
    "lognormal": [[20, 0.5], [1, 1], [1e-6, 2.5], [3e9, 0.05], [0.3, 0.8], [5, 0.01]],
    "uniform": [[2, 5], [-3, 7], [0, 1e-9], [-1e8, 1e8], [0.25, 0.75], [99, 100]],
    "triangular": THREE_POINTS,
    "pert": THREE_POINTS,
    "beta": [[3, 7], [0.5, 0.5], [1, 1], [0.1, 2.5], [120, 880], [30, 1.5], [2, 0.3], [5000, 3000]],
    "gamma": [[2, 3], [0.5, 1], [0.05, 10], [1, 4], [12.5, 0.2], [300, 7], [10000, 0.01]],
    "exponential": [[4], [0.001], [1e6], [1], [0.3], [25]],
    "bernoulli": [[0.3], [0.5], [0.01], [0.999], [0.75], [0.1]],
    "binomial": [[12, 0.25], [1, 0.5], [100, 0.01], [1000, 0.6], [40, 0.97], [20000, 0.001]],
    "poisson": [[4], [0.05], [1], [27.5], [350], [20000]],
}

PROBABILITIES = [1e-9, 0.001, 0.05, 0.3, 0.5, 0.8, 0.95, 0.9999]


def row(name, parameters, what, at, value):
    print(",".join([name, " ".join(f"{p:.17g}" for p in parameters), what, "" if at is None else f"{at:.17g}", f"{value:.17g}"]))


print("distribution,parameters,what,at,value")
for name, sets in PARAMETERS.items():
    for turn, parameters in enumerate(sets):
        family, keywords = FAMILIES[name]
        frozen = family(**keywords(*parameters))
        discrete = not hasattr(family, "pdf")
        mean, variance = frozen.stats("mv")
        row(name, parameters, "mean", None, mean)
        row(name, parameters, "variance", None, variance)
        for k in (0, 3, 5):
            u = PROBABILITIES[(turn + k) % 8]
            row(name, parameters, "quantile", u, frozen.ppf(u))
        for k in (1, 4, 6):
            x = frozen.ppf(PROBABILITIES[(turn + k) % 8])
            x = x if discrete else float(f"{x:.6g}")
            density = frozen.pmf(x) if discrete else frozen.pdf(x)
            if 0 < density < float("inf"):
                row(name, parameters, "density", x, density)
            row(name, parameters, "cdf", x, frozen.cdf(x))
