/** The text that `outweigh new` begins a case with: small, complete, and in order as it stands. */

/** The first chapter of a new case. */
export function firstCase(identifier: string): string {
  return template.replace("CASE_NAME", identifier);
}

const template = `# Should we act now, or wait?

Write here, in plain words, what is to be decided and why it is hard. This
text is the body of the brief; the blocks between the fences are the model.

\`\`\`outweigh
case CASE_NAME
  question  "Should we act now, or wait a year?"
  audience  "Those who decide"

option wait  "Wait a year"
option act   "Act now"
\`\`\`

## What it costs and what it spares

Left alone, the harm would come to {harm}. Acting spares {spared} of it.

\`\`\`outweigh
quantity harm "Harm if nothing is done" : USD
  = 2 million to 9 million as lognormal
  because "Our own estimate from three earlier cases; replace it"

quantity spared "Share of the harm that acting spares" : %
  = 30 % to 80 % as beta
  because "Judgement; replace it with a claim from a source"

quantity price "What acting costs" : USD
  = 1 million to 2 million as lognormal
  because "The supplier's offer, and what such offers become"

objective loss "Harm and cost together" : USD
  minimise if act then harm * (1 - spared) + price else harm
\`\`\`

## Which is better

The chance that acting is the cheaper course is {P(loss better than wait | act)}.
`;
