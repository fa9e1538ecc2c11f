/** One form for every diagnostic on a terminal: code and place, what is wrong, the line with the place marked, the other place, the remedy. */
import type { Diagnostic } from "./diagnostic.js";
import type { Span } from "./syntax.js";

/** A place as people count: lines and columns from 1, columns in characters. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Ways of writing a diagnostic. `paint` colours a stretch; without it there is no colour. `width` is that of the terminal. */
export interface RenderOptions {
  readonly paint?: (style: "error" | "warning" | "note" | "bold" | "dim", text: string) => string;
  readonly width?: number;
}

/** Line and column of a span. */
export function placeOf(span: Span, texts: Readonly<Record<string, string>>): Place {
  const text = texts[span.file] ?? "";
  const start = position(text, span.from);
  const end = position(text, Math.max(span.from, span.to));
  return { file: span.file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

function position(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  let line = 1;
  for (let at = before.indexOf("\n"); at >= 0; at = before.indexOf("\n", at + 1)) line++;
  return { line, column: [...before.slice(lineStart)].length + 1 };
}

/** Writes a diagnostic in lines of at most `width` characters. */
export function renderDiagnostic(diagnostic: Diagnostic, texts: Readonly<Record<string, string>>, options: RenderOptions = {}): string {
  const paint = options.paint ?? ((_style, text) => text);
  const width = options.width ?? 80;
  const place = placeOf(diagnostic.span, texts);
  const where = texts[place.file] === undefined ? place.file : `${place.file}:${place.line}:${place.column}`;
  const lines = [`${paint(diagnostic.severity, `${diagnostic.severity} ${diagnostic.code}`)}  ${paint("bold", where)}`];
  lines.push(...wrap(diagnostic.message, width - 2).map((line) => `  ${line}`));
  lines.push(...excerpt(diagnostic.span, texts, width, (text) => paint(diagnostic.severity, text), paint));
  if (diagnostic.second) {
    const second = placeOf(diagnostic.second.span, texts);
    const at = texts[second.file] === undefined ? second.file : `${second.file}:${second.line}:${second.column}`;
    lines.push(...wrap(`${diagnostic.second.message} (${at})`, width - 2).map((line) => `  ${line}`));
    lines.push(...excerpt(diagnostic.second.span, texts, width, (text) => paint("dim", text), paint));
  }
  lines.push(...wrap(diagnostic.remedy, width - 2).map((line) => `  ${line}`));
  return lines.join("\n");
}

function excerpt(
  span: Span,
  texts: Readonly<Record<string, string>>,
  width: number,
  mark: (text: string) => string,
  paint: NonNullable<RenderOptions["paint"]>,
): string[] {
  const text = texts[span.file];
  if (text === undefined || text === "") return [];
  const lineStart = text.lastIndexOf("\n", span.from - 1) + 1;
  const next = text.indexOf("\n", lineStart);
  const line = [...text.slice(lineStart, next < 0 ? undefined : next).replaceAll("\t", " ")];
  if (line.length === 0) return [];
  const number = String(placeOf(span, texts).line);
  const room = Math.max(20, width - number.length - 8);
  const from = [...text.slice(lineStart, span.from)].length;
  const to = Math.min(line.length, Math.max(from + 1, [...text.slice(lineStart, span.to)].length));
  const shift = to > room ? Math.max(0, Math.min(from - 12, line.length - room)) : 0;
  const shown = line.slice(shift, shift + room).join("");
  const length = Math.max(1, Math.min(to - from, room - (from - shift)));
  return [
    paint("dim", `    ${number} | `) + shown,
    `    ${" ".repeat(number.length)}   ${" ".repeat(Math.max(0, from - shift))}${mark("~".repeat(length))}`,
  ];
}

/** Breaks a text into lines of at most `width` characters at its blanks. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  if (line !== "") lines.push(line);
  return lines;
}
