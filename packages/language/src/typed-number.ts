/** Numbers as people type them at a prompt or in a form; apart from the notation, which has a grammar for them. */

const sizes: Readonly<Record<string, number>> = { "": 1, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };

/** The size of a number as people type it, `20 thousand`, `1,500`, `35 %`, with or without the unit behind it; undefined when it is none. A share of `%` is in per cent. */
export function typedNumber(text: string, unit = ""): number | undefined {
  const plain = text
    .trim()
    .replace(/\u00a0|\u202f/g, " ")
    .replace(/^[−–]/, "-");
  const bare = unit !== "" && plain.endsWith(unit) ? plain.slice(0, -unit.length).trim() : plain;
  const match = /^(-?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d+)?) ?(thousand|million|billion|trillion)?$/.exec(bare);
  if (!match || !/\d/.test(match[1]!)) return undefined;
  const value = Number(match[1]!.replaceAll(",", "")) * sizes[match[2] ?? ""]!;
  return Number.isFinite(value) ? value : undefined;
}
