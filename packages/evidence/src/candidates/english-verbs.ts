/** Forms of English verbs, made from a list of bases; an irregular verb brings its past forms with it. */

/** The forms of a class of verbs, each in lower case. */
export interface VerbForms {
  readonly bases: ReadonlySet<string>;
  readonly gerunds: ReadonlySet<string>;
  readonly participles: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

/** Reads a list of verbs between blanks; irregular ones as `buy/bought` or `take/took/taken`. */
export function verbForms(list: string): VerbForms {
  const bases = new Set<string>();
  const gerunds = new Set<string>();
  const participles = new Set<string>();
  const all = new Set<string>();
  for (const entry of list.split(/\s+/).filter((word) => word !== "")) {
    const [base = "", ...past] = entry.split("/");
    const gerund = `${stemOf(base)}ing`;
    const pasts = past.length > 0 ? past : [pastOf(base)];
    bases.add(base);
    gerunds.add(gerund);
    if (/[^aeiou][aeiou]l$/.test(base)) gerunds.add(`${base}ling`);
    participles.add(pasts.at(-1)!);
    for (const form of [base, gerund, thirdOf(base), ...pasts]) all.add(form);
  }
  return { bases, gerunds, participles, all };
}

const doubling = /^[^aeiou]*[aeiou][bdgklmnprt]$/;

function stemOf(base: string): string {
  if (doubling.test(base)) return base + base.at(-1);
  if (base.endsWith("ie")) return `${base.slice(0, -2)}y`;
  return /[^eoy]e$/.test(base) ? base.slice(0, -1) : base;
}

function pastOf(base: string): string {
  if (doubling.test(base)) return `${base}${base.at(-1)}ed`;
  if (base.endsWith("e")) return `${base}d`;
  return /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ied` : `${base}ed`;
}

function thirdOf(base: string): string {
  if (/(?:s|x|z|ch|sh|[^aeiou]o)$/.test(base)) return `${base}es`;
  return /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ies` : `${base}s`;
}
