"""
Writes golden.csv, against which golden.test.ts checks the elementary and special functions: python3 golden.py > golden.csv
Every row holds a function, its arguments, the nearest double to the value that mpmath (1.3, at 60 digits or more) gives, and by how much the
exact value is more than it, in units of the double's last place. Another count of random arguments may be given for a closer look.
"""
import random
import struct
import sys

from mpmath import mp, mpf

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 50
LEAST, NORMAL, MOST = 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308
SMALL = [0.0, LEAST, 1e-310, NORMAL, 1e-200, 1e-150, 1e-20, 2.0**-53, 1e-8, 0.1, 0.5, 1.0]


def step(x, places):
    """The number so many places further from zero."""
    return struct.unpack("<d", struct.pack("<q", struct.unpack("<q", struct.pack("<d", x))[0] + places))[0]


def around(*points):
    return [step(x, places) for x in points for places in (-1, 0, 1)]


def even(low, high, count=COUNT):
    return [random.uniform(low, high) for _ in range(count)]


def scales(low, high, count=COUNT // 3):
    """Numbers of all sizes between two powers of two."""
    return [random.uniform(1, 2) * 2.0 ** random.randint(low, high) for _ in range(count)]


def both(numbers):
    return [sign * x for x in numbers for sign in (1, -1)]


def normal_cdf(z):
    return mp.erfc(-z / mp.sqrt(2)) / 2


def normal_quantile(u):
    if u > 0.5:
        return -normal_quantile(1 - u)
    if u == 0.5:
        return mpf(0)
    z = -mp.sqrt(-2 * mp.log(u)) if u < 0.1 else mpf(0)
    for _ in range(60):
        p = normal_cdf(z)
        step = (mp.log(p) - mp.log(u)) * p / mp.npdf(z)
        z -= step
        if abs(step) < abs(z) * mpf(10) ** -45:
            break
    return z


random.seed(20)
TINY = SMALL + scales(-1074, -2)
FUNCTIONS = {
    "exp": (mp.exp, both(TINY) + even(-1, 1) + even(-745.1, 709.7) + even(-745.1, -708, COUNT // 5) + around(709.782712893384, -745.1332191019411, 0.34657359027997264)),
    "expm1": (mp.expm1, both(TINY) + even(-1, 1) + even(-40, 700) + even(-40, 5) + around(0.34657359027997264, -0.34657359027997264)),
    "tanh": (mp.tanh, both(TINY) + even(-1, 1) + even(-20, 20)),
    "ln": (mp.log, SMALL[1:] + scales(-1074, 1023) + even(0.4, 3) + even(0.99, 1.01) + around(1.0, 1.4142135623730951, 0.7071067811865476, 2.0) + [MOST]),
    "log1p": (mp.log1p, both(TINY[:-1]) + scales(0, 1023) + even(-0.9999, 2) + even(-0.3, 0.42) + around(-0.29289321881345254, 0.41421356237309515) + [-1 + 2.0**-53, MOST]),
    "sin": (mp.sin, both(TINY) + even(-10, 10) + even(-1e6, 1e6) + scales(20, 1023) + around(*(float(mp.pi / 4 * k) for k in range(1, 9))) + [MOST, 5.319372648326541e255]),
    "cos": (mp.cos, both(TINY) + even(-10, 10) + even(-1e6, 1e6) + scales(20, 1023) + around(*(float(mp.pi / 4 * k) for k in range(1, 9))) + [MOST, 5.319372648326541e255]),
    "erf": (mp.erf, both(TINY) + even(-1, 1) + even(-6, 6) + around(0.5, -0.5)),
    "erfc": (mp.erfc, both(TINY) + even(-6, 6) + even(0, 26.5) + [26.55, 27.0]),
    "normalDensity": (mp.npdf, both(TINY) + even(-9, 9) + even(-38.5, 38.5)),
    "normalCdf": (normal_cdf, both(TINY) + even(-9, 9) + even(-38.4, 1) + around(0.7071067811865475)),
    "normalQuantile": (normal_quantile, SMALL[1:-1] + scales(-1074, -5) + even(0, 1) + even(0.07, 0.08, COUNT // 3) + around(0.075, 0.925) + [1 - 2.0**-53, 1.39e-11, 1.388e-11]),
    "lgamma": (mp.loggamma, SMALL[1:] + scales(-1074, 1010) + even(0, 3) + even(2, 12) + even(10, 1000) + around(0.5, 1.5, 2.5, 10.0, 1.0, 2.0)),
}
POWERS = (
    [(x, random.uniform(-1, 1) * 700 / float(abs(mp.log(x)))) for x in scales(-1000, 1000, COUNT) + even(0.5, 2) if x != 1]
    + [(x, y) for x in even(0, 10, COUNT // 2) for y in (random.uniform(-5, 5), float(random.randint(-20, 20)))]
    + [(x, y) for x in (LEAST, 1e-310, 2.0, 3.0, 10.0, -3.0, 1 + 2.0**-52, 1 - 2.0**-53) for y in (-3.0, -1.0, 1 / 3, 0.5, 2.0, 3.0, 7.0, 33.0)]
)


def row(name, arguments, value):
    if not (value == 0 or LEAST <= abs(value) <= MOST):
        return
    nearest = float(value)
    unit = mpf(2) ** max(mp.frexp(abs(mpf(nearest)))[1] - 53, -1074) if nearest else mpf(LEAST)
    print(",".join([name, *(repr(x) for x in arguments), repr(nearest), f"{float((value - mpf(nearest)) / unit):.4f}"]))


print("function,arguments,nearest,more")
for name, (function, arguments) in FUNCTIONS.items():
    for x in arguments:
        mp.dps = 400 if name in ("sin", "cos") else 60
        if name in ("expm1", "log1p", "tanh", "erf", "erfc", "normalCdf") and abs(x) < 1e-30:
            mp.dps = 720
        row(name, [x], function(mpf(x)))
mp.dps = 80
for x, y in POWERS:
    if x > 0 or y == int(y):
        row("pow", [x, y], mp.power(mpf(x), mpf(y)))
