/** Small pieces of English: lists, dates, capitals, counts, logic. Sections put sentences together from these. */
import type { Expression } from "@outweigh/language";

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[], conjunction: "and" | "or" = "and"): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${conjunction} ${words[words.length - 1]}`;
}

/** The first letter as a capital. */
export function capitalise(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** The text with a full stop, unless it has an end already. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === "" || /[.!?…:]["”’)]?$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

const small = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/** `one rule`, `three rules`, `14 rules`. */
export function countWords(count: number, singular: string, plural = `${singular}s`): string {
  return `${small[count] ?? count} ${count === 1 ? singular : plural}`;
}

const months = "January February March April May June July August September October November December".split(" ");

/** The first three letters of a month, 1 to 12. */
export function shortMonth(month: number): string {
  return months[month - 1]?.slice(0, 3) ?? "";
}

/** `2026-06-30` as `30 June 2026`; anything else as it is. */
export function formatDate(date: string): string {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(date.trim());
  const month = months[Number(parts?.[2]) - 1];
  if (parts === null || month === undefined) return date;
  return parts[3] === undefined ? `${month} ${parts[1]}` : `${Number(parts[3])} ${month} ${parts[1]}`;
}

/** A condition over elements and states in words: `consent or (armed attack and not necessity)`, `cooperation is broken`. `name` gives the reader's name of an element. */
export function logicWords(expression: Expression, name: (identifier: string) => string): string {
  return words(expression, false);

  function words(part: Expression, nested: boolean): string {
    switch (part.kind) {
      case "name":
        return name(part.name);
      case "not":
        return `not ${words(part.of, part.of.kind === "binary")}`;
      case "binary": {
        if (part.operator === "is" || part.operator === "is-not")
          return `${words(part.left, true)} is ${part.operator === "is" ? "" : "not "}${part.right.kind === "name" ? part.right.name.replaceAll("_", " ") : "…"}`;
        const side = (other: Expression) => words(other, other.kind === "binary" && other.operator !== part.operator);
        const text = `${side(part.left)} ${part.operator} ${side(part.right)}`;
        return nested ? `(${text})` : text;
      }
      default:
        return "…";
    }
  }
}
