"""The protocol of a peer in Python, and W1's losses and statistics on numpy arrays."""
import json
import sys
import time

import numpy as np


def serve(version, handlers):
    """Greets with the version, then answers every line "WORKLOAD DRAWS SEED" with milliseconds and answers."""
    print(json.dumps({"version": version}), flush=True)
    for line in sys.stdin:
        workload, draws, seed = line.split()[:3]
        begun = time.perf_counter()
        answers = handlers[workload](int(draws), int(seed))
        ms = (time.perf_counter() - begun) * 1e3
        print(json.dumps({"ms": ms, "answers": answers}), flush=True)


def losses(threat, deter, succ, backl, cost, rate, escal, incid, elast, coop, shock, legal):
    """The six losses of W1, one row each."""
    disc = np.exp(-5 * rate)
    harm = np.exp(elast * np.log(threat * np.exp(0.15 * shock)))
    w = incid * backl
    h = (harm + w) * disc
    c2 = np.maximum(cost, 15) * legal
    cd = np.where(escal > 0.5, 1.8 * c2, c2) * disc
    hs = h * succ * coop / (coop + 1)
    wd = w * deter * disc
    return (
        h,
        h - 0.2 * hs + 0.2 * cd,
        h - 0.35 * hs + 0.5 * cd,
        h - 0.6 * hs + 0.9 * wd + cd,
        np.maximum(h - 1.4 * hs, 5) + 3.5 * wd + 1.6 * cd,
        h - 0.8 * hs + np.minimum(cd, 30) + 0.5 * wd,
    )


def statistics(rows):
    """mean, sd, p5, p50, p95, mean of the worst 5 %, P(best) of each row."""
    draws = len(rows[0])
    least = rows[0]
    for row in rows[1:]:
        least = np.minimum(least, row)
    places = [p * (draws - 1) for p in (0.05, 0.5, 0.95)]
    below = [int(place) for place in places]
    answers = []
    for row in rows:
        ordered = np.partition(row, [rank for b in below for rank in (b, b + 1)])
        quantiles = [ordered[b] + (place - b) * (ordered[b + 1] - ordered[b]) for b, place in zip(below, places)]
        worst = ordered[below[2] + 1 :].mean()
        answers.append([row.mean(), row.std(ddof=1), *quantiles, worst, np.count_nonzero(row == least) / draws])
    return np.array(answers).tolist()
