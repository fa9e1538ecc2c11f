/** Draws in CSV: a line with names, then a line of numbers for each draw. Read in pieces, so that files of any length fit. */
import { Cancelled } from "@outweigh/engine";
import { type DrawsColumns, numberOf } from "./draws-columns.js";
import type { OpenDraws } from "./draws-file.js";
import type { Effects } from "./effects.js";
import { type Problem, problem } from "./problem.js";
import { pause } from "./spread-run.js";

const pieceSize = 4_194_304;
/** No line of numbers is longer: a quotation mark that is never closed would otherwise swallow the file. */
const longestLine = 4_194_304;

/** Opens a CSV file. The separator is the comma, semicolon, tab or bar of which the first line has most. */
export function openCsv(path: string, size: number, effects: Effects): OpenDraws | Problem {
  const start = effects.disk.readPart(path, 0, Math.min(size, pieceSize));
  if (start === undefined) return unreadable(path);
  const text = new TextDecoder().decode(start).replace(/^\ufeff/, "");
  if (text.includes("\u0000")) return problem(`${path} is not a text file.`, "Save the draws as CSV in UTF-8, or as Parquet.");
  const end = endOfRecord(text, 0);
  const head = end < 0 ? text : text.slice(0, end);
  const separator = separatorOf(head);
  const names = cellsOf(head.replace(/\r$/, ""), separator).map(({ text: name }) => name.trim().normalize("NFC"));
  if (names.every((name) => name === ""))
    return problem(`${path}:1:1: the first line has no names of columns.`, "It names the columns; the draws follow, a line each.");
  if (names.filter((name) => name !== "").every((name) => Number.isFinite(Number(name))))
    return problem(`${path}:1:1: the first line has numbers and no names of columns.`, "Add a first line that names the columns.");
  const sample = text.slice(0, Math.max(head.length + 1, text.lastIndexOf("\n") + 1));
  const lines = sample.split("\n").length - 1;
  const expected = Math.max(1, (lines * size) / Math.max(1, new TextEncoder().encode(sample).length));
  return {
    names,
    expected,
    read: (places, into, report) => readRows({ path, size, separator, width: names.length, effects }, places, into, report),
  };
}

function unreadable(path: string): Problem {
  return problem(`${path} cannot be read.`, "Look at its permissions.");
}

interface Csv {
  readonly path: string;
  readonly size: number;
  readonly separator: string;
  readonly width: number;
  readonly effects: Effects;
}

async function readRows(
  csv: Csv,
  places: readonly number[],
  into: DrawsColumns,
  report: (done: number, total: number) => void,
): Promise<Problem | undefined> {
  const { path, size, effects } = csv;
  const decoder = new TextDecoder();
  const target = new Int32Array(csv.width).fill(-1);
  places.forEach((place, index) => {
    target[place] = index;
  });
  let [rest, line, isHead] = ["", 1, true];
  for (let from = 0; from < size; from += pieceSize) {
    const bytes = effects.disk.readPart(path, from, Math.min(size, from + pieceSize));
    if (bytes === undefined) return unreadable(path);
    const isLast = from + pieceSize >= size;
    const text = rest + decoder.decode(bytes, { stream: !isLast });
    let at = 0;
    while (at < text.length) {
      let end = endOfRecord(text, at);
      if (end < 0) {
        if (!isLast) break;
        end = text.length;
      }
      if (isHead) isHead = false;
      else readRow(csv, text, at, text[end - 1] === "\r" ? end - 1 : end, line, target, into);
      for (; at <= end; at = text.indexOf("\n", at) + 1 || end + 1) line++;
    }
    rest = text.slice(at);
    if (rest.length > longestLine)
      return problem(
        `${path}:${line}:1: this line is longer than ${longestLine.toLocaleString("en")} characters.`,
        "A quotation mark may not have been closed.",
      );
    report(from, size);
    await pause();
    if (effects.stopped.aborted) throw new Cancelled();
  }
  return undefined;
}

/** Where the record that begins at `from` ends: the first end of line outside of quotation marks, or -1. */
function endOfRecord(text: string, from: number): number {
  let end = text.indexOf("\n", from);
  let [marks, counted] = [0, from];
  for (;;) {
    const part = text.slice(counted, end < 0 ? text.length : end);
    if (part.includes('"')) marks += part.split('"').length - 1;
    if (marks % 2 === 0 || end < 0) return marks % 2 === 0 ? end : -1;
    counted = end;
    end = text.indexOf("\n", end + 1);
  }
}

function separatorOf(head: string): string {
  const plain = head.replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t", "|"].map((separator) => ({ separator, times: plain.split(separator).length }));
  return counts.reduce((most, each) => (each.times > most.times ? each : most)).separator;
}

/** The cells of a record, with the place of each, from 0. */
function cellsOf(record: string, separator: string): readonly { readonly text: string; readonly at: number }[] {
  const cells: { text: string; at: number }[] = [];
  for (let at = 0; ; ) {
    const from = at;
    let text = "";
    if (record[at] === '"') {
      for (at++; at < record.length; at++) {
        if (record[at] !== '"') text += record[at];
        else if (record[at + 1] === '"') text += record[at++];
        else break;
      }
      at++;
    }
    const end = record.indexOf(separator, at);
    text += record.slice(at, end < 0 ? record.length : end);
    cells.push({ text, at: from });
    if (end < 0) return cells;
    at = end + 1;
  }
}

function readRow(
  { path, separator, width }: Csv,
  text: string,
  from: number,
  to: number,
  line: number,
  target: Int32Array,
  into: DrawsColumns,
): void {
  const record = text.slice(from, to);
  if (record === "" || (width > 1 && record.trim() === "")) return;
  if (record.includes('"')) {
    readQuotedRow(path, cellsOf(record, separator), line, target, into);
    return;
  }
  let [at, place, isGood] = [from, 0, true];
  for (; at <= to; place++) {
    let end = text.indexOf(separator, at);
    if (end < 0 || end > to) end = to;
    const index = place < width ? target[place]! : -1;
    if (index >= 0) {
      const value = numberOf(text.slice(at, end));
      if (typeof value === "number") into.set(index, value);
      else {
        into.report({ ...value, where: `${path}:${line}:${at - from + 1}` });
        isGood = false;
      }
    }
    at = end + 1;
  }
  if (place !== width) isGood = reportWidth(path, line, place, width, into);
  into.end(isGood);
}

function readQuotedRow(
  path: string,
  cells: readonly { readonly text: string; readonly at: number }[],
  line: number,
  target: Int32Array,
  into: DrawsColumns,
): void {
  let isGood = true;
  target.forEach((index, place) => {
    const cell = cells[place];
    if (index < 0 || cell === undefined) return;
    const value = numberOf(cell.text);
    if (typeof value === "number") into.set(index, value);
    else {
      into.report({ ...value, where: `${path}:${line}:${cell.at + 1}` });
      isGood = false;
    }
  });
  if (cells.length !== target.length) isGood = reportWidth(path, line, cells.length, target.length, into);
  into.end(isGood);
}

function reportWidth(path: string, line: number, cells: number, width: number, into: DrawsColumns): false {
  into.report({
    fault: "short",
    where: `${path}:${line}:1`,
    words: `this row has ${cells} ${cells === 1 ? "cell" : "cells"}, and there are ${width} columns`,
  });
  return false;
}
