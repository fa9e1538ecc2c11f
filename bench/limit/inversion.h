/* The inputs of W1 by inversion of one random word each: quantile functions as tables of polynomials, Poisson by search in its cumulated probabilities.
 * The error in u is below 1e-12, measured against scipy. */
#include "vector.h"

/* With AVX-512 few rows fit into registers; elsewhere more and shorter polynomials are better. Row: octave, and the first PART_BITS of the mantissa. */
#if LANES == 8
enum { DEGREE = 10, PART_BITS = 1 };
#else
enum { DEGREE = 6, PART_BITS = 3 };
#endif
enum { PARTS = 1 << PART_BITS, OCTAVES = 53, ROWS = OCTAVES * PARTS, ROW_SHIFT = 52 - PART_BITS };
#define WITHIN_ROW ((1ll << ROW_SHIFT) - 1)
static const double half_part = 0.5 / PARTS;

/* One side of a quantile function: polynomials of v = 2 min(u, 1 - u) on every part of every octave; `near` holds v >= 2^-8 for `entry`. */
typedef struct {
  double near[DEGREE + 1][16] __attribute__((aligned(64)));
  double far[ROWS][DEGREE + 1] __attribute__((aligned(64)));
} side;
static side normal_table, deter_table[2], succ_table[2];
static double poisson_table[32] __attribute__((aligned(64)));

typedef long double tail_function(long double x);
static long double normal_tail(long double z) { return erfcl(z * M_SQRT1_2l) / 2; }

/* P(X > j - 1) for X ~ binomial(n, x), which is the distribution function of beta(j, n - j + 1). */
static long double binomial_tail(int n, int j, long double x) {
  long double sum = 0, ways = 1;
  for (int k = 0; k <= n; ways = ways * (n - k) / (k + 1), k++)
    if (k >= j) sum += ways * powl(x, k) * powl(1 - x, n - k);
  return sum;
}
static long double deter_left(long double x) { return binomial_tail(6, 2, x); }
static long double deter_right(long double y) { return binomial_tail(6, 5, y); }
static long double succ_left(long double x) { return binomial_tail(10, 8, x); }
static long double succ_right(long double y) { return binomial_tail(10, 3, y); }

/* Where a monotone function takes the value v, by bisection. */
static long double inverse(tail_function *function, long double from, long double to, int rises, long double v) {
  for (int step = 0; step < 90; step++) {
    long double middle = (from + to) / 2;
    if ((function(middle) < v) == rises) from = middle;
    else to = middle;
  }
  return from;
}

/* Interpolates offset + sign * inverse at Chebyshev points of every half octave. */
static void fill_side(side *s, tail_function *function, long double end, int rises, long double offset, long double sign) {
  for (int row = 0; row < ROWS; row++) {
    long double x[DEGREE + 1], c[DEGREE + 1], polynomial[DEGREE + 1] = {0};
    int octave = row / PARTS;
    long double middle = 1 + (row % PARTS + 0.5L) / PARTS;
    for (int i = 0; i <= DEGREE; i++) {
      x[i] = half_part * cosl(M_PIl * (i + 0.5L) / (DEGREE + 1));
      c[i] = offset + sign * inverse(function, 0, end, rises, ldexpl(middle + x[i], -2 - octave));
    }
    for (int k = 1; k <= DEGREE; k++)
      for (int i = DEGREE; i >= k; i--) c[i] = (c[i] - c[i - 1]) / (x[i] - x[i - k]);
    for (int k = DEGREE; k >= 0; k--) {
      for (int i = DEGREE; i > 0; i--) polynomial[i] = polynomial[i - 1] - x[k] * polynomial[i];
      polynomial[0] = c[k] - x[k] * polynomial[0];
    }
    for (int k = 0; k <= DEGREE; k++) {
      s->far[row][k] = polynomial[k];
      if (LANES == 8 && octave < 8) s->near[k][((1022 - octave) * PARTS + row % PARTS) & 15] = polynomial[k];
    }
  }
}

static void fill_tables(void) {
  fill_elementary();
  fill_side(&normal_table, normal_tail, 40, 0, 0, 1);
  fill_side(&deter_table[0], deter_left, 1, 1, 0, 1);
  fill_side(&deter_table[1], deter_right, 1, 1, 1, -1);
  fill_side(&succ_table[0], succ_left, 1, 1, 0, 1);
  fill_side(&succ_table[1], succ_right, 1, 1, 1, -1);
  long double mass = expl(-4), sum = 0;
  for (int k = 0; k < 32; mass *= 4.0L / ++k) poisson_table[k] = sum += mass;
}

/* Where v lies in its row, from the middle. */
inlined real place(real v) { return (real)(((whole)v & WITHIN_ROW) | ONE) - (1 + half_part); }

inlined const double *far_row(const side *left, const side *right, int64_t v, uint64_t random) {
  int64_t row = (1023ll * PARTS - 1 - (v >> ROW_SHIFT)) ^ (PARTS - 1);
  return (random & 1 ? right : left)->far[row];
}

static __attribute__((noinline, unused)) real far_values(const side *left, const side *right, real v, bits random, real near) {
  for (int lane = 0; lane < LANES; lane++) {
    if (v[lane] >= 0x1p-8) continue;
    const double *row = far_row(left, right, ((whole)v)[lane], random[lane]);
    double x = place(v)[lane], value = 0;
    for (int k = DEGREE; k >= 0; k--) value = value * x + row[k];
    near[lane] = value;
  }
  return near;
}

/* The lowest bit of the random word is the side, the upper 52 are v. */
inlined real inverted(const side *left, const side *right, bits random) {
  real v = uniform(random), x = place(v), value = all(0);
#if LANES == 8
  whole row = (whole)v >> ROW_SHIFT, isRight = (whole)(random << 63) >> 63;
  for (int k = DEGREE; k >= 0; k--) {
    real coefficient = entry(left->near[k], row);
    if (left != right) coefficient = choose(isRight, entry(right->near[k], row), coefficient);
    value = value * x + coefficient;
  }
  if (__builtin_expect(any(v < 0x1p-8), 0)) value = far_values(left, right, v, random, value);
#else
  const double *rows[LANES];
  for (int lane = 0; lane < LANES; lane++) rows[lane] = far_row(left, right, ((whole)v)[lane], random[lane]);
  for (int k = DEGREE; k >= 0; k--) {
    real coefficient;
    for (int lane = 0; lane < LANES; lane++) coefficient[lane] = rows[lane][k];
    value = value * x + coefficient;
  }
#endif
  return value;
}

inlined real standard_normal(bits random) {
  return (real)((bits)inverted(&normal_table, &normal_table, random) ^ (random << 63));
}

inlined real poisson(real u) {
  whole count = {0};
  for (int step = 8; step > 0; step /= 2) count += (u > entry(poisson_table, count + (step - 1))) & step;
  if (__builtin_expect(any(u > poisson_table[15]), 0))
    for (int lane = 0; lane < LANES; lane++)
      while (count[lane] < 31 && u[lane] > poisson_table[count[lane]]) count[lane]++;
  return __builtin_convertvector(count, real);
}

inlined real triangular(real u) {
  whole isLow = u < 0.25;
  real distance = root(choose(isLow, u * 400, (1 - u) * 1200));
  return choose(isLow, 10 + distance, 50 - distance);
}
