/** A source as a block of the notation, ready to stand in a chapter. */
import { blockText, quotedText } from "@outweigh/evidence";
import { echoWords, type SourceEcho } from "./echoes-of-case.js";
import { reasonWords } from "./grade-words.js";
import type { TakenDocument } from "./taken-document.js";

/** The block of a source. Its grade is a suggestion: the descriptor says so, with the reasons. */
export function sourceBlock(
  { document, url, input, reliability, access }: TakenDocument,
  { id, archive, echoes }: { readonly id: string; readonly archive: string; readonly echoes: readonly SourceEcho[] },
): string {
  const { title, publisher, author, date } = document;
  const text = (keyword: string, words: string | undefined): readonly (readonly [string, string])[] =>
    words === undefined || words.trim() === "" ? [] : [[keyword, quotedText(words)]];
  const day = /^\d{4}(?:-\d{2}){0,2}$/.test(date ?? "") ? ([["date", date ?? ""]] as const) : [];
  const descriptor = [
    `Grade suggested by rules, to be judged by you${reliability.reasons.length > 0 ? `: ${reliability.reasons.map(reasonWords).join("; ")}` : ""}.`,
    ...echoes.map(echoWords),
  ].join(" ");
  return blockText({
    head: `source ${id} ${quotedText(title ?? (url === undefined ? (input === "-" ? id.replaceAll("_", " ") : (input.split("/").pop() ?? input)) : url))}`,
    fields: [
      ...text("by", publisher),
      ...text("author", author),
      ...day,
      ...text("url", url),
      ["archive", archive],
      ["grade", reliability.grade],
      ...(echoes.length > 0 ? ([["derived from", echoes.map(({ source }) => source).join(", ")]] as const) : []),
      ...(access === undefined ? [] : ([["access", quotedText(`${access.kind}: “${access.words}”`)]] as const)),
      ["descriptor", quotedText(descriptor)],
    ],
  });
}
