/*
 * W2 as near to the limit of the hardware as we can write it: all ten stocks of LANES runs stay in registers through the 520 steps. Reads
 * lines "W2 RUNS SEED" (the seed changes nothing), answers each with one line of JSON. Argument: threads.
 */
#include "vector.h"

enum { STOCKS = 10, STEPS = 520, COLUMNS = STOCKS + 2, THREADS = 64 };
static const double ranks[] = {0.05, 0.5, 0.95};

/* One column per final stock, then the final total and the peak. */
static double *columns[COLUMNS];
typedef struct { int64_t from, to, runs; } span;

static void *work(void *given) {
  const span *part = given;
  for (int64_t first = part->from; first < part->to; first += LANES) {
    real u, c[STOCKS], sum, peak = all(0);
    for (int lane = 0; lane < LANES; lane++) u[lane] = (first + lane + 0.5) / part->runs;
    const real rho = 0.004 + 0.002 * u, eta = 1 + 3 * u, tenth = 1e-7 * (1 + u);
    for (int i = 0; i < STOCKS; i++) c[i] = all(100 + 37 * i);
    for (int step = 0;; step++) {
      sum = ((c[0] + c[1]) + (c[2] + c[3])) + ((c[4] + c[5]) + (c[6] + c[7])) + (c[8] + c[9]);
      if (step == STEPS) break;
      peak = larger(peak, sum);
      const real growth = rho - eta / sum;
      real grown[STOCKS];
#pragma GCC unroll 10
      for (int i = 0; i < STOCKS; i++) {
        real strong = all(0), weak = all(0);
#pragma GCC unroll 10
        for (int j = 0; j < STOCKS; j++) {
          if (i == j) continue;
          if ((7 * i + 3 * j) % 4 == 0) strong += c[j];
          else weak += c[j];
        }
        grown[i] = larger(all(0), c[i] + c[i] * (growth - 1e-6 * c[i] - tenth * (10 * strong + weak)));
      }
      for (int i = 0; i < STOCKS; i++) c[i] = grown[i];
    }
    for (int i = 0; i < STOCKS; i++) memcpy(columns[i] + first, &c[i], sizeof(real));
    memcpy(columns[STOCKS] + first, &sum, sizeof(real));
    memcpy(columns[STOCKS + 1] + first, &peak, sizeof(real));
  }
  return 0;
}

static int rising(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

/* Mean and three quantiles of each column; `sorted` is room for one. */
static void conclude(int64_t runs, double *sorted, double answers[COLUMNS][4]) {
  for (int column = 0; column < COLUMNS; column++) {
    double sum = 0;
    int isSorted = 1;
    memcpy(sorted, columns[column], runs * sizeof(double));
    for (int64_t i = 0; i < runs; i++) {
      sum += sorted[i];
      isSorted &= i == 0 || sorted[i] >= sorted[i - 1];
    }
    if (!isSorted) qsort(sorted, runs, sizeof(double), rising);
    answers[column][0] = sum / runs;
    for (int rank = 0; rank < 3; rank++) {
      double at = ranks[rank] * (runs - 1);
      int64_t below = at;
      answers[column][1 + rank] = sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }
  }
}

int main(int count, char **arguments) {
  int threads = count > 1 ? atoi(arguments[1]) : 1;
  if (threads < 1 || threads > THREADS) return 2;
  unsigned long long seed;
  long long runs;
  double *sorted = 0, answers[COLUMNS][4];
  int64_t capacity = 0;
  printf("{\"version\":\"%s\"}\n", version());
  fflush(stdout);
  while (scanf(" W2 %lld %llu", &runs, &seed) == 2) {
    runs = runs / LANES * LANES;
    if (runs > capacity) {
      capacity = runs;
      sorted = malloc(runs * sizeof(double));
      for (int column = 0; column < COLUMNS; column++) columns[column] = malloc(runs * sizeof(double));
    }
    double begun = milliseconds();
    span spans[THREADS];
    pthread_t others[THREADS];
    for (int t = 0; t < threads; t++) {
      spans[t] = (span){runs / LANES * t / threads * LANES, runs / LANES * (t + 1) / threads * LANES, runs};
      if (t > 0) pthread_create(&others[t], 0, work, &spans[t]);
    }
    work(&spans[0]);
    for (int t = 1; t < threads; t++) pthread_join(others[t], 0);
    conclude(runs, sorted, answers);
    printf("{\"ms\":%.4f,\"answers\":[[", milliseconds() - begun);
    for (int k = 0; k < 3; k++) printf("%s%.17g", k == 0 ? "" : ",", columns[STOCKS][k * (runs / 2) < runs ? k * (runs / 2) : runs - 1]);
    printf("]");
    for (int column = STOCKS; column < COLUMNS; column++)
      printf(",[%.17g,%.17g,%.17g,%.17g]", answers[column][0], answers[column][1], answers[column][2], answers[column][3]);
    printf("]}\n");
    fflush(stdout);
  }
  return 0;
}
