"""Writes golden.csv, the values from SciPy (1.10.1) against which golden.test.ts checks every distribution: python3 golden.py > golden.csv

Where SciPy gives fewer than ten digits (quantiles of t and F, the tails of Cauchy and the log-logistic), mpmath (1.3.0) takes over with 40 digits.
"""
import mpmath
from scipy import stats

mpmath.mp.dps = 40

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
    "weibull": (stats.weibull_min, lambda shape, scale: dict(c=shape, scale=scale)),
    "logistic": (stats.logistic, lambda mean, scale: dict(loc=mean, scale=scale)),
    "loglogistic": (stats.fisk, lambda median, shape: dict(c=shape, scale=median)),
    "student_t": (stats.t, lambda location, scale, df: dict(df=df, loc=location, scale=scale)),
    "pareto": (stats.pareto, lambda low, shape: dict(b=shape, scale=low)),
    "gumbel": (stats.gumbel_r, lambda mode, scale: dict(loc=mode, scale=scale)),
    "laplace": (stats.laplace, lambda mean, scale: dict(loc=mean, scale=scale)),
    "cauchy": (stats.cauchy, lambda median, scale: dict(loc=median, scale=scale)),
    "inverse_gamma": (stats.invgamma, lambda shape, scale: dict(a=shape, scale=scale)),
    "chi_square": (stats.chi2, lambda df: dict(df=df)),
    "fisher_f": (stats.f, lambda df1, df2: dict(dfn=df1, dfd=df2)),
    "negative_binomial": (stats.nbinom, lambda mean, shape: dict(n=shape, p=shape / (shape + mean))),
    "geometric": (stats.geom, lambda p: dict(p=p)),
    "hypergeometric": (stats.hypergeom, lambda population, marked, draws: dict(M=population, n=marked, N=draws)),
    "beta_binomial": (stats.betabinom, lambda n, alpha, beta: dict(n=n, a=alpha, b=beta)),
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
    "weibull": [[2, 10], [0.5, 1], [1, 4], [3.6, 1e-6], [20, 300], [0.2, 5]],
    "logistic": [[0, 1], [3, 0.5], [-1e6, 10], [1e-9, 1e-12], [100, 15], [0.5, 200]],
    "loglogistic": [[20, 3], [1, 2.5], [1e-6, 8], [3e9, 20], [5, 0.5], [0.3, 1.5]],
    "student_t": [[0, 1, 5], [3, 0.5, 2.5], [-100, 10, 30], [0, 1, 300], [1, 2, 3], [0, 1, 0.5], [0, 1, 20000]],
    "pareto": [[1, 3], [1e-6, 2.5], [5e8, 20], [2, 1.16], [10, 0.5], [0.3, 400]],
    "gumbel": [[0, 1], [3, 0.5], [-1e6, 10], [1e-9, 1e-12], [100, 15], [0.5, 200]],
    "laplace": [[0, 1], [3, 0.5], [-1e6, 10], [1e-9, 1e-12], [100, 15], [0.5, 200]],
    "cauchy": [[0, 1], [3, 0.5], [-1e6, 10], [1e-9, 1e-12], [100, 15], [0.5, 200]],
    "inverse_gamma": [[4, 6], [2.5, 1], [0.5, 10], [30, 1e-6], [300, 7000], [1, 2]],
    "chi_square": [[5], [1], [2], [0.1], [60], [3000]],
    "fisher_f": [[5, 12], [1, 1], [2, 30], [100, 6], [0.5, 5], [400, 9000]],
    "negative_binomial": [[4, 2], [0.3, 0.1], [50, 1], [1000, 25], [12, 600], [20000, 3.5]],
    "geometric": [[0.2], [0.5], [0.01], [0.97], [0.0001], [0.75]],
    "hypergeometric": [[50, 10, 8], [10, 5, 5], [1000, 20, 900], [5000, 2500, 200], [100000, 40, 3000], [7, 6, 5]],
    "beta_binomial": [[12, 3, 7], [40, 0.5, 0.5], [100, 1, 1], [500, 30, 1.5], [2000, 120, 880], [5, 0.2, 3]],
}



def beta_share(a, b, x):
    return mpmath.betainc(a, b, 0, x, regularized=True)


def quantile_of_t(u, location, scale, df):
    if u == 0.5:
        return location
    tail = mpmath.mpf(min(u, 1 - u))
    start = abs(stats.t.ppf(float(tail), float(df)))
    z = mpmath.findroot(lambda t: mpmath.log(beta_share(mpmath.mpf(df) / 2, 0.5, df / (df + mpmath.exp(2 * t))) / 2 / tail), mpmath.log(start))
    return location + (1 if u > 0.5 else -1) * scale * mpmath.exp(z)


def quantile_of_f(u, df1, df2):
    a, b = mpmath.mpf(df1) / 2, mpmath.mpf(df2) / 2
    share = lambda t: 1 / (1 + df2 / (df1 * mpmath.exp(t)))
    lower = lambda t: mpmath.log(beta_share(a, b, share(t)) / u)
    upper = lambda t: mpmath.log(beta_share(b, a, 1 - share(t)) / (1 - mpmath.mpf(u)))
    return mpmath.exp(mpmath.findroot(lower if u < 0.5 else upper, mpmath.log(stats.f.ppf(u, float(df1), float(df2)))))


QUANTILES = {
    "student_t": quantile_of_t,
    "fisher_f": quantile_of_f,
    "loglogistic": lambda u, median, shape: median * (mpmath.mpf(u) / (1 - mpmath.mpf(u))) ** (1 / shape),
    "cauchy": lambda u, median, scale: median - scale * mpmath.cot(mpmath.pi * mpmath.mpf(u)),
}
CUMULATIVE = {"cauchy": lambda x, median, scale: 0.5 + mpmath.atan((mpmath.mpf(x) - median) / scale) / mpmath.pi}

PROBABILITIES = [1e-9, 0.001, 0.05, 0.3, 0.5, 0.8, 0.95, 0.9999]
TAILS = [1e-12, 1 - 1e-12]
TAILS_OF_WHOLE_NUMBERS = [1e-12, 1 - 1e-9]


def row(name, parameters, what, at, value):
    print(",".join([name, " ".join(f"{p:.17g}" for p in parameters), what, "" if at is None else f"{at:.17g}", f"{value:.17g}"]))


print("distribution,parameters,what,at,value")
for name, sets in PARAMETERS.items():
    for turn, parameters in enumerate(sets):
        family, keywords = FAMILIES[name]
        exact = [mpmath.mpf(parameter) for parameter in parameters]
        frozen = family(**keywords(*parameters))
        discrete = not hasattr(family, "pdf")
        mean, variance = frozen.stats("mv")
        for what, moment in (("mean", mean), ("variance", variance)):
            if abs(moment) < float("inf"):
                row(name, parameters, what, None, moment)
        tails = TAILS_OF_WHOLE_NUMBERS if discrete else TAILS
        for u in [PROBABILITIES[(turn + k) % 8] for k in (0, 3, 5)] + tails:
            row(name, parameters, "quantile", u, float(QUANTILES[name](u, *exact)) if name in QUANTILES else frozen.ppf(u))
        for k in (1, 4, 6):
            x = frozen.ppf(PROBABILITIES[(turn + k) % 8])
            x = x if discrete else float(f"{x:.6g}")
            density = frozen.pmf(x) if discrete else frozen.pdf(x)
            if 0 < density < float("inf"):
                row(name, parameters, "density", x, density)
            row(name, parameters, "cdf", x, float(CUMULATIVE[name](x, *exact)) if name in CUMULATIVE else frozen.cdf(x))
