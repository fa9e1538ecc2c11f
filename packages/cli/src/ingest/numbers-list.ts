/** A list of numbers as a user writes it: `1,3-5`, `all`, `none`. */

/** The numbers meant, `all`, or undefined when the text is no such list. */
export function readNumbers(text: string): "all" | ReadonlySet<number> | undefined {
  const words = text.trim().toLowerCase();
  if (words === "all") return "all";
  if (words === "none") return new Set();
  const numbers = new Set<number>();
  for (const part of words.split(/[\s,;]+/).filter((each) => each !== "")) {
    const [, first, last = first] = /^(\d{1,6})(?:[-–](\d{1,6}))?$/.exec(part) ?? [];
    if (first === undefined || Number(last) < Number(first) || Number(last) - Number(first) > 100_000) return undefined;
    for (let number = Number(first); number <= Number(last); number++) numbers.add(number);
  }
  return numbers.size === 0 ? undefined : numbers;
}
