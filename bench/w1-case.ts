/** W1 in the notation of cases: an option for each loss. Input `lognormal(mu, sigma)` is written by its median exp(mu). */
const text = `# W1

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

/** The text of the case, with the constant 0.15 replaced. */
export function w1Case(factor = 0.15): string {
  return text.replace("0.15", String(factor));
}
