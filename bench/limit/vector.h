/* Vectors of LANES doubles through the compiler's vector extensions: random bits, exp, log, small table look-ups, and the clock. Shared by both programs. */
#pragma once
#define _GNU_SOURCE
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef LANES
#if defined(__AVX512F__) && defined(__AVX512DQ__)
#define LANES 8
#elif defined(__AVX2__)
#define LANES 4
#else
#define LANES 2
#endif
#endif
#if LANES == 8
#include <immintrin.h>
#endif

typedef double real __attribute__((vector_size(8 * LANES)));
typedef int64_t whole __attribute__((vector_size(8 * LANES)));
typedef uint64_t bits __attribute__((vector_size(8 * LANES)));

#define inlined static inline __attribute__((always_inline))

inlined real all(double value) { return value - (real){0}; }
inlined real choose(whole mask, real yes, real no) { return (real)((mask & (whole)yes) | (~mask & (whole)no)); }
inlined real larger(real a, real b) { return choose(a > b, a, b); }
inlined real smaller(real a, real b) { return choose(a < b, a, b); }

inlined int any(whole mask) {
  int64_t found = 0;
#if LANES == 8
  return _mm512_movepi64_mask((__m512i)mask) != 0;
#endif
  for (int lane = 0; lane < LANES; lane++) found |= mask[lane];
  return found != 0;
}

inlined double total(real value) {
  double sum = 0;
  for (int lane = 0; lane < LANES; lane++) sum += value[lane];
  return sum;
}

/* Square roots of numbers that are not negative. */
inlined real root(real value) {
#if LANES == 8
  return (real)_mm512_sqrt_pd((__m512d)value);
#endif
  for (int lane = 0; lane < LANES; lane++) value[lane] = sqrt(value[lane]);
  return value;
}

/* The entries of a table of 16 doubles; only the low four bits of an index count. With AVX-512 the table is held in two registers. */
inlined real entry(const double *table, whole index) {
#if LANES == 8
  return (real)_mm512_permutex2var_pd(_mm512_load_pd(table), (__m512i)index, _mm512_load_pd(table + 8));
#else
  real found;
  for (int lane = 0; lane < LANES; lane++) found[lane] = table[index[lane] & 15];
  return found;
#endif
}

/* xoshiro256++ (Blackman and Vigna 2019) in every lane; seeded by splitmix64. */
typedef struct { bits a, b, c, d; } generator;

inlined bits turn(bits value, int by) { return (value << by) | (value >> (64 - by)); }

inlined bits next(generator *g) {
  bits result = turn(g->a + g->d, 23) + g->a, shifted = g->b << 17;
  g->c ^= g->a;
  g->d ^= g->b;
  g->b ^= g->c;
  g->a ^= g->d;
  g->c ^= shifted;
  g->d = turn(g->d, 45);
  return result;
}

static __attribute__((unused)) generator seeded(uint64_t seed) {
  generator g;
  uint64_t state = seed * 0x632be59bd9b4e019u;
  bits *words[] = {&g.a, &g.b, &g.c, &g.d};
  for (int word = 0; word < 4; word++)
    for (int lane = 0; lane < LANES; lane++) {
      uint64_t z = state += 0x9e3779b97f4a7c15u;
      z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
      z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
      (*words[word])[lane] = z ^ (z >> 31);
    }
  return g;
}

#define ONE 0x3ff0000000000000

/* Uniform in (0, 1): 52 bits and a half. */
inlined real uniform(bits random) { return (real)((random >> 12) | ONE) - (1 - 0x1p-53); }

static double powers[16] __attribute__((aligned(64)));
static double reciprocals[16] __attribute__((aligned(64)));
static double logarithms[16] __attribute__((aligned(64)));

static __attribute__((unused)) void fill_elementary(void) {
  for (int i = 0; i < 16; i++) {
    powers[i] = exp2(i / 16.0);
    reciprocals[i] = 1 / (1 + (i + 0.5) / 16);
    logarithms[i] = -log(reciprocals[i]);
  }
}

/* e to the x, |x| < 700: 2^(n/16) from a table times a polynomial on |r| <= ln 2 / 32. */
inlined real exponential(real x) {
  const double magic = 0x1.8p52;
  real shifted = x * (16 / M_LN2) + magic;
  whole n = (whole)shifted;
  real r = x - (shifted - magic) * (M_LN2 / 16);
  real p = 1 + r * (0.5 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120))));
  real power = entry(powers, n);
  return (real)((whole)(power + power * (r * p)) + ((n >> 4) << 52));
}

/* Natural logarithm of positive normal numbers: exponent, the middle of one of 16 intervals of the mantissa, and a polynomial on |r| < 1/32. */
inlined real logarithm(real x) {
  whole representation = (whole)x, index = representation >> 48;
  real exponent = __builtin_convertvector((representation >> 52) - 1023, real);
  real mantissa = (real)((representation & 0x000fffffffffffff) | ONE);
  real r = mantissa * entry(reciprocals, index) - 1;
  real p = 1 - r * (0.5 - r * (1.0 / 3 - r * (1.0 / 4 - r * (1.0 / 5 - r * (1.0 / 6 - r * (1.0 / 7))))));
  return exponent * M_LN2 + (entry(logarithms, index) + r * p);
}

static double milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e3 + now.tv_nsec * 1e-6;
}

static const char *version(void) {
  static char text[80];
#ifdef __clang__
  snprintf(text, sizeof text, "clang %d.%d, %d bits", __clang_major__, __clang_minor__, 64 * LANES);
#else
  snprintf(text, sizeof text, "gcc %d.%d, %d bits", __GNUC__, __GNUC_MINOR__, 64 * LANES);
#endif
  return text;
}
