/**
 * Hand-made annotations of documents: what a careful reader finds in a text, a line each, located by words of the text or by code points.
 * The format is described in packages/evidence/corpus/README.md.
 */
import type { CodePointSpan, Feature } from "../../packages/evidence/src/candidates/candidate.js";
import { toCodePointOffset, toUtf16Offset } from "../../packages/evidence/src/normalise.js";

/** What the reader of a text wrote down about one passage. Fields with several wordings accept any of them; the first is the best. */
export interface Annotation {
  readonly kind: Feature["kind"];
  readonly span: CodePointSpan;
  /** Accepted when found, and not missed when not: a matter of taste. */
  readonly isOptional: boolean;
  /** Line of the annotation file, from 1. */
  readonly line: number;
  readonly figure?: AnnotatedFigure;
  readonly attribution?: AnnotatedAttribution;
}

/** Values are null for an open side. */
export interface AnnotatedFigure {
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  readonly units: readonly (string | undefined)[];
  readonly counts: string | undefined;
  readonly years: readonly (string | undefined)[];
  readonly hedges: readonly string[];
}

export interface AnnotatedAttribution {
  readonly speakers: readonly string[];
  readonly body: string | undefined;
  readonly isNamed: boolean;
  readonly isDirect: boolean;
  readonly quotation: CodePointSpan | undefined;
}

/** An annotation file read against its text. `faults` says, by line, what cannot be located or understood. */
export interface AnnotationFile {
  readonly style: string;
  /** The digest of the text that it was made from, where the file states one. */
  readonly sha256: string | undefined;
  readonly annotations: readonly Annotation[];
  readonly faults: readonly string[];
}

const kinds: readonly string[] = ["figure", "attribution", "causal", "precedent", "legal", "prediction", "option", "table-row", "source"];

/** Reads an annotation file and locates everything in the text. */
export function readAnnotations(file: string, text: string): AnnotationFile {
  const annotations: Annotation[] = [];
  const faults: string[] = [];
  const header = new Map<string, string>();
  for (const [index, raw] of file.split("\n").entries()) {
    const line = raw.trim();
    const named = /^(style|sha256): (.+)$/.exec(line);
    if (named) header.set(named[1]!, named[2]!);
    if (line === "" || line.startsWith("#") || named) continue;
    const fields = line.split("|").map((field) => field.trim());
    try {
      annotations.push(readLine(fields, text, index + 1));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      faults.push(`line ${index + 1}: ${error.message}`);
    }
  }
  return { style: header.get("style") ?? "", sha256: header.get("sha256"), annotations, faults };
}

class Fault extends Error {}

function readLine(fields: readonly string[], text: string, line: number): Annotation {
  const isOptional = fields[0]!.startsWith("?");
  const kind = fields[0]!.replace("?", "");
  if (!kinds.includes(kind)) throw new Fault(`“${kind}” is no kind`);
  const where = fields[1] ?? "";
  const [from, to] = kind === "table-row" && !isOffsets(where) ? lineThatBegins(text, where) : locate(text, where);
  const span = { start: toCodePointOffset(text, from), end: toCodePointOffset(text, to) };
  const common = { kind: kind as Feature["kind"], span, isOptional, line };
  if (kind === "figure") return { ...common, figure: readFigure(fields) };
  if (kind === "attribution") return { ...common, attribution: readAttribution(fields, text, from) };
  return common;
}

function readFigure(fields: readonly string[]): AnnotatedFigure {
  if (fields.length !== 8) throw new Fault(`a figure has 8 fields, this has ${fields.length}`);
  return {
    low: alternatives(fields[2]!).map(toValue),
    high: alternatives(fields[3]!).map(toValue),
    units: alternatives(fields[4]!).map(orNothing),
    counts: orNothing(fields[5]!),
    years: alternatives(fields[6]!).map(orNothing),
    hedges: fields[7] === "-" ? [] : fields[7]!.split(";").map((hedge) => hedge.trim()),
  };
}

function readAttribution(fields: readonly string[], text: string, from: number): AnnotatedAttribution {
  if (fields.length !== 7) throw new Fault(`an attribution has 7 fields, this has ${fields.length}`);
  const quoted = fields[6]!;
  if (!/^(un)?named$/.test(fields[4]!) || !/^(direct|reported)$/.test(fields[5]!))
    throw new Fault("neither named nor unnamed, or neither direct nor reported");
  if ((quoted === "-") !== (fields[5] === "reported")) throw new Fault("a direct attribution has a quotation, and only that");
  let quotation: CodePointSpan | undefined;
  if (quoted !== "-") {
    const start = isOffsets(quoted) ? locate(text, quoted)[0] : text.indexOf(quoted, from);
    if (start === -1) throw new Fault(`quotation “${quoted}” does not follow`);
    const end = isOffsets(quoted) ? locate(text, quoted)[1] : start + quoted.length;
    quotation = { start: toCodePointOffset(text, start), end: toCodePointOffset(text, end) };
  }
  return {
    speakers: alternatives(fields[2]!),
    body: orNothing(fields[3]!),
    isNamed: fields[4] === "named",
    isDirect: fields[5] === "direct",
    quotation,
  };
}

const alternatives = (field: string): readonly string[] => field.split(" or ").map((one) => one.trim());
const orNothing = (field: string): string | undefined => (field === "-" ? undefined : field);

function toValue(field: string): number | null {
  if (field === "open") return null;
  if (!/^-?[0-9.]+$/.test(field)) throw new Fault(`“${field}” is no number`);
  return Number(field);
}

function isOffsets(where: string): boolean {
  return /^\d+-\d+$/.test(where);
}

/** UTF-16 offsets of `12-34` (code points), of words that stand once, of `words @2` (the second place), or of `first words … last words`. */
function locate(text: string, where: string): readonly [number, number] {
  const offsets = /^(\d+)-(\d+)$/.exec(where);
  if (offsets) return [toUtf16Offset(text, Number(offsets[1])), toUtf16Offset(text, Number(offsets[2]))];
  const [first, last] = where.split(" … ") as [string, string | undefined];
  const numbered = /^(.+) @(\d+)$/.exec(first);
  const places = wholePlaces(text, numbered?.[1] ?? first);
  if (numbered === null && places.length !== 1) throw new Fault(`“${first}” stands ${places.length} times`);
  const place = places[Number(numbered?.[2] ?? 1) - 1];
  if (place === undefined) throw new Fault(`“${first}” stands ${places.length} times`);
  const end = place + (numbered?.[1] ?? first).length;
  if (last === undefined) return [place, end];
  const close = text.indexOf(last, end);
  if (close === -1) throw new Fault(`“${last}” does not follow`);
  return [place, close + last.length];
}

/** Where the words stand and are not part of a longer word or number. */
function wholePlaces(text: string, words: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + words.length, at + words.length + 2);
    const isCut =
      (/^[\p{L}\p{N}]/u.test(words) && /[\p{L}\p{N}]$|\p{N}[.,]$/u.test(before)) ||
      (/[\p{L}\p{N}]$/u.test(words) && /^(?:[\p{L}\p{N}]|[.,]\p{N})/u.test(after));
    if (!isCut) places.push(at);
  }
  return places;
}

function lineThatBegins(text: string, words: string): readonly [number, number] {
  const at = text.startsWith(words) ? 0 : text.indexOf(`\n${words}`) + 1;
  if (words === "" || !text.startsWith(words, at)) throw new Fault(`no line begins with “${words}”`);
  const end = text.indexOf("\n", at);
  return [at, end === -1 ? text.length : end];
}
