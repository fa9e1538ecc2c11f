/** A difference of two versions as text for a terminal: what is told first, results, causes, sentences, and then each change line by line. */
import { causeBlocks, changeWord, fieldWords, kindWord, resultBlocks, statementBlocks, summaryWords } from "@outweigh/brief";
import type { Difference, DifferenceItem, FieldChange } from "@outweigh/language";

import { documentText } from "../document-text.js";
import { columnsOf, printable, type Style, wrap } from "../terminal.js";

/** The text, in lines of at most `width` columns. */
export function differenceText(difference: Difference, style: Style, width: number): string {
  const { before, after, items, prose, objectives } = difference;
  const isSame = items.length === 0 && prose.length === 0;
  const titled = (title: string, ...parts: readonly string[]) => {
    const own = parts.filter((part) => part !== "");
    return own.length === 0 ? [] : [style.bold(style.cyan(title)), ...own];
  };
  const blocks = (made: Parameters<typeof documentText>[0]) => documentText(made, style, width);
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  return [
    [
      style.bold(wrap(`What changed: ${printable(after.label)}`, width)),
      wrap(`before  ${printable(before.name)}`, width, "  ", "          "),
      wrap(`now     ${printable(after.name)}`, width, "  ", "          "),
    ].join("\n"),
    ...summaryWords(difference).map((words) => wrap(printable(words), width)),
    ...(objectives === undefined || isSame ? [] : titled("How the results moved", blocks(resultBlocks(difference)))),
    ...(objectives === undefined || isSame ? [] : titled("Why", blocks(causeBlocks(difference)))),
    ...titled("Sentences that no longer hold, or read otherwise", blocks(statementBlocks(difference))),
    ...kinds.flatMap((kind) => {
      const own = items.filter((item) => item.kind === kind);
      return titled(headed(kindWord(kind)[own.length === 1 ? 0 : 1]), own.map((item) => itemText(item, style, width)).join("\n"));
    }),
    ...titled("The text", prose.map(({ heading, was, now }) => proseText(heading, was, now, style, width)).join("\n")),
  ].join("\n\n");
}

function itemText({ name, formerly, label, formerLabel, change, fields }: DifferenceItem, style: Style, width: number): string {
  const paint = { added: style.green, removed: style.red, changed: style.yellow, regraded: style.yellow, renamed: style.cyan }[change];
  const names = formerly === undefined ? name : `${formerly} → ${name}`;
  const labels = formerLabel === undefined ? label : `${formerLabel} → ${label}`;
  const isPlain = labels === names.replaceAll("_", " ");
  const head = `${printable(isPlain ? names : `${names}  ${labels}`)} (${changeWord(change)})`.trim();
  return [paint(wrap(head, width, "  ", "    ")), ...fields.map((field) => fieldText(field, style, width))].join("\n");
}

function fieldText({ field, was, now }: FieldChange, style: Style, width: number): string {
  const [name, old, current] = [fieldWords(field), was, now].map((text) => (text === undefined ? undefined : printable(text)));
  const short = `    ${name}: ${old ?? ""} → ${current ?? ""}`;
  if (old !== undefined && current !== undefined && columnsOf(short) <= width)
    return `    ${style.dim(`${name}:`)} ${style.red(old)} → ${style.green(current)}`;
  const line = (sign: string, text: string | undefined, paint: (words: string) => string) =>
    text === undefined ? [] : [paint(wrap(`${sign} ${name}: ${text}`, width, "    ", "      "))];
  return [...line("-", old, style.red), ...line("+", current, style.green)].join("\n");
}

function proseText(heading: string, was: string | undefined, now: string | undefined, style: Style, width: number): string {
  const line = (sign: string, text: string | undefined, paint: (words: string) => string) =>
    text === undefined ? [] : [paint(wrap(`${sign} ${printable(text)}`, width, "    ", "      "))];
  const under = heading === "" ? [] : [style.dim(wrap(`under “${printable(heading)}”`, width, "  ", "    "))];
  return [...under, ...line("-", was, style.red), ...line("+", now, style.green)].join("\n");
}

function headed(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
