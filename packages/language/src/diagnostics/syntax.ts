/** Diagnostics of reading: files, fences, blocks, fields and expressions that cannot be read as written. */
import { addLine, defineDiagnostic, writeInstead } from "../diagnostic.js";

const listed = (text: string) => (text === "" ? "" : ` Nearest: ${text}.`);

export const unreadable = defineDiagnostic<{ found: string; context: string }>(
  "unreadable",
  "error",
  ({ found, context }) => `“${found}” cannot be read here, in ${context}.`,
  () => "Check for a missing operator, bracket or quotation mark; texts stand in quotation marks, and a block begins at the left margin.",
);

export const unclosedText = defineDiagnostic<{ start: string }>(
  "unclosed-text",
  "error",
  ({ start }) => `The text that begins with ${start} has no closing quotation mark in its line.`,
  () =>
    'Close it with the same kind of mark. A long text may go on in an indented line below, in quotation marks of its own: "first part" then "second part".',
);

export const missingValue = defineDiagnostic<{ context: string }>(
  "missing-value",
  "error",
  ({ context }) => `Something is missing in ${context}: the line ends, or a sign follows, where a value was expected.`,
  () => "Write the missing number, name or bracket, or remove the operator before it.",
);

export const unclosedBracket = defineDiagnostic<{ start: string }>(
  "unclosed-bracket",
  "error",
  ({ start }) => `The bracket opened in “${start}” is not closed before the line ends.`,
  () => "Write the closing bracket, or indent the next line so that it goes on.",
);

export const tooDeep = defineDiagnostic<Record<string, never>>(
  "too-deep",
  "error",
  () => "This is nested too deeply to be read.",
  () => "Split it into several quantities with names of their own.",
);

export const unclosedFence = defineDiagnostic<Record<string, never>>(
  "unclosed-fence",
  "error",
  () => "This model block is opened with ``` and never closed, so all the text after it would be read as model.",
  () => "Put a line with ``` where the model text ends.",
);

export const nestedFence = defineDiagnostic<Record<string, never>>(
  "nested-fence",
  "error",
  () => "A model block stands inside a list or a quotation and would not be read.",
  () => "Begin the ```outweigh line at the left margin, outside the list.",
);

export const unclosedInline = defineDiagnostic<Record<string, never>>(
  "unclosed-inline",
  "error",
  () => "A computed value opens with { and is not closed in the same paragraph.",
  () => "Close it with }, or write \\{ for a curly bracket that is only text.",
  () => [{ title: "Take the bracket for text", edit: { kind: "replace", text: "\\{" } }],
);

export const unknownBlock = defineDiagnostic<{ keyword: string; near: string }>(
  "unknown-block",
  "error",
  ({ keyword, near }) => `There is no kind of block called “${keyword}”.${listed(near)}`,
  () =>
    "Begin the line with one of: case, source, claim, unit, dimension, data, option, quantity, chance, precedent, rule, stock, objective, forecast, indicator, check, use, show.",
  ({ near }) => writeInstead(near),
);

export const unknownField = defineDiagnostic<{ field: string; block: string; near: string; known: string }>(
  "unknown-field",
  "error",
  ({ field, block, near }) => `A ${block} has no line “${field}”.${listed(near)}`,
  ({ block, known }) => `Lines of a ${block}: ${known}.`,
  ({ near }) => writeInstead(near),
);

export const missingField = defineDiagnostic<{ field: string; block: string; name: string; example: string }>(
  "missing-field",
  "error",
  ({ field, block, name }) => `The ${block} ${name} has no line “${field}”, which it needs.`,
  ({ example }) => `Add an indented line, for instance: ${example}`,
  ({ field, example }) => [addLine(field, /^[^"]*"/.test(example) ? `${field} ""` : `${field} `)],
);

export const repeatedField = defineDiagnostic<{ field: string; block: string }>(
  "repeated-field",
  "error",
  ({ field, block }) => `“${field}” is given twice in this ${block}, and only one can hold.`,
  () => "Keep one of the two lines.",
  () => [{ title: "Remove this line", edit: { kind: "remove-line" } }],
);

export const missingName = defineDiagnostic<{ block: string }>(
  "missing-name",
  "error",
  ({ block }) => `This ${block} has no name.`,
  ({ block }) => `Write a name after the word, in letters, digits and _: ${block} my_name.`,
);

export const wrongValue = defineDiagnostic<{ field: string; expected: string; found: string }>(
  "wrong-value",
  "error",
  ({ field, expected, found }) => `“${field}” wants ${expected}, and “${found}” is not one.`,
  ({ field, expected }) => `Write ${field} followed by ${expected}.`,
);

export const lostField = defineDiagnostic<{ found: string }>(
  "field-outside-block",
  "error",
  ({ found }) => `The line “${found}” is indented but no block begins above it.`,
  () => "Begin a block at the left margin first, for instance: quantity cost : USD.",
);

export const noCase = defineDiagnostic<{ folder: string }>(
  "no-case",
  "error",
  ({ folder }) => `No case is declared in ${folder}: an assessment has one block “case”, which says the question.`,
  () => 'Write in the first chapter, between ```outweigh and ```: case my_case, and below it, indented: question "What shall we do?"',
);

export const secondCase = defineDiagnostic<{ name: string }>(
  "second-case",
  "error",
  ({ name }) => `A second case, ${name}, is declared; an assessment has one.`,
  () => "Keep one, or move the other to a folder of its own.",
);

export const noChapters = defineDiagnostic<{ folder: string }>(
  "no-chapters",
  "error",
  ({ folder }) => `There is no Markdown file (name ending in .md, other than README.md) in ${folder}.`,
  () => "Create one with `outweigh new NAME`, or give the folder in which the chapters lie.",
);

export const folderMissing = defineDiagnostic<{ folder: string }>(
  "folder-missing",
  "error",
  ({ folder }) => `There is no folder ${folder}.`,
  () => "Check the spelling and the place from which you run the command; paths are written with /.",
);

export const fileUnreadable = defineDiagnostic<{ path: string; reason: string }>(
  "file-unreadable",
  "error",
  ({ path, reason }) => `${path} cannot be read: ${reason}.`,
  () => "Check that the file exists, that you may read it, and that it is text in UTF-8.",
);

export const oddCharacters = defineDiagnostic<{ path: string; character: string }>(
  "odd-characters",
  "error",
  ({ path, character }) => `${path} holds ${character}, which no text has; it may be a document of another kind, or damaged.`,
  () => "Save it as plain text in UTF-8.",
);

export const ambiguousComma = defineDiagnostic<{ number: string; apart: string }>(
  "ambiguous-comma",
  "error",
  ({ number }) => `Between brackets, ${number} may be one number or several.`,
  ({ number, apart }) => `Write ${number.replaceAll(",", "")} for one number, or ${apart} for several.`,
  ({ number, apart }) => [
    ...writeInstead(number.replaceAll(",", "")),
    { title: `Write “${apart}”`, edit: { kind: "replace", text: apart } },
  ],
);

export const ambiguousMagnitude = defineDiagnostic<{ low: string; high: string; magnitude: string }>(
  "ambiguous-magnitude",
  "error",
  ({ low, high, magnitude }) => `“${low} to ${high}” may begin at ${low} or at ${low} ${magnitude}.`,
  ({ low, high, magnitude }) => `Write ${low} ${magnitude} to ${high}, or a number in full.`,
);

export const moduleMissing = defineDiagnostic<{ path: string }>(
  "module-missing",
  "error",
  ({ path }) => `The module folder ${path} does not exist or holds no chapters.`,
  () => 'Give the folder relative to this case, in quotation marks: use "../modules/seizure" as seizure.',
);

export const cyclicUse = defineDiagnostic<{ path: string; cycle: string }>(
  "cyclic-use",
  "error",
  ({ cycle }) => `These folders use each other in a circle: ${cycle}.`,
  () => "Remove one of the `use` blocks; put what both need into a third folder.",
);

export const unknownOverride = defineDiagnostic<{ name: string; module: string; near: string }>(
  "unknown-override",
  "error",
  ({ name, module, near }) => `The module ${module} has no quantity “${name}” that could be set.${listed(near)}`,
  () => "Name a quantity of the module, without its prefix: with price = 300 USD.",
  ({ near }) => writeInstead(near),
);

export const tableProblem = defineDiagnostic<{ path: string; problem: string; expected: string }>(
  "table-problem",
  "error",
  ({ path, problem }) => `The table ${path} does not fit: ${problem}.`,
  ({ expected }) => expected,
);

export const unknownSection = defineDiagnostic<{ section: string; known: string }>(
  "unknown-section",
  "error",
  ({ section }) => `There is no generated section called “${section}”.`,
  ({ known }) => `Sections: ${known}.`,
);

export const lineTooLong = defineDiagnostic<{ length: number; most: number }>(
  "line-too-long",
  "error",
  ({ length, most }) =>
    `This line has ${length.toLocaleString("en")} characters; a line may have ${most.toLocaleString("en")}. The file was not read further.`,
  () => "Break it into paragraphs or into several quantities; if the file is no text at all, take it out of the folder.",
);

export const tooManyFindings = defineDiagnostic<{ more: number }>(
  "too-many-findings",
  "note",
  ({ more }) => `${more.toLocaleString("en")} further findings are not shown.`,
  () => "Mend the first ones; many of the others usually go with them.",
);
