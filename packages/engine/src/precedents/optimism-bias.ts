/** The optimism-bias uplift of the British treasury's Green Book: a starting value for the kind of project, reduced by what has been done about its causes. */

/** Starting value and lower bound, both as shares of the estimate; `factors` are the causes, each with its share of the starting value and how far it is mitigated, 0 to 1. */
export interface OptimismBias {
  readonly upper: number;
  readonly lower: number;
  readonly factors?: readonly { readonly share: number; readonly mitigated: number }[];
}

/** The uplift U (1 - Σ c m), not below the lower bound (HM Treasury, supplementary guidance on optimism bias). */
export function optimismBias({ upper, lower, factors = [] }: OptimismBias): number {
  const mitigated = factors.reduce((sum, { share, mitigated }) => sum + share * mitigated, 0);
  return Math.max(lower, upper * (1 - mitigated));
}

/** The uplift of a project that combines parts of several kinds, by their shares of the estimate. */
export function combinedOptimismBias(parts: readonly { readonly share: number; readonly uplift: number }[]): number {
  const total = parts.reduce((sum, { share }) => sum + share, 0);
  return parts.reduce((sum, { share, uplift }) => sum + share * uplift, 0) / total;
}

/** A kind of project with upper and lower bounds of the uplift, in shares; of duration only where works have one. */
export interface ProjectKind {
  readonly name: string;
  readonly duration?: { readonly upper: number; readonly lower: number };
  readonly capital: { readonly upper: number; readonly lower: number };
}

/** Table 2 of Mott MacDonald (2002), on which the Green Book's guidance rests; the figure of outsourcing is of operating costs. */
export const projectKinds: readonly ProjectKind[] = [
  { name: "non-standard buildings", duration: { upper: 0.39, lower: 0.02 }, capital: { upper: 0.51, lower: 0.04 } },
  { name: "standard buildings", duration: { upper: 0.04, lower: 0.01 }, capital: { upper: 0.24, lower: 0.02 } },
  { name: "non-standard civil engineering", duration: { upper: 0.25, lower: 0.03 }, capital: { upper: 0.66, lower: 0.06 } },
  { name: "standard civil engineering", duration: { upper: 0.2, lower: 0.01 }, capital: { upper: 0.44, lower: 0.03 } },
  { name: "equipment and development", duration: { upper: 0.54, lower: 0.1 }, capital: { upper: 2, lower: 0.1 } },
  { name: "outsourcing", capital: { upper: 0.41, lower: 0 } },
];
