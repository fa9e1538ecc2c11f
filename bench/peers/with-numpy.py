"""W1, W2 and W5 in numpy (scipy for the quantile functions of W5). Argument: draws per chunk of W1, or nothing for whole arrays (of W2 too)."""
import sys

import numpy as np
import scipy
from scipy import stats
from scipy.stats import qmc

from protocol import losses, serve, statistics

chunk = int(sys.argv[1]) if len(sys.argv) > 1 else None


def draw_losses(random, n):
    return losses(
        random.lognormal(3, 0.5, n),
        random.beta(2, 5, n),
        random.beta(8, 3, n),
        random.lognormal(1, 0.4, n),
        random.triangular(10, 20, 50, n),
        random.normal(0.04, 0.01, n),
        random.random(n) < 0.3,
        random.poisson(4, n),
        random.normal(1.2, 0.25, n),
        random.uniform(0.5, 1.5, n),
        random.standard_normal(n),
        random.lognormal(0, 0.25, n),
    )


def w1(draws, seed):
    random = np.random.Generator(np.random.SFC64(seed))
    if chunk is None:
        return statistics(draw_losses(random, draws))
    rows = np.empty((6, draws))
    for begin in range(0, draws, chunk):
        end = min(draws, begin + chunk)
        for row, values in zip(rows, draw_losses(random, end - begin)):
            row[begin:end] = values
    return statistics(rows)


def w2(runs, _seed):
    """In chunks of 500 runs, whose arrays stay in the nearest cache, or with whole arrays."""
    together = runs if chunk is None else 500
    i = np.arange(10)
    coupling = np.where((7 * i[:, None] + 3 * i[None, :]) % 4 == 0, 1, 0.1)
    np.fill_diagonal(coupling, 0)
    final = np.empty((12, runs))
    for begin in range(0, runs, together):
        u = (np.arange(begin, min(runs, begin + together)) + 0.5) / runs
        rho, eta, theta = 0.004 + 0.002 * u, 1 + 3 * u, 1e-6 * (1 + u)
        c = np.repeat(100.0 + 37 * i[:, None], len(u), axis=1)
        peak = np.zeros(len(u))
        for _ in range(520):
            total = c.sum(axis=0)
            np.maximum(peak, total, out=peak)
            rate = coupling @ c
            rate *= -theta
            rate -= 1e-6 * c
            rate += rho - eta / total
            rate *= c
            c += rate
            np.maximum(c, 0, out=c)
        final[:10, begin : begin + len(u)] = c
        final[10, begin : begin + len(u)] = c.sum(axis=0)
        final[11, begin : begin + len(u)] = peak
    summaries = np.column_stack([final.mean(axis=1), np.quantile(final, [0.05, 0.5, 0.95], axis=1).T])
    return [final[10, [0, runs // 2, runs - 1]].tolist(), *summaries[10:].tolist()]


def w5(base, seed):
    """First and total order indices of each loss: estimators of Saltelli (2010) and Jansen (1999)."""
    points = qmc.Sobol(24, seed=seed).random(base)
    quantiles = (
        lambda u: np.exp(3 + 0.5 * scipy.special.ndtri(u)),
        lambda u: scipy.special.btdtri(2, 5, u),
        lambda u: scipy.special.btdtri(8, 3, u),
        lambda u: np.exp(1 + 0.4 * scipy.special.ndtri(u)),
        lambda u: np.where(u < 0.25, 10 + np.sqrt(400 * u), 50 - np.sqrt(1200 * (1 - u))),
        lambda u: 0.04 + 0.01 * scipy.special.ndtri(u),
        lambda u: u > 0.7,
        lambda u: np.searchsorted(stats.poisson.cdf(np.arange(40), 4), u),
        lambda u: 1.2 + 0.25 * scipy.special.ndtri(u),
        lambda u: 0.5 + u,
        lambda u: scipy.special.ndtri(u),
        lambda u: np.exp(0.25 * scipy.special.ndtri(u)),
    )
    a = [quantile(points[:, k]) for k, quantile in enumerate(quantiles)]
    b = [quantile(points[:, 12 + k]) for k, quantile in enumerate(quantiles)]
    from_a, from_b = np.array(losses(*a)), np.array(losses(*b))
    variance = np.concatenate([from_a, from_b], axis=1).var(axis=1)
    first, whole = np.empty((6, 12)), np.empty((6, 12))
    for k in range(12):
        mixed = np.array(losses(*a[:k], b[k], *a[k + 1 :]))
        first[:, k] = (from_b * (mixed - from_a)).mean(axis=1) / variance
        whole[:, k] = ((from_a - mixed) ** 2).mean(axis=1) / 2 / variance
    return np.concatenate([first, whole], axis=1).tolist()


serve(f"numpy {np.__version__}, scipy {scipy.__version__}", {"W1": w1, "W2": w2, "W5": w5})
