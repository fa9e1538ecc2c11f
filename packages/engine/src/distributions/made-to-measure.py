"""Writes made-to-measure.csv, values for metalog distributions and smoothed data, computed with mpmath (1.3.0) and SciPy (1.10.1) from the definitions: python3 made-to-measure.py > made-to-measure.csv

A row holds the kind; bounds or bandwidth (`-` for none); probabilities and values; what is asked; at which u or x; the answer.
Metalog: the basis of Keelin (2016), equation 6, solved exactly. Smoothed data: the mean of normal distribution functions, its quantiles by bisection.
"""
import mpmath
import numpy

mpmath.mp.dps = 120


def terms(u, count):
    u = mpmath.mpf(u)
    stretched, centred = mpmath.log(u / (1 - u)), u - mpmath.mpf("0.5")
    first = [mpmath.mpf(1), stretched, centred * stretched, centred]
    later = [centred ** (k // 2) * (stretched if k % 2 == 1 else 1) for k in range(4, count)]
    return (first + later)[:count]


def to(x, low, high):
    if low is None and high is None:
        return x
    if high is None:
        return mpmath.log(x - low)
    return -mpmath.log(high - x) if low is None else mpmath.log((x - low) / (high - x))


def back(m, low, high):
    if low is None and high is None:
        return m
    if high is None:
        return low + mpmath.exp(m)
    return high - mpmath.exp(-m) if low is None else (low + high * mpmath.exp(m)) / (1 + mpmath.exp(m))


def fitted(probabilities, values, low, high, count):
    matrix = mpmath.matrix([terms(u, count) for u in probabilities])
    wanted = mpmath.matrix([to(mpmath.mpf(x), low, high) for x in values])
    return mpmath.lu_solve(matrix, wanted) if len(values) == count else mpmath.lu_solve(matrix.T * matrix, matrix.T * wanted)


METALOGS = [
    ([0.1, 0.5, 0.9], [2, 3, 7], None, None, 3),
    ([0.1, 0.5, 0.9], [2, 3, 7], 0, None, 3),
    ([0.1, 0.5, 0.9], [2, 4, 7], None, 9, 3),
    ([0.1, 0.5, 0.9], [2, 3, 7], 0, 10, 3),
    ([0.05, 0.95], [-4, 4], None, None, 2),
    ([0.05, 0.25, 0.75, 0.95], [1e6, 2e6, 3e6, 6e6], None, None, 4),
    ([0.01, 0.1, 0.35, 0.6, 0.85, 0.99], [-12, -4, 0.5, 3, 8, 21], None, None, 6),
    ([0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95], [3, 4, 6, 9, 14, 22, 29], 0, None, 4),
    ([0.02, 0.1, 0.2, 0.4, 0.5, 0.7, 0.8, 0.9, 0.98], [0.02, 0.06, 0.1, 0.18, 0.22, 0.34, 0.42, 0.55, 0.75], 0, 1, 5),
    ([0.001, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 0.999], [-3.0902, -2.0537, -1.2816, -0.5244, 0, 0.5244, 1.2816, 2.0537, 3.0902], None, None, 9),
]

DATA = [
    ([12, 15, 21, 34], 3.5),
    ([0.1, 0.2, 0.25, 0.9, 7, 7.5], 0.05),
    ([-3], 2),
    ([1e5 + 37 * k * k % 101 for k in range(60)], 6),
]


def text(numbers):
    return " ".join(f"{float(x):.17g}" for x in numbers)


def row(*cells):
    print(",".join(cells))


print("kind,settings,probabilities,values,what,at,answer")
for probabilities, values, low, high, count in METALOGS:
    coefficients = fitted(probabilities, values, low, high, count)
    settings = f"{count} {'-' if low is None else low} {'-' if high is None else high}"
    for u in (1e-12, 0.001, 0.03, 0.2, 0.5, 0.62, 0.97, 0.999, 1 - 1e-12):
        answer = back(mpmath.fdot(terms(u, count), coefficients), low, high)
        row("metalog", settings, text(probabilities), text(values), "quantile", f"{u:.17g}", f"{float(answer):.17g}")
    curve = lambda t: back(mpmath.fdot(terms(1 / (1 + mpmath.exp(-t)), count), coefficients), low, high)
    average = lambda of: mpmath.quad(lambda t: of(curve(t)) / (4 * mpmath.cosh(t / 2) ** 2), range(-200, 201, 10))
    mean = average(lambda x: x)
    for what, moment in (("mean", mean), ("variance", average(lambda x: (x - mean) ** 2))):
        row("metalog", settings, text(probabilities), text(values), what, "", f"{float(moment):.17g}")
for values, width in DATA:
    values = sorted(values)
    parts = [mpmath.mpf(x) for x in values]
    below = lambda x: mpmath.fsum(mpmath.ncdf((x - part) / width) for part in parts) / len(parts)
    row("smoothed", f"{width}", "", text(values), "mean", "", f"{float(numpy.mean(values)):.17g}")
    row("smoothed", f"{width}", "", text(values), "variance", "", f"{float(numpy.var(values) + width**2):.17g}")
    if len(values) > 1:
        sd, quartiles = numpy.std(values, ddof=1), numpy.quantile(values, [0.25, 0.75])
        rule = 0.9 * min(sd, (quartiles[1] - quartiles[0]) / 1.34) * len(values) ** -0.2
        row("smoothed", f"{width}", "", text(values), "silverman", "", f"{rule:.17g}")
    for u in (1e-12, 0.001, 0.2, 0.49, 0.7, 0.97, 1 - 1e-12):
        wanted = mpmath.mpf(u)
        low, high = parts[0] - 10 * width, parts[-1] + 10 * width
        for _ in range(170):
            middle = (low + high) / 2
            low, high = (middle, high) if below(middle) < wanted else (low, middle)
        row("smoothed", f"{width}", "", text(values), "quantile", f"{u:.17g}", f"{float(low):.17g}")
        density = mpmath.fsum(mpmath.npdf((low - part) / width) for part in parts) / len(parts) / width
        row("smoothed", f"{width}", "", text(values), "density", f"{float(low):.17g}", f"{float(density):.17g}")
