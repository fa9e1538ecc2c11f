/**
 * The tokens of the notation that depend on the place in the line: the keyword of a block (column 0), of a field (indented), the label
 * of a row (indented deeper than its field), and the two meanings of the minus sign.
 */
import { ContextTracker, ExternalTokenizer, type InputStream, type Stack } from "@lezer/lr";
import { longFields } from "./field-words.js";
import { BlockKeyword, binaryMinus, Dialect_inline, FieldKeyword, missing, prefixMinus, RowLabel } from "./notation-parser.terms.js";

const NEWLINE = 10;
const TAB = 9;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const EQUALS = 61;
const MINUS = 45;
const GREATER = 62;
const END = -1;

/** Words with which a line goes on that began above. */
const continuationWords = new Set(["and", "or", "to", "as", "at", "then", "else", "is", "over", "in", "worse", "better"]);

const isBlank = (code: number) => code === SPACE || code === TAB || code === CARRIAGE_RETURN || code === 0xa0 || code === 0xfeff;
const isWordCode = (code: number) =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  code === 95 ||
  (code >= 48 && code <= 57) ||
  (code >= 0xc0 && (code < 0x2000 || code > 0x2bff));
const isDigit = (code: number) => code >= 48 && code <= 57;

/** Column of the stream position when only blanks stand before it in its line, otherwise -1. Bounded: deeper indentation than 400 is no line start. */
function lineColumn(input: InputStream): number {
  for (let back = 1; back <= 400; back++) {
    const code = input.peek(-back);
    if (code === END || code === NEWLINE) return back - 1;
    if (!isBlank(code)) return -1;
  }
  return -1;
}

function wordAt(input: InputStream, offset: number): string {
  let text = "";
  for (let code = input.peek(offset + text.length); isWordCode(code) && text.length < 80; code = input.peek(offset + text.length))
    text += String.fromCharCode(code);
  return text;
}

/** The length of the keyword of several words that begins with `word` here, blanks between them included; 0 where there is none. */
function longFieldAt(input: InputStream, word: string): number {
  let found = 0;
  let text = word;
  for (let end = word.length, words = 1; words < 3; words++) {
    let next = end;
    while (isBlank(input.peek(next)) && next < end + 200) next++;
    const following = next > end ? wordAt(input, next) : "";
    if (following === "") break;
    text += ` ${following}`;
    end = next + following.length;
    if (longFields.has(text)) found = end;
  }
  return found;
}

/** Whether the line above ended in the middle of something: after a comma, a bar or an operator. */
function continuesAbove(input: InputStream): boolean {
  for (let back = 1; back <= 400; back++) {
    const code = input.peek(-back);
    if (code === END) return false;
    if (code === NEWLINE || isBlank(code)) continue;
    return "+*/^|,(<>".includes(String.fromCharCode(code));
  }
  return false;
}

/** Remembers the indentation of the fields of the block being read; -1 before its first field. */
export const indentation = new ContextTracker<number>({
  start: -1,
  shift(context, term, _stack, input) {
    if (term === BlockKeyword) return -1;
    if (term === FieldKeyword && context < 0) return lineColumn(input);
    return context;
  },
  hash: (context) => context + 1,
});

/** Where a new line begins although the expression above is unfinished: puts in an empty token that finishes it. */
function endsTooEarly(input: InputStream, stack: Stack, keyword: number): boolean {
  if (stack.canShift(keyword) || !stack.canShift(missing)) return false;
  input.acceptToken(missing);
  return true;
}

/** The keyword or label that opens a line. */
export const lineStart = new ExternalTokenizer(
  (input, stack) => {
    if (stack.dialectEnabled(Dialect_inline)) return;
    const first = input.next;
    const opensWord = isWordCode(first) && !isDigit(first);
    if (!opensWord && first !== EQUALS) return;
    const column = lineColumn(input);
    if (column < 0) return;
    if (first === EQUALS) {
      if (column > 0 && !endsTooEarly(input, stack, FieldKeyword)) {
        input.advance();
        input.acceptToken(FieldKeyword);
      }
      return;
    }
    let word = wordAt(input, 0);
    if (column === 0) {
      if (endsTooEarly(input, stack, BlockKeyword)) return;
      input.advance(word.length);
      input.acceptToken(BlockKeyword);
      return;
    }
    const fieldIndent = stack.context as number;
    const isField = fieldIndent < 0 || column <= fieldIndent;
    const phrase = isField ? longFieldAt(input, word) : 0;
    if (phrase === 0 && continuationWords.has(word)) return;
    if (isField) {
      if (endsTooEarly(input, stack, FieldKeyword)) return;
      input.advance(phrase || word.length);
      input.acceptToken(FieldKeyword);
      return;
    }
    if (!stack.canShift(RowLabel) || continuesAbove(input)) return;
    while (input.peek(word.length) === 46 && isWordCode(input.peek(word.length + 1))) word += `.${wordAt(input, word.length + 1)}`;
    input.advance(word.length);
    input.acceptToken(RowLabel);
  },
  { contextual: true },
);

/** A minus with blanks on both sides or on neither subtracts; one that only clings to what follows makes it negative. */
export const minus = new ExternalTokenizer(
  (input, stack) => {
    if (input.next !== MINUS && input.next !== 0x2212) return;
    if (input.peek(1) === GREATER) return;
    const before = input.peek(-1);
    const after = input.peek(1);
    const clings = (isBlank(before) || before === NEWLINE || before === END) && !isBlank(after) && after !== NEWLINE;
    const [preferred, other] = clings ? [prefixMinus, binaryMinus] : [binaryMinus, prefixMinus];
    const term = stack.canShift(preferred) ? preferred : other;
    input.advance();
    input.acceptToken(term);
  },
  { contextual: true },
);
