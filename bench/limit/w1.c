/*
 * W1 as near to the limit of the hardware as we can write it: fused, vectorised, every input by inversion of a uniform of its own, exact
 * quantiles. Reads lines "W1 DRAWS SEED", answers each with one line of JSON. Argument: threads.
 */
#include "inversion.h"
#include "statistics.h"

enum { BLOCK = 256, THREADS = 64 };

/* LANES draws of the six losses; loss k goes to to[k * stride]. */
inlined void draw_losses(generator *g, real *to, int stride) {
  real disc = exponential(-5 * (0.04 + 0.01 * standard_normal(next(g))));
  real threat = exponential(3 + 0.5 * standard_normal(next(g)));
  real thr = threat * exponential(0.15 * standard_normal(next(g)));
  real harm = exponential((1.2 + 0.25 * standard_normal(next(g))) * logarithm(thr));
  real w = poisson(uniform(next(g))) * exponential(1 + 0.4 * standard_normal(next(g)));
  real h = (harm + w) * disc;
  real c2 = larger(triangular(uniform(next(g))), all(15)) * exponential(0.25 * standard_normal(next(g)));
  real cd = choose(uniform(next(g)) > 0.7, 1.8 * c2, c2) * disc;
  real coop = 0.5 + uniform(next(g));
  real hs = h * inverted(&succ_table[0], &succ_table[1], next(g)) * (coop / (coop + 1));
  real wd = w * inverted(&deter_table[0], &deter_table[1], next(g)) * disc;
  to[0] = h;
  to[stride] = h - 0.2 * hs + 0.2 * cd;
  to[2 * stride] = h - 0.35 * hs + 0.5 * cd;
  to[3 * stride] = h - 0.6 * hs + 0.9 * wd + cd;
  to[4 * stride] = larger(h - 1.4 * hs, all(5)) + 3.5 * wd + 1.6 * cd;
  to[5 * stride] = h - 0.8 * hs + smaller(cd, all(30)) + 0.5 * wd;
}

typedef struct {
  gathered losses[LOSSES];
  generator random;
  int64_t vectors;
} worker;

static void *work(void *given) {
  worker *self = given;
  generator g = self->random;
  real block[LOSSES * BLOCK / LANES];
  const int stride = BLOCK / LANES;
  for (int64_t done = 0; done < self->vectors; done += stride) {
    int vectors = self->vectors - done < stride ? self->vectors - done : stride;
    for (int i = 0; i < vectors; i++) draw_losses(&g, block + i, stride);
    gather(self->losses, block, stride, vectors);
  }
  return 0;
}

static void run(int64_t draws, uint64_t seed, int threads, worker *workers, double *scratch, double answers[LOSSES][7]) {
  int64_t pilots = draws < PILOT ? draws : PILOT, rest = (draws - pilots) / LANES;
  generator g = seeded(seed);
  for (int64_t i = 0; i < pilots / LANES; i++) draw_losses(&g, pilot + i, pilots / LANES);
  int isDone = 0;
  for (double width = 4.5; !isDone; width *= 2) {
    bracket(pilots, scratch, width);
    for (int t = 0; t < threads; t++) {
      worker *w = &workers[t];
      for (int k = 0; k < LOSSES; k++) w->losses[k] = (gathered){.kept = w->losses[k].kept};
      w->random = t == 0 ? g : seeded(seed + 0x9e3779b97f4a7c15u * t);
      w->vectors = rest * (t + 1) / threads - rest * t / threads;
    }
    gather(workers[0].losses, pilot, pilots / LANES, pilots / LANES);
    pthread_t others[THREADS];
    for (int t = 1; t < threads; t++) pthread_create(&others[t], 0, work, &workers[t]);
    work(&workers[0]);
    for (int t = 1; t < threads; t++) pthread_join(others[t], 0);
    isDone = 1;
    for (int k = 0; k < LOSSES; k++) {
      gathered *all = &workers[0].losses[k];
      for (int t = 1; t < threads; t++) {
        gathered *part = &workers[t].losses[k];
        all->sum += part->sum;
        all->squares += part->squares;
        all->tail += part->tail;
        all->best += part->best;
        for (int rank = 0; rank < RANKS; rank++) all->below[rank] += part->below[rank];
        memcpy(all->kept + all->count, part->kept, part->count * sizeof(double));
        all->count += part->count;
      }
      isDone &= conclude(all, &asked[k], draws, scratch, answers[k]);
    }
  }
}

static void *room(int64_t bytes) { return aligned_alloc(64, (bytes + 127) / 64 * 64); }

int main(int count, char **arguments) {
  int threads = count > 1 ? atoi(arguments[1]) : 1;
  if (threads < 1 || threads > THREADS) return 2;
  fill_tables();
  pilot = room(PILOT * LOSSES * sizeof(double));
  worker *workers = room(threads * sizeof(worker));
  double *scratch = 0, answers[LOSSES][7];
  int64_t capacity = 0;
  unsigned long long seed;
  long long draws;
  printf("{\"version\":\"%s\"}\n", version());
  fflush(stdout);
  while (scanf(" W1 %lld %llu", &draws, &seed) == 2) {
    draws = draws / LANES * LANES;
    if (draws > capacity) {
      capacity = draws;
      free(scratch);
      scratch = room((2 * draws + 4 * LANES) * sizeof(double));
      for (int t = 0; t < threads; t++)
        for (int k = 0; k < LOSSES; k++) workers[t].losses[k].kept = room((draws + LANES) * sizeof(double));
    }
    double begun = milliseconds();
    run(draws, seed, threads, workers, scratch, answers);
    printf("{\"ms\":%.4f,\"answers\":[", milliseconds() - begun);
    for (int k = 0; k < LOSSES; k++) {
      printf("%s[", k == 0 ? "" : ",");
      for (int i = 0; i < 7; i++) printf("%s%.17g", i == 0 ? "" : ",", answers[k][i]);
      printf("]");
    }
    printf("]}\n");
    fflush(stdout);
  }
  return 0;
}
