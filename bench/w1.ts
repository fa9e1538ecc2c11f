/** The reference workload W1, twelve inputs and six losses on common random numbers, in our notation and in that of Squiggle 0.10. */

/** W1 as a case: an option for each loss. Input `lognormal(mu, sigma)` is written by its median exp(mu). */
export const ours = `# W1

\`\`\`outweigh
case w1
  question "Which loss is least?"

option o0
option o1
option o2
option o3
option o4
option o5

quantity threat = lognormal(median = 20.085536923187668, sigma = 0.5)
quantity deter = beta(2, 5)
quantity succ = beta(8, 3)
quantity backl = lognormal(median = 2.718281828459045, sigma = 0.4)
quantity cost = triangular(10, 20, 50)
quantity rate = normal(0.04, 0.01)
quantity escal = bernoulli(0.3)
quantity incid = poisson(4)
quantity elast = normal(1.2, 0.25)
quantity coop = uniform(0.5, 1.5)
quantity shock = normal(0, 1)
quantity legal = lognormal(median = 1, sigma = 0.25)

quantity disc = exp(-5 * rate)
quantity thr = threat * exp(0.15 * shock)
quantity harm = exp(elast * ln(thr))
quantity w = incid * backl
quantity h = (harm + w) * disc
quantity c2 = max(cost, 15) * legal
quantity c4 = if escal > 0.5 then 1.8 * c2 else c2
quantity cd = c4 * disc
quantity hs = h * succ * coop / (coop + 1)
quantity wd = w * deter * disc

quantity loss
  given option
    o0  h
    o1  h - 0.2 * hs + 0.2 * cd
    o2  h - 0.35 * hs + 0.5 * cd
    o3  h - 0.6 * hs + 0.9 * wd + cd
    o4  max(h - 1.4 * hs, 5) + 3.5 * wd + 1.6 * cd
    o5  h - 0.8 * hs + min(cd, 30) + 0.5 * wd

objective least
  minimise loss
\`\`\`
`;

/** W1 as a Squiggle program that asks for the same statistics. */
export const squiggles = `
s(d) = SampleSet.fromDist(d)
threat = s(Sym.lognormal(3, 0.5))
deter = s(Sym.beta(2, 5))
succ = s(Sym.beta(8, 3))
backl = s(Sym.lognormal(1, 0.4))
cost = s(Sym.triangular(10, 20, 50))
rate = s(Sym.normal(0.04, 0.01))
escal = s(Sym.bernoulli(0.3))
incid = s(Danger.poissonDist(4))
elast = s(Sym.normal(1.2, 0.25))
coop = s(Sym.uniform(0.5, 1.5))
shock = s(Sym.normal(0, 1))
legal = s(Sym.lognormal(0, 0.25))
disc = exp(-5 * rate)
thr = threat * exp(0.15 * shock)
harm = exp(elast * log(thr))
w = incid * backl
h = (harm + w) * disc
c2 = SampleSet.max(cost, 15) * legal
c4 = SampleSet.map2(escal, c2, {|e, c| e > 0.5 ? 1.8 * c : c})
cd = c4 * disc
hs = h * succ * coop / (coop + 1)
wd = w * deter * disc
l0 = h
l1 = h - 0.2 * hs + 0.2 * cd
l2 = h - 0.35 * hs + 0.5 * cd
l3 = h - 0.6 * hs + 0.9 * wd + cd
l4 = SampleSet.max(h - 1.4 * hs, 5) + 3.5 * wd + 1.6 * cd
l5 = h - 0.8 * hs + SampleSet.min(cd, 30) + 0.5 * wd
least = SampleSet.min(SampleSet.min(SampleSet.min(l0, l1), SampleSet.min(l2, l3)), SampleSet.min(l4, l5))
best(l) = mean(SampleSet.map2(l, least, {|a, b| a == b ? 1 : 0}))
[l0, l1, l2, l3, l4, l5] -> map({|l| [mean(l), stdev(l), quantile(l, 0.05), quantile(l, 0.5), quantile(l, 0.95), best(l)]})
`;

/** Means of the six losses from scrambled Sobol points (4 × 2^20, scipy), to see that both compute the same thing. */
export const referenceMeans = [62.001, 63.205, 68.319, 79.326, 85.727, 69.005];
