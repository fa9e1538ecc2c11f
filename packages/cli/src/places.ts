/** Places of diagnostics as lines and columns, for the JSON forms. */
import type { Diagnostic, Span } from "@outweigh/language";

/** A stretch of a file. Lines and columns from 1, columns in characters; `from` and `to` are UTF-16 offsets. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly from: number;
  readonly to: number;
}

/** The JSON form of a diagnostic. */
export interface DiagnosticJson extends Place {
  readonly code: string;
  readonly severity: Diagnostic["severity"];
  readonly message: string;
  readonly remedy: string;
  readonly parameters: Diagnostic["parameters"];
  readonly second?: Place & { readonly message: string };
}

/** Finds places in the files of one case; each file's lines are counted once. */
export function placeFinder(files: Readonly<Record<string, string>>): (span: Span) => Place {
  const starts = new Map<string, number[]>();
  const lineStarts = (file: string): number[] => {
    const known = starts.get(file);
    if (known) return known;
    const text = files[file] ?? "";
    const found = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) found.push(at + 1);
    starts.set(file, found);
    return found;
  };
  const locate = (file: string, offset: number) => {
    const lines = lineStarts(file);
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lines[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: [...(files[file] ?? "").slice(lines[low] ?? 0, offset)].length + 1 };
  };
  return ({ file, from, to }) => {
    const start = locate(file, from);
    const end = locate(file, to);
    return { file, ...start, endLine: end.line, endColumn: end.column, from, to };
  };
}

/** Diagnostics in their JSON form. */
export function diagnosticsJson(diagnostics: readonly Diagnostic[], files: Readonly<Record<string, string>>): DiagnosticJson[] {
  const place = placeFinder(files);
  return diagnostics.map(({ code, severity, span, message, remedy, parameters, second }) => ({
    code,
    severity,
    ...place(span),
    message,
    remedy,
    parameters,
    ...(second ? { second: { ...place(second.span), message: second.message } } : {}),
  }));
}
