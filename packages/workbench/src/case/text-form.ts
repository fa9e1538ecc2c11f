/** A text as it stands in a file and as it is edited: line ends and a byte order mark are kept aside, so that an edit changes nothing else. */

/** How a file writes its lines. */
export interface TextForm {
  readonly lineEnd: "\n" | "\r\n";
  readonly hasMark: boolean;
}

/** The form of a new file. */
export const plainForm: TextForm = { lineEnd: "\n", hasMark: false };

/** The text with plain line ends and without a mark, and the form to write it in again. */
export function readForm(text: string): { readonly text: string; readonly form: TextForm } {
  const hasMark = text.startsWith("\ufeff");
  const crossed = text.match(/\r\n/g)?.length ?? 0;
  const plain = (text.match(/\n/g)?.length ?? 0) - crossed;
  const lineEnd = crossed > plain ? "\r\n" : "\n";
  return { text: (hasMark ? text.slice(1) : text).replace(/\r\n?/g, "\n"), form: { lineEnd, hasMark } };
}

/** The text as the file has it. */
export function writeForm(text: string, { lineEnd, hasMark }: TextForm): string {
  return `${hasMark ? "\ufeff" : ""}${lineEnd === "\n" ? text : text.replaceAll("\n", lineEnd)}`;
}
