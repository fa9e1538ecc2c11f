/* Exact statistics of six streams: a pilot brackets each quantile, and only what falls inside a bracket is kept and searched. */
#include "vector.h"

enum { PILOT = 16384, LOSSES = 6, RANKS = 3 };
static const double ranks[RANKS] = {0.05, 0.5, 0.95};

/* What is gathered of one loss: sums about the centre, the sum above the highest bracket, and the values inside any bracket. */
typedef struct {
  double sum, squares, tail;
  int64_t below[RANKS], best, count;
  double *kept;
} gathered;
typedef struct { double centre, low[RANKS], high[RANKS]; } brackets;
static brackets asked[LOSSES];
static real *pilot;

inlined int64_t keep(double *to, real x, whole isKept) {
#if LANES == 8
  __mmask8 mask = _mm512_movepi64_mask((__m512i)isKept);
  _mm512_storeu_pd(to, _mm512_maskz_compress_pd(mask, (__m512d)x));
  return __builtin_popcount(mask);
#else
  int64_t count = 0;
  for (int lane = 0; lane < LANES; lane++) {
    to[count] = x[lane];
    count -= isKept[lane];
  }
  return count;
#endif
}

static void gather(gathered *losses, const real *values, int stride, int vectors) {
  for (int k = 0; k < LOSSES; k++) {
    gathered *to = &losses[k];
    const brackets b = asked[k];
    real sum = all(0), squares = all(0), tail = all(0);
    whole below[RANKS] = {{0}, {0}, {0}};
    double *kept = to->kept + to->count;
    for (int i = 0; i < vectors; i++) {
      real x = values[k * stride + i], deviation = x - b.centre;
      sum += deviation;
      squares += deviation * deviation;
      whole isIn = {0}, isLow, isHigh;
      for (int rank = 0; rank < RANKS; rank++) {
        isLow = x < b.low[rank];
        isHigh = x > b.high[rank];
        below[rank] -= isLow;
        isIn |= ~(isLow | isHigh);
      }
      tail += choose(isHigh, x, all(0));
      kept += keep(kept, x, isIn);
    }
    to->sum += total(sum);
    to->squares += total(squares);
    to->tail += total(tail);
    for (int rank = 0; rank < RANKS; rank++)
      for (int lane = 0; lane < LANES; lane++) to->below[rank] += below[rank][lane];
    to->count = kept - to->kept;
  }
  whole best[LOSSES] = {{0}, {0}, {0}, {0}, {0}, {0}};
  for (int i = 0; i < vectors; i++) {
    real x[LOSSES];
    for (int k = 0; k < LOSSES; k++) x[k] = values[k * stride + i];
    real least = smaller(smaller(smaller(x[0], x[1]), smaller(x[2], x[3])), smaller(x[4], x[5]));
    for (int k = 0; k < LOSSES; k++) best[k] -= x[k] == least;
  }
  for (int k = 0; k < LOSSES; k++)
    for (int lane = 0; lane < LANES; lane++) losses[k].best += best[k][lane];
}

/* Moves the element of this rank to its place among x[from..to], smaller ones before it (Hoare). */
static double selected(double *x, int64_t from, int64_t to, int64_t rank) {
  while (from < to) {
    double pivot = x[from + (to - from) / 2];
    int64_t i = from, j = to;
    while (i <= j) {
      while (x[i] < pivot) i++;
      while (x[j] > pivot) j--;
      if (i <= j) {
        double swapped = x[i];
        x[i++] = x[j];
        x[j--] = swapped;
      }
    }
    if (rank <= j) to = j;
    else if (rank >= i) from = i;
    else break;
  }
  return x[rank];
}

/* The elements of `count` rising ranks, the middle one first. */
static void select_all(double *x, int64_t from, int64_t to, const int64_t *wanted, double *found, int count) {
  if (count == 0) return;
  int middle = count / 2;
  found[middle] = selected(x, from, to, wanted[middle]);
  select_all(x, from, wanted[middle], wanted, found, middle);
  select_all(x, wanted[middle], to, wanted + middle + 1, found + middle + 1, count - middle - 1);
}

/* Brackets `width` standard errors of the rank to either side, from the pilot. */
static void bracket(int64_t pilots, double *scratch, double width) {
  for (int k = 0; k < LOSSES; k++) {
    int64_t wanted[2 * RANKS];
    double found[2 * RANKS], sum = 0;
    memcpy(scratch, pilot + k * (pilots / LANES), pilots * sizeof(double));
    for (int64_t i = 0; i < pilots; i++) sum += scratch[i];
    asked[k].centre = sum / pilots;
    for (int rank = 0; rank < RANKS; rank++) {
      double at = ranks[rank] * (pilots - 1), spread = width * sqrt(pilots * ranks[rank] * (1 - ranks[rank])) + 1;
      wanted[2 * rank] = fmax(0, at - spread);
      wanted[2 * rank + 1] = fmin(pilots - 1, at + spread);
    }
    select_all(scratch, 0, pilots - 1, wanted, found, 2 * RANKS);
    for (int rank = 0; rank < RANKS; rank++) {
      asked[k].low[rank] = wanted[2 * rank] == 0 ? -INFINITY : found[2 * rank];
      asked[k].high[rank] = wanted[2 * rank + 1] == pilots - 1 ? INFINITY : found[2 * rank + 1];
    }
  }
}

typedef struct { int64_t below, count; double above; } parted;

/* Writes to `to` the values of x that lie in [low, high]; counts those below and sums those above. Both need room for LANES more. */
static parted part(double *x, int64_t count, double low, double high, double *to) {
  parted result = {0, 0, 0};
  whole below = {0};
  real above = all(0);
  for (int64_t i = count; i % LANES != 0; i++) x[i] = NAN;
  for (int64_t i = 0; i < count; i += LANES) {
    real v;
    memcpy(&v, x + i, sizeof v);
    below -= v < low;
    above += choose(v > high, v, all(0));
    result.count += keep(to + result.count, v, (v >= low) & (v <= high));
  }
  result.above = total(above);
  for (int lane = 0; lane < LANES; lane++) result.below += below[lane];
  return result;
}

/* mean, sd, p5, p50, p95, mean of the worst 5 %, P(best); false when a quantile fell outside its bracket. */
static int conclude(gathered *all, const brackets *b, int64_t draws, double *scratch, double *answers) {
  double mean = all->sum / draws, *inside = scratch, *near = scratch + draws + 2 * LANES;
  answers[0] = b->centre + mean;
  answers[1] = sqrt((all->squares - draws * mean * mean) / (draws - 1));
  for (int rank = 0; rank < RANKS; rank++) {
    double low = b->low[rank], high = b->high[rank], at = ranks[rank] * (draws - 1), *x = inside;
    int64_t count = part(all->kept, all->count, low, high, inside).count, place = (int64_t)at - all->below[rank], last = count - 1;
    if (place < 0 || place >= last) return 0;
    /* Inside a bracket values lie almost evenly, so that the answer is near a known place; elsewhere it is sought among all. */
    double guess = low + (high - low) * place / count, reach = 0.04 * (high - low), tail = rank == RANKS - 1 ? all->tail : 0;
    if (isfinite(reach) && count > 1000) {
      parted closer = part(inside, count, guess - reach, guess + reach, near);
      if (place >= closer.below && place - closer.below < closer.count - 1) {
        x = near;
        place -= closer.below;
        last = closer.count - 1;
        tail += closer.above;
      }
    }
    double above = selected(x, 0, last, place + 1), value = selected(x, 0, place + 1, place);
    answers[2 + rank] = value + (at - (int64_t)at) * (above - value);
    if (rank == RANKS - 1) {
      for (int64_t i = place + 1; i <= last; i++) tail += x[i];
      answers[5] = tail / (draws - 1 - (int64_t)at);
    }
  }
  answers[6] = (double)all->best / draws;
  return 1;
}
